package org.vertebrafe.study.kernels;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.io.Csv;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;

/** Writes a comparison of two reconstructions: numbers as CSV and JSON, noise and edges as CSV, differences as NIfTI. */
public final class KernelFiles {

    /** Columns of the table of a comparison. */
    static final List<String> COLUMNS = List.of(
            "quantity",
            "unit",
            "reference",
            "other",
            "difference",
            "difference_percent",
            "by_calibration",
            "by_image",
            "by_noise",
            "by_edges",
            "interaction",
            "own_segmentation_adds",
            "harmonised",
            "harmonised_difference",
            "harmonised_difference_percent");

    private KernelFiles() {}

    /** The row of a quantity: column to number, in its unit; what there is no number for is left out. */
    public static Map<String, Object> row(KernelQuantity quantity, KernelEffect effect) {
        String unit = quantity.unit();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("quantity", quantity.label());
        row.put("unit", unit);
        row.put("reference", effect.reference());
        row.put("other", effect.other());
        row.put("difference", effect.total());
        row.put("difference_percent", effect.percent());
        row.put("by_calibration", effect.calibration());
        row.put("by_image", effect.image());
        put(row, "by_noise", effect.noise());
        put(row, "by_edges", effect.edges());
        row.put("interaction", effect.interaction());
        put(row, "own_segmentation_adds", effect.segmentation());
        put(row, "harmonised", effect.harmonised());
        put(row, "harmonised_difference", effect.harmonisedTotal());
        put(row, "harmonised_difference_percent", effect.harmonisedPercent());
        return row;
    }

    private static void put(Map<String, Object> row, String column, OptionalDouble value) {
        if (value.isPresent()) {
            row.put(column, value.getAsDouble());
        }
    }

    /** Name of the file of a difference map. */
    public static String mapName(DifferenceMap map) {
        return "difference-" + map.id() + ".nii.gz";
    }

    /**
     * Writes all of it.
     *
     * @param folder made where it does not exist
     * @throws IOException if writing fails
     */
    public static void write(KernelReport report, Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        for (DifferenceMap map : report.maps()) {
            Nifti.write(map.values(), folder.resolve(mapName(map)), progress);
        }
        SafeFiles.writeText(folder.resolve("noise.csv"), noise(report));
        SafeFiles.writeText(folder.resolve("edges.csv"), edges(report));
        SafeFiles.writeText(folder.resolve("kernels.csv"), table(report));
        SafeFiles.writeText(folder.resolve("kernels.json"), json(report));
    }

    static String table(KernelReport report) {
        Set<String> there = new HashSet<>();
        report.effects()
                .forEach(
                        (quantity, effect) -> there.addAll(row(quantity, effect).keySet()));
        List<String> columns = COLUMNS.stream().filter(there::contains).toList();
        StringBuilder csv = new StringBuilder(Csv.line(columns));
        report.effects().forEach((quantity, effect) -> {
            Map<String, Object> row = row(quantity, effect);
            csv.append(Csv.line(
                    columns.stream().map(column -> row.getOrDefault(column, "")).toList()));
        });
        return csv.toString();
    }

    private static String noise(KernelReport report) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of("image", "frequency_lp_per_mm", "power_HU2_mm2")));
        images(report).forEach((name, quality) -> quality.noise()
                .forEach(p -> csv.append(Csv.line(List.of(name, p.frequency(), p.power())))));
        return csv.toString();
    }

    private static String edges(KernelReport report) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of("image", "outwards_mm", "mean_HU")));
        images(report).forEach((name, quality) -> {
            for (int s = 0; s < quality.edge().hu().length; s++) {
                csv.append(Csv.line(List.of(
                        name, quality.edge().offsets()[s], quality.edge().hu()[s])));
            }
        });
        return csv.toString();
    }

    /** The images whose noise and edges were measured, by name. */
    public static Map<String, ImageQuality> images(KernelReport report) {
        Map<String, ImageQuality> images = new LinkedHashMap<>();
        images.put("reference", report.reference());
        images.put("other", report.other());
        report.harmonised().ifPresent(quality -> images.put("harmonised", quality));
        return images;
    }

    private static String json(KernelReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        JsonArray effects = new JsonArray();
        report.effects().forEach((quantity, effect) -> {
            JsonObject one = new JsonObject();
            row(quantity, effect).forEach((column, value) -> {
                if (value instanceof Number number) {
                    one.addProperty(column, number);
                } else {
                    one.addProperty(column, value.toString());
                }
            });
            effects.add(one);
        });
        json.add("effects", effects);
        JsonObject images = new JsonObject();
        images(report).forEach((name, quality) -> {
            JsonObject one = new JsonObject();
            if (Double.isFinite(quality.noiseSd())) {
                one.addProperty("noise_sd_HU", quality.noiseSd());
            }
            one.addProperty("edge_slope_HU_per_mm", quality.edge().steepest());
            one.addProperty("edge_peak_HU", quality.edge().peak());
            images.add(name, one);
        });
        json.add("images", images);
        report.filter().ifPresent(filter -> {
            JsonObject one = new JsonObject();
            one.addProperty("step_lp_per_mm", filter.step());
            JsonArray gains = new JsonArray();
            for (double gain : filter.gains()) {
                gains.add(gain);
            }
            one.add("gains", gains);
            json.add("harmonising_filter", one);
        });
        JsonArray notes = new JsonArray();
        report.notes().forEach(notes::add);
        json.add("notes", notes);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }
}
