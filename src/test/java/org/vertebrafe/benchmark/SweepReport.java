package org.vertebrafe.benchmark;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sums up what {@link SegmentationSweep} found, as a table and as JSON. */
public final class SweepReport {

    /** Dice of the body below which a segmentation that was called good counts as a silent failure. */
    private static final double FAILED = 0.85;

    /** Slices from this on are listed apart, mm. */
    private static final double THICK = 2.5;

    private SweepReport() {}

    /** @param arguments where to write the JSON, then the files of results */
    public static void main(String[] arguments) throws IOException {
        List<JsonObject> cases = new ArrayList<>();
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            for (String line : Files.readAllLines(Path.of(file))) {
                cases.add(JsonParser.parseString(line).getAsJsonObject());
            }
        }
        Map<String, Object> report = new LinkedHashMap<>();
        PrintStream out = System.out;
        report.put("all", group("All cases", cases, out));
        List<JsonObject> thin = cases.stream()
                .filter(c -> c.get("slice_mm").getAsDouble() < THICK)
                .toList();
        report.put("slicesBelow2.5mm", group("Slices below 2.5 mm", thin, out));
        List<JsonObject> thick = cases.stream()
                .filter(c -> c.get("slice_mm").getAsDouble() >= THICK)
                .toList();
        report.put("slicesOf3mm", group("Slices of 3 mm", thick, out));
        Files.writeString(
                Path.of(arguments[0]),
                new GsonBuilder()
                                .setPrettyPrinting()
                                .serializeSpecialFloatingPointValues()
                                .create()
                                .toJson(report)
                        + "\n");
    }

    private static Map<String, Object> group(String title, List<JsonObject> cases, PrintStream out) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("cases", cases.size());
        for (String verdict : new String[] {"good", "check", "refused"}) {
            report.put(
                    verdict,
                    cases.stream()
                            .filter(c -> c.get("verdict").getAsString().equals(verdict))
                            .count());
        }
        report.put(
                "silentFailures",
                cases.stream()
                        .filter(c -> c.get("verdict").getAsString().equals("good")
                                && c.get("bodyDice").getAsDouble() < FAILED)
                        .count());
        out.printf(
                "%n%s: %s cases, %s good, %s to check, %s refused, %s silent failures (good, yet body below %.2f)%n",
                title,
                report.get("cases"),
                report.get("good"),
                report.get("check"),
                report.get("refused"),
                report.get("silentFailures"),
                FAILED);
        out.printf("%-28s %8s %8s %8s %8s %8s%n", "", "worst", "5 %", "median", "mean", "95 %");
        for (String what :
                new String[] {"bodyDice", "vertebraDice", "bodyDistance_mm", "bodyVolumeRatio", "vertebraVolumeRatio"
                }) {
            report.put(what, spread(what, values(cases, what), out));
        }
        List<JsonObject> solved = cases.stream()
                .filter(c -> c.has("stiffness_N_per_mm") && c.has("trueStiffness_N_per_mm"))
                .toList();
        if (solved.size() > 1) {
            report.put(
                    "stiffnessError_percent",
                    error(values(solved, "stiffness_N_per_mm"), values(solved, "trueStiffness_N_per_mm"), out));
        }
        return report;
    }

    private static double[] values(List<JsonObject> cases, String what) {
        return cases.stream()
                .filter(c -> c.has(what))
                .mapToDouble(c -> c.get(what).getAsDouble())
                .toArray();
    }

    private static Map<String, Double> spread(String what, double[] values, PrintStream out) {
        Map<String, Double> spread = new LinkedHashMap<>();
        if (values.length == 0) {
            return spread;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        boolean least = what.endsWith("Dice");
        spread.put("worst", least ? sorted[0] : sorted[sorted.length - 1]);
        spread.put("p5", sorted[(int) (0.05 * (sorted.length - 1))]);
        spread.put("median", sorted[sorted.length / 2]);
        spread.put("mean", Arrays.stream(sorted).average().orElseThrow());
        spread.put("p95", sorted[(int) (0.95 * (sorted.length - 1))]);
        out.printf(Locale.ROOT, "%-28s", what);
        spread.values().forEach(v -> out.printf(Locale.ROOT, " %8.3f", v));
        out.println();
        return spread;
    }

    private static Map<String, Double> error(double[] found, double[] truth, PrintStream out) {
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < found.length; n++) {
            double percent = 100 * (found[n] / truth[n] - 1);
            sum += percent;
            squares += percent * percent;
        }
        double bias = sum / found.length;
        double sd = Math.sqrt((squares - found.length * bias * bias) / (found.length - 1));
        out.printf(Locale.ROOT, "stiffness, %d cases: bias %+.2f %%, SD %.2f %%%n", found.length, bias, sd);
        Map<String, Double> error = new LinkedHashMap<>();
        error.put("n", (double) found.length);
        error.put("bias", bias);
        error.put("sd", sd);
        return error;
    }
}
