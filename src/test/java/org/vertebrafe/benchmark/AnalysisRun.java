package org.vertebrafe.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.Nifti;

/**
 * Runs the whole analysis of the real L2 several times in one JVM and writes, as JSON and as a table, the time of each
 * stage in the first run (cold) and the median of the others (warm), and the memory the process needed at most. The JVM
 * collects garbage late when it may: limit it with -Xmx to learn what is enough.
 */
public final class AnalysisRun {

    private static final Path DATA = Path.of("../shared/data/verse004-L2");
    private static final String RUNS = "6";
    private static final String CONDITIONS = "plates-free,plates-held,study";

    private AnalysisRun() {}

    /** The image of density and the labels of the real L2. */
    static AnalysisInput realL2() throws IOException {
        return AnalysisInput.of(
                "verse004-L2",
                Nifti.readVolume(DATA.resolve("density.nii.gz")).image(),
                Nifti.readLabels(DATA.resolve("labels.nii.gz")).image());
    }

    /**
     * @param arguments where to write the JSON; the element size in mm (0: the image's voxels); and where others are
     *     wanted than usual, the boundary conditions, with commas between them, and the number of runs
     */
    public static void main(String[] arguments) throws IOException {
        String conditions = arguments.length > 2 ? arguments[2] : CONDITIONS;
        int runs = Integer.parseInt(arguments.length > 3 ? arguments[3] : RUNS);
        AnalysisInput input = realL2();
        Map<String, Object> report = new LinkedHashMap<>();
        for (String bc : conditions.split(",")) {
            List<AnalysisResult> results = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                results.add(analyze(input, bc, arguments[1]));
            }
            report.put(bc, print(System.out, bc, results));
        }
        Map<String, Long> memory = memory();
        System.out.println("Peak memory, MB: " + memory);
        report.put("peakMemory_MB", memory);
        Gson gson = new GsonBuilder().setPrettyPrinting().create();
        Files.writeString(Path.of(arguments[0]), gson.toJson(report));
    }

    private static AnalysisResult analyze(AnalysisInput input, String bc, String elementSize) {
        Settings<AnalysisConfig> settings = Settings.of(AnalysisConfig.class);
        AnalysisConfig config = settings.with(
                AnalysisConfig.defaults(),
                Map.of(
                        "input",
                        "density",
                        "labelPreset",
                        "spinefe-benchmark",
                        "law",
                        "kopperdahl2002",
                        "bc",
                        bc,
                        "elementSize",
                        elementSize));
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return VertebraAnalysis.run(input, config, threads, Progress.NONE);
        }
    }

    private static Map<String, Object> print(PrintStream out, String bc, List<AnalysisResult> results) {
        AnalysisResult last = results.get(results.size() - 1);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("elements", last.mesh().elements());
        report.put("unknowns", 3 * last.mesh().nodes());
        report.put("iterations", last.solver().iterations());
        report.put("relativeResidual", last.solver().relativeResidual());
        report.put("stiffness_N_per_mm", last.stiffness());
        out.printf(
                Locale.ROOT,
                "%n%s: %,d elements, %,d unknowns, %d iterations to %.1e, %.1f N/mm%n%-16s %8s %8s%n",
                bc,
                last.mesh().elements(),
                3 * last.mesh().nodes(),
                last.solver().iterations(),
                last.solver().relativeResidual(),
                last.stiffness(),
                "stage",
                "first s",
                "median s");
        double first = 0;
        double warm = 0;
        for (String stage : last.timings().keySet()) {
            double cold = results.get(0).timings().get(stage);
            double median = median(results, stage);
            first += cold;
            warm += median;
            report.put(stage + "_s", List.of(cold, median));
            out.printf(Locale.ROOT, "%-16s %8.3f %8.3f%n", stage, cold, median);
        }
        out.printf(Locale.ROOT, "%-16s %8.3f %8.3f%n", "all", first, warm);
        return report;
    }

    private static double median(List<AnalysisResult> results, String stage) {
        double[] times = results.stream()
                .skip(results.size() > 1 ? 1 : 0)
                .mapToDouble(result -> result.timings().get(stage))
                .sorted()
                .toArray();
        return times[times.length / 2];
    }

    private static Map<String, Long> memory() throws IOException {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        Map<String, Long> memory = new LinkedHashMap<>();
        memory.put("heap", heap >> 20);
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(line -> memory.put("process", kilobytes(line) >> 10));
        }
        return memory;
    }

    private static long kilobytes(String line) {
        return Arrays.stream(line.split("\\s+"))
                .filter(word -> word.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
