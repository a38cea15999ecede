package org.vertebrafe.imagej;

import ij.ImagePlus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.SavedCalibration;

/**
 * The density calibration that travels with an image: one line of JSON in its Info property, which ImageJ shows with
 * Image &gt; Show Info, saves in TIFF and copies to duplicates. The pixels are not touched.
 */
public final class CarriedCalibration {

    /** Unit of the values of density images. */
    public static final String DENSITY_UNIT = "mg/cm3";

    private static final String KEY = "VertebraFE density calibration: ";
    private static final String INFO = "Info";

    private CarriedCalibration() {}

    /** Whether the image says that its values are densities. */
    public static boolean isDensity(ImagePlus image) {
        String unit = image.getCalibration().getValueUnit();
        return unit != null && unit.toLowerCase(Locale.ROOT).contains("g/c");
    }

    /** Lets a calibration travel with the image, in place of one it may have. */
    public static void put(ImagePlus image, SavedCalibration calibration) {
        String others = info(image).filter(line -> !line.startsWith(KEY)).collect(Collectors.joining("\n"));
        String text = others.isBlank() ? "" : others.stripTrailing() + "\n";
        image.setProperty(INFO, text + KEY + calibration.toLine() + "\n");
    }

    /**
     * The calibration that travels with the image.
     *
     * @throws InputException if what stands there is no calibration of this version
     */
    public static Optional<SavedCalibration> of(ImagePlus image) {
        List<String> lines = info(image).filter(line -> line.startsWith(KEY)).toList();
        // The last one: ImageJ's stack commands may have put Infos after each other.
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(SavedCalibration.ofJson(
                        lines.get(lines.size() - 1).substring(KEY.length()),
                        "The calibration in the Info of \"" + image.getTitle() + "\""));
    }

    private static java.util.stream.Stream<String> info(ImagePlus image) {
        return image.getProperty(INFO) instanceof String text ? text.lines() : java.util.stream.Stream.empty();
    }
}
