package org.vertebrafe.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.stats.Pairs;
import org.vertebrafe.study.stats.Sample;

/**
 * Where the differences between two kernels come from, over a cohort: means and spread of what calibration, noise, edges and
 * segmentation do, each in percent of the reference and with the sign of first kernel minus second, as in all tables of a
 * study. The parts of a quantity add up to its difference.
 */
public final class KernelParts {

    static final String PARTS = "Where the kernels' difference comes from";
    static final String IMAGES = "Noise and edges of the images";

    /** The table of parts in a cohort's folder. */
    public static final String EFFECTS_FILE = "kernels.csv";

    /** The table of images beside it. */
    public static final String IMAGES_FILE = "kernel-images.csv";

    /** Columns of the table, other minus reference in the quantity's unit, and what they are called. */
    private static final Map<String, String> COLUMNS = columns();

    /** Columns of the table of images. */
    private static final Map<String, String> QUALITIES = qualities();

    private static final String WHOLE = "whole difference";

    private static final String REFERENCE = "reference";
    private static final String QUANTITY = "quantity";

    private final DataTable effects;
    private final DataTable images;

    /**
     * Tables as {@code vertebrafe study} writes them.
     *
     * @param effects a row for each vertebra and quantity
     * @param images a row for each vertebra and kernel
     * @throws InputException if columns are missing
     */
    KernelParts(DataTable effects, DataTable images) {
        this.effects = effects;
        this.images = images;
        effects.require("id", QUANTITY, "unit", REFERENCE, "kernel", "other_kernel");
        effects.require("difference");
        effects.require(COLUMNS.keySet().toArray(String[]::new));
        images.require("id", PairedTable.KERNEL);
        images.require(QUALITIES.keySet().toArray(String[]::new));
    }

    /**
     * Reads the table of parts and the table of images beside it.
     *
     * @throws InputException if they are no such tables
     * @throws IOException if they cannot be read
     */
    public static KernelParts read(Path effects) throws IOException {
        return new KernelParts(DataTable.read(effects), DataTable.read(effects.resolveSibling(IMAGES_FILE)));
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("by_calibration", "calibration");
        columns.put("by_noise", "noise");
        columns.put("by_edges", "edges");
        columns.put("interaction", "interaction");
        columns.put("own_segmentation_adds", "segmentation");
        return Collections.unmodifiableMap(columns);
    }

    private static Map<String, String> qualities() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("noise_sd_HU", "Noise in soft tissue, SD (HU)");
        columns.put("edge_slope_HU_per_mm", "Steepest slope across the surface of the bone (HU/mm)");
        columns.put("edge_peak_HU", "Peak of the cortex (HU)");
        return Collections.unmodifiableMap(columns);
    }

    /** Adds the tables to the numbers of a study. */
    void addTo(Findings findings, PairedTable table, List<String> groups) {
        if (!effects.rows().isEmpty()) {
            requireKernels(table.kernels());
        }
        IntStream.range(0, effects.rows().size())
                .mapToObj(row -> effects.text(row, QUANTITY))
                .filter(quantity -> !quantity.isEmpty())
                .distinct()
                .forEach(quantity -> parts(findings, table, groups, quantity));
        QUALITIES.forEach((column, label) -> findings.add(
                IMAGES,
                label,
                () -> Described.of(Pairs.of(quality(table, column, 0), quality(table, column, 1))),
                (cells, d) -> {
                    cells.counts();
                    for (int k = 0; k < 2; k++) {
                        cells.number("mean " + table.kernels().get(k), d.mean()[k]);
                        cells.number("SD " + table.kernels().get(k), d.sd()[k]);
                    }
                }));
    }

    private void requireKernels(List<String> kernels) {
        List<String> here = List.of(effects.text(0, "kernel"), effects.text(0, "other_kernel"));
        if (!here.equals(kernels)) {
            throw InputException.of(
                    "%s takes apart %s against %s, the statistics compare %s: name the kernels in the same order.",
                    effects.name(), here.get(0), here.get(1), kernels);
        }
    }

    private void parts(Findings findings, PairedTable table, List<String> groups, String quantity) {
        Map<String, double[]> parts = percentages(table.ids(), quantity);
        parts.forEach((part, percent) -> {
            String row = quantity + ": " + part;
            findings.add(PARTS, row, () -> Spread.of(Sample.of(percent)), (cells, all) -> cells.counts()
                    .percent("mean, %", all.mean())
                    .percent("SD", all.sd())
                    .percent("smallest", all.least())
                    .percent("largest", all.greatest()));
            for (String group : groups) {
                double[] own = within(percent, table.condition(List.of(group)));
                findings.add(PARTS, row, () -> Spread.of(Sample.of(own)), (cells, some) -> cells.count(
                                "n " + group, some.n())
                        .percent(group + ", mean, %", some.mean()));
            }
        });
    }

    private static double[] within(double[] values, double[] condition) {
        return IntStream.range(0, values.length)
                .filter(at -> condition[at] == 1)
                .mapToDouble(at -> values[at])
                .toArray();
    }

    /** Each part of each vertebra, first kernel minus second in percent of the first; NaN where missing. */
    private Map<String, double[]> percentages(List<String> ids, String quantity) {
        Map<String, double[]> parts = new LinkedHashMap<>();
        parts.put(WHOLE, missing(ids.size()));
        COLUMNS.values().forEach(part -> parts.put(part, missing(ids.size())));
        Map<String, Integer> places = places(ids);
        for (int row = 0; row < effects.rows().size(); row++) {
            Integer at = places.get(vertebra(effects, row));
            if (at == null || !effects.text(row, QUANTITY).equals(quantity)) {
                continue;
            }
            double reference = effects.number(row, REFERENCE);
            double whole = effects.number(row, "difference") + effects.number(row, "own_segmentation_adds");
            parts.get(WHOLE)[at] = -100 * whole / reference;
            for (Map.Entry<String, String> column : COLUMNS.entrySet()) {
                parts.get(column.getValue())[at] = -100 * effects.number(row, column.getKey()) / reference;
            }
        }
        return parts;
    }

    private double[] quality(PairedTable table, String column, int kernel) {
        double[] values = missing(table.size());
        Map<String, Integer> places = places(table.ids());
        for (int row = 0; row < images.rows().size(); row++) {
            Integer at = places.get(vertebra(images, row));
            if (at != null
                    && images.text(row, PairedTable.KERNEL)
                            .equals(table.kernels().get(kernel))) {
                values[at] = images.number(row, column);
            }
        }
        return values;
    }

    private static Map<String, Integer> places(List<String> ids) {
        Map<String, Integer> places = new HashMap<>();
        IntStream.range(0, ids.size()).forEach(at -> places.put(ids.get(at), at));
        return places;
    }

    private static String vertebra(DataTable table, int row) {
        return PairedTable.name(table.text(row, "id"), table.text(row, "level"));
    }

    private static double[] missing(int n) {
        double[] values = new double[n];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
