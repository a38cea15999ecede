package org.vertebrafe.io;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.dicom.CtAcquisition;

/**
 * A CT or image of density from a file, and what is known about the scan.
 *
 * @param image the values on their grid
 * @param acquisition what the headers say; empty for formats that have none
 * @param calibration the density calibration that travels with it
 * @param warnings complete sentences for the user about what was assumed, left out or replaced
 */
public record LoadedCt(
        Volume image,
        Optional<CtAcquisition> acquisition,
        Optional<SavedCalibration> calibration,
        List<String> warnings) {

    public LoadedCt {
        warnings = List.copyOf(warnings);
    }

    /** The same with another calibration that travels with it. */
    public LoadedCt with(SavedCalibration own) {
        return new LoadedCt(image, acquisition, Optional.of(own), warnings);
    }

    /**
     * The same in the order of voxels in which ImageJ shows it: left, posterior and superior as near as it goes. What is
     * computed from it then is the same to the last bit as from the open image.
     */
    public LoadedCt inOrder() {
        Volume ordered =
                VoxelOrder.onto(image, VoxelOrder.lps(image.grid()).grid()).orElseThrow();
        return new LoadedCt(ordered, acquisition, calibration, warnings);
    }

    /** How it was acquired, by its headers or else by the calibration that travels with it. */
    public ScanProtocol scan() {
        return acquisition
                .map(CtAcquisition::protocol)
                .or(() -> calibration.map(SavedCalibration::scan))
                .orElse(ScanProtocol.UNKNOWN);
    }
}
