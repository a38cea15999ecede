package org.vertebrafe.command;

import ij.ImagePlus;
import ij.WindowManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ShownValues;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.study.cohort.CohortValues;

/**
 * Which values the colours of a map span.
 *
 * @param values of the first and last colour
 * @param note whose range it is, below the calibration bar; empty where it is the map's own
 */
record OverlayRange(ValueRange values, String note) {

    private static final List<String> CHOICES = List.of(
            OverlayVertebraMap.SUITABLE,
            OverlayVertebraMap.PERCENTILES,
            OverlayVertebraMap.FULL,
            OverlayVertebraMap.FIXED,
            OverlayVertebraMap.LIKE,
            OverlayVertebraMap.COHORT);

    /**
     * What the choices need beside the map.
     *
     * @param lower value of the first colour, for a fixed range
     * @param upper value of the last colour, for a fixed range
     * @param reference title of the image to be like
     * @param cohort folder of the results of a cohort
     */
    record Inputs(double lower, double upper, String reference, String cohort) {}

    /** The range of a choice in the dialog. */
    static OverlayRange of(String choice, OverlayInputs map, Inputs inputs) {
        return switch (choice) {
            case OverlayVertebraMap.SUITABLE -> own(map.suitable());
            case OverlayVertebraMap.FIXED -> own(new ValueRange(inputs.lower, inputs.upper));
            case OverlayVertebraMap.FULL -> own(map.percentiles(0));
            case OverlayVertebraMap.PERCENTILES -> own(map.percentiles(VolumeImages.LOW_PERCENTILE));
            case OverlayVertebraMap.LIKE -> own(ofImage(inputs.reference));
            case OverlayVertebraMap.COHORT -> ofCohort(inputs.cohort, map.quantity());
            default -> throw InputException.of(
                    "Range \"%s\" is not known; choose one of: %s.", choice, String.join(", ", CHOICES));
        };
    }

    private static OverlayRange own(ValueRange values) {
        return new OverlayRange(values, "");
    }

    /** The display range of an open image. */
    private static ValueRange ofImage(String title) {
        ImagePlus image = title == null ? null : WindowManager.getImage(title.trim());
        if (image == null) {
            throw InputException.of(
                    "Image to be like \"%s\" is not open: give the title of an open map, or choose another range.",
                    title);
        }
        return new ValueRange(image.getDisplayRangeMin(), image.getDisplayRangeMax());
    }

    private static OverlayRange ofCohort(String folder, MapQuantity quantity) {
        if (folder == null || folder.isBlank()) {
            throw new InputException(
                    "The range per cohort needs a cohort folder: give the folder of its results, or choose another range.");
        }
        try {
            CohortValues cohort = CohortValues.read(Path.of(folder.trim()), quantity);
            return new OverlayRange(ValueRange.of(cohort), "cohort\nn = " + cohort.vertebrae());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MapOverlay.Style style(ColourTable colours, double opacity, boolean bar, ShownValues shown) {
        return new MapOverlay.Style(values, colours, opacity, bar, shown, note);
    }
}
