package org.vertebrafe.imagej;

import ij.ImagePlus;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Volume;

/**
 * An image of the patient with what it brings along.
 *
 * @param volume HU, or density in mg/cm3
 * @param scan how it was acquired, as far as it is known
 * @param calibration the density calibration that travels with it
 * @param warnings complete sentences for the user
 */
public record CtImage(Volume volume, ScanProtocol scan, Optional<SavedCalibration> calibration, List<String> warnings) {

    public CtImage {
        warnings = List.copyOf(warnings);
    }

    /**
     * A CT that is open in ImageJ, its values checked to be possible HU.
     *
     * @throws InputException if the image is no greyscale stack in mm, or its values cannot be HU
     */
    public static CtImage hounsfield(ImagePlus image) {
        return of(image, ImagePlusVolumes.hounsfield(image));
    }

    /**
     * An image of density in mg/cm3 that is open in ImageJ.
     *
     * @throws InputException if it is no greyscale stack in mm, or says that its values are HU
     */
    public static CtImage density(ImagePlus image) {
        ImagePlusVolumes.requireUsable(image, "Image of density");
        if ("HU".equalsIgnoreCase(image.getCalibration().getValueUnit())) {
            throw InputException.of(
                    "\"%s\" has values in HU: it is no image of density. Choose Image holds hu and a calibration, or make an"
                            + " image of density with Apply Density Calibration....",
                    image.getTitle());
        }
        return of(image, ImagePlusVolumes.volume(image));
    }

    private static CtImage of(ImagePlus image, Volume volume) {
        return new CtImage(volume, ScanProtocol.UNKNOWN, CarriedCalibration.of(image), List.of());
    }
}
