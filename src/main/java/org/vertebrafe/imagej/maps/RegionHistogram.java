package org.vertebrafe.imagej.maps;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.BoneRegion;
import org.vertebrafe.analysis.ValueDistribution;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ResultImages;

/** How a quantity is distributed over regions of a vertebra: ImageJ's own plot and rows of a table. */
public final class RegionHistogram {

    /** Title of the table. */
    public static final String TABLE = "Vertebra Distributions";

    private static final int BINS = 60;
    private static final double LOW = 0.1;
    private static final double HIGH = 99.9;

    private static final Color[] COLOURS = {
        new Color(0x22, 0x22, 0x22),
        new Color(0x00, 0x72, 0xB2),
        new Color(0xD5, 0x5E, 0x00),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7)
    };

    /** One table for all vertebrae; only on the thread that measures. */
    private static final ResultsTable ROWS = new ResultsTable();

    /** A region with its values. */
    private record Part(String title, ValueDistribution values) {}

    private RegionHistogram() {}

    /** The plot of a histogram and the table it was added to. */
    public record Histogram(Plot plot, ResultsTable table) {}

    /**
     * The distribution over regions of the model.
     *
     * @param regions those the model has are shown
     * @throws InputException if it has none of them
     */
    public static Histogram of(MappedResult mapped, MapQuantity quantity, List<BoneRegion> regions) {
        List<Part> parts = new ArrayList<>();
        for (BoneRegion region : regions) {
            ValueDistribution.of(mapped.result(), quantity, region)
                    .ifPresent(values -> parts.add(new Part(region.title(), values)));
        }
        if (parts.isEmpty()) {
            throw InputException.of(
                    "The model of \"%s\" has no element of %s: the label map does not tell it apart.",
                    mapped.stack().title(),
                    String.join(", ", regions.stream().map(BoneRegion::title).toList()));
        }
        return show(mapped.stack().title(), quantity, parts);
    }

    /**
     * The distribution over the voxels inside an area selection, on all slices or the one it stands on.
     *
     * @throws InputException if there is no area, or no element in it
     */
    public static Histogram ofSelection(ImagePlus image, MapQuantity quantity) {
        MappedImage place = MappedImage.require(image);
        Roi roi = image.getRoi();
        if (roi == null || !roi.isArea()) {
            throw InputException.of("\"%s\" has no area selection: draw one first.", image.getTitle());
        }
        AnalysisResult result = place.mapped().result();
        int only = roi.getPosition() != 0 ? roi.getPosition() : roi.getZPosition();
        List<Double> values = new ArrayList<>();
        for (int slice = 1; slice <= place.layers().length; slice++) {
            if (only != 0 && only != slice) {
                continue;
            }
            int z = slice;
            roi.forEach(pixel -> place.voxel(pixel.x, pixel.y, z).ifPresent(voxel -> {
                int element = place.element(voxel);
                if (element != ElementMap.NONE && result.tissue(element).isBone()) {
                    values.add(result.value(quantity, element, place.point(voxel)));
                }
            }));
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[] volumes = new double[all.length];
        java.util.Arrays.fill(volumes, place.places().grid().voxelVolume());
        Optional<ValueDistribution> distribution = ValueDistribution.of(all, volumes);
        return show(
                image.getTitle(),
                quantity,
                List.of(new Part(
                        "Selection",
                        distribution.orElseThrow(() -> InputException.of(
                                "The selection on \"%s\" holds no bone of the model: move it onto the vertebra.",
                                image.getTitle())))));
    }

    private static Histogram show(String title, MapQuantity quantity, List<Part> parts) {
        double from = parts.stream()
                .mapToDouble(p -> p.values().percentile(LOW))
                .min()
                .orElseThrow();
        double to = parts.stream()
                .mapToDouble(p -> p.values().percentile(HIGH))
                .max()
                .orElseThrow();
        if (!(from < to)) {
            double half = Math.max(0.5, Math.abs(from) / 2);
            from -= half;
            to += half;
        }
        Plot plot = new Plot(quantity.title() + " in " + title, quantity.column(), "Share of the volume (%)");
        StringBuilder legend = new StringBuilder();
        double most = 0;
        for (int n = 0; n < parts.size(); n++) {
            Part part = parts.get(n);
            double[] shares = part.values().histogram(from, to, BINS);
            double[] x = new double[2 * BINS];
            double[] y = new double[2 * BINS];
            for (int bin = 0; bin < BINS; bin++) {
                x[2 * bin] = from + (to - from) * bin / BINS;
                x[2 * bin + 1] = from + (to - from) * (bin + 1) / BINS;
                y[2 * bin] = shares[bin];
                y[2 * bin + 1] = shares[bin];
                most = Math.max(most, shares[bin]);
            }
            plot.setColor(COLOURS[n % COLOURS.length]);
            plot.setLineWidth(2);
            plot.add("line", x, y);
            legend.append(part.title()).append('\n');
            ResultImages.addRow(ROWS, title, row(part, quantity));
        }
        plot.setColor(Color.BLACK);
        plot.setLimits(from, to, 0, 1.05 * most);
        plot.addLegend(legend.toString());
        ROWS.show(TABLE);
        return new Histogram(plot, ROWS);
    }

    private static Map<String, Object> row(Part part, MapQuantity quantity) {
        ValueDistribution d = part.values();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Quantity", quantity.title());
        row.put("Unit", quantity.unit());
        row.put("Region", part.title());
        row.put("Volume (mm3)", d.volume());
        row.put("Values", (double) d.number());
        row.put("Mean", d.mean());
        row.put("SD", d.sd());
        row.put("Minimum", d.min());
        row.put("5th percentile", d.percentile(5));
        row.put("Median", d.percentile(50));
        row.put("95th percentile", d.percentile(95));
        row.put("Maximum", d.max());
        return row;
    }
}
