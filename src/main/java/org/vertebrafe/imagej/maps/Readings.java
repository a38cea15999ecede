package org.vertebrafe.imagej.maps;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.ResultReading;
import org.vertebrafe.base.Digits;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ResultImages;

/** What a result says at a pixel of one of its images: for the status bar, for a window, as a row of a table. */
public final class Readings {

    /** Title of the table of readings that were kept. */
    public static final String TABLE = "Vertebra Points";

    /** What the status bar has room for. */
    private static final List<MapQuantity> SHORT = List.of(
            MapQuantity.DENSITY,
            MapQuantity.MODULUS,
            MapQuantity.VON_MISES,
            MapQuantity.MIN_PRINCIPAL_STRESS,
            MapQuantity.MIN_PRINCIPAL_STRAIN);

    /** The one table, so that readings of several vertebrae stand in one; only on the thread that measures. */
    private static final ResultsTable ROWS = new ResultsTable();

    private Readings() {}

    /**
     * Reads a result under a pixel.
     *
     * @param x column from 0
     * @param y row from 0
     * @param slice from 1
     * @return empty outside of the image
     */
    public static Optional<ResultReading> at(MappedImage image, int x, int y, int slice) {
        return image.voxel(x, y, slice)
                .map(voxel -> ResultReading.of(image.mapped().result(), image.point(voxel), image.element(voxel)));
    }

    /** A line for ImageJ's status bar, which is short: neighbours of one unit share it. */
    static String line(ResultReading reading) {
        StringBuilder text =
                new StringBuilder(Digits.three(reading.image())).append(' ').append(reading.imageUnit());
        if (reading.tissue().isEmpty()) {
            return text.append("  outside of the model").toString();
        }
        for (int n = 0; n < SHORT.size(); n++) {
            MapQuantity quantity = SHORT.get(n);
            double value = reading.values().get(quantity);
            if (!Double.isNaN(value)) {
                boolean shared = n + 1 < SHORT.size() && SHORT.get(n + 1).unit().equals(quantity.unit());
                text.append("  ").append(quantity.symbol()).append(' ').append(Digits.three(value));
                text.append(shared || quantity.unit().equals("mm/mm") ? "" : ' ' + quantity.unit());
            }
        }
        return text.toString();
    }

    /** Where a point lies, in words: L, P and S are left, posterior and superior of the patient's origin. */
    static String place(Vec3 p) {
        return String.format(Locale.ROOT, "L %.1f  P %.1f  S %.1f mm", p.x(), p.y(), p.z());
    }

    /**
     * Keeps the reading under a pixel as a row of the table of points and shows it where there is a screen.
     *
     * @throws InputException if the pixel lies outside of the image or belongs to no result
     */
    public static ResultsTable keep(ImagePlus image, int x, int y, int slice) {
        ResultReading reading = at(MappedImage.require(image), x, y, slice)
                .orElseThrow(() -> InputException.of(
                        "Pixel %d, %d of slice %d lies outside of \"%s\", which has %d x %d pixels and %d slices.",
                        x, y, slice, image.getTitle(), image.getWidth(), image.getHeight(), image.getNSlices()));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("X (pixel)", (double) x);
        row.put("Y (pixel)", (double) y);
        row.put("Slice", (double) slice);
        row.putAll(row(reading));
        ResultImages.addRow(ROWS, image.getTitle(), row);
        ROWS.show(TABLE);
        return ROWS;
    }

    /** A reading by column with unit. */
    static Map<String, Object> row(ResultReading reading) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Left (mm)", reading.point().x());
        row.put("Posterior (mm)", reading.point().y());
        row.put("Superior (mm)", reading.point().z());
        row.put("Tissue", reading.tissue().map(tissue -> tissue.id()).orElse("outside"));
        row.put("Image (" + reading.imageUnit() + ")", reading.image());
        for (MapQuantity quantity : MapQuantity.values()) {
            row.put(quantity.column(), reading.values().getOrDefault(quantity, Double.NaN));
        }
        return row;
    }
}
