package org.vertebrafe.benchmark;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.LinearElasticity;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.SolverChoice;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.io.inp.InpReader;

/**
 * Solves one model of an input file several times in one JVM and writes, as JSON and as a table, the wall time of each
 * stage in the first run (cold) and the least of the others (warm), the live heap while solving, and, where CalculiX is
 * installed and it is asked for, its wall time for the same file in the same run.
 */
public final class SolveRun {

    private static final double RESIDUAL = 1e-8;

    private SolveRun() {}

    private record Times(double assembly, double setup, double iterate) {
        double all() {
            return assembly + setup + iterate;
        }
    }

    /**
     * @param arguments the model, where to write the JSON, how many runs, and "ccx" to run CalculiX or "refined" to cut every
     *     quadratic tetrahedron into eight first
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("model", file.getFileName().toString());
        report.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        report.put("cores", Runtime.getRuntime().availableProcessors());
        long start = System.nanoTime();
        InpModel model = InpReader.read(file, Progress.NONE);
        report.put("read_s", seconds(start));
        if (arguments.length > 3 && arguments[3].equals("refined")) {
            model = Refined.of(model);
            report.put("refined", true);
        }
        List<Times> runs = new ArrayList<>();
        Solution solution = null;
        for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
            start = System.nanoTime();
            solution = solve(model, Progress.NONE);
            LinearSolver.Report times = solution.report();
            runs.add(new Times(
                    seconds(start) - times.setupSeconds() - times.iterateSeconds(),
                    times.setupSeconds(),
                    times.iterateSeconds()));
        }
        report.put("liveHeap_MB", liveHeap(model) >> 20);
        report.put("peakResident_MB", peakResident() >> 10);
        print(model, solution, runs, report);
        if (arguments.length > 3 && arguments[3].equals("ccx")) {
            double calculix = calculix(file);
            double first = runs.get(0).all();
            double warm = least(runs.subList(1, runs.size()), Times::all);
            report.put("calculix_s", calculix);
            report.put("calculixOverOurs", List.of(calculix / first, calculix / warm));
            System.out.printf(
                    Locale.ROOT,
                    "CalculiX %.1f s, reading included: %.1f times ours the first time, %.1f times when warm%n",
                    calculix,
                    calculix / first,
                    calculix / warm);
        }
        Files.writeString(
                Path.of(arguments[1]),
                new GsonBuilder().setPrettyPrinting().create().toJson(report));
    }

    private static Solution solve(InpModel model, Progress progress) {
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return LinearElasticity.solve(
                    model.elastic(),
                    model.constraints(),
                    model.forces(),
                    null,
                    SolverChoice.of(model.elastic().mesh()),
                    new LinearSolver.Criterion(RESIDUAL, 1000),
                    threads,
                    progress);
        }
    }

    /** Bytes in use after a collection between two iterations, when everything is there, the model included. */
    private static long liveHeap(InpModel model) {
        AtomicLong live = new AtomicLong();
        solve(model, new Progress() {
            @Override
            public void report(String stage, double fraction) {
                if (stage.equals("Solving") && live.get() == 0) {
                    System.gc();
                    live.set(ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed());
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        });
        return live.get();
    }

    /** Most memory the process ever had, kB, the heap's unused part included; -1 where the system does not tell. */
    private static long peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(-1);
        }
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) * 1e-9;
    }

    private static double least(List<Times> runs, ToDoubleFunction<Times> time) {
        return runs.stream().mapToDouble(time).min().orElse(Double.NaN);
    }

    private static void print(InpModel model, Solution solution, List<Times> runs, Map<String, Object> report) {
        int unknowns =
                3 * model.elastic().mesh().nodes() - model.constraints().fixed().cardinality();
        report.put("unknowns", unknowns);
        report.put("solver", solution.report().solver());
        report.put("iterations", solution.report().iterations());
        report.put("relativeResidual", solution.report().relativeResidual());
        Map<String, Vec3> reactions = new LinkedHashMap<>();
        model.reactionSets()
                .forEach(set -> reactions.put(
                        set, solution.reaction(model.elastic().mesh().nodeSet(set))));
        report.put("reactionSums_N", reactions);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d unknowns, %s, %d iterations to %.1e; live heap %d MB, process %d MB; load average %.1f%n%-16s %8s %8s%n",
                report.get("model"),
                unknowns,
                solution.report().solver(),
                solution.report().iterations(),
                solution.report().relativeResidual(),
                (Long) report.get("liveHeap_MB"),
                (Long) report.get("peakResident_MB"),
                (Double) report.get("loadAverage"),
                "stage",
                "first s",
                "least s");
        System.out.printf(Locale.ROOT, "%-16s %8.3f%n", "read", (Double) report.get("read_s"));
        row("assembly", runs, Times::assembly, report);
        row("preconditioner", runs, Times::setup, report);
        row("solve", runs, Times::iterate, report);
        row("all but reading", runs, Times::all, report);
    }

    private static void row(String stage, List<Times> runs, ToDoubleFunction<Times> time, Map<String, Object> report) {
        double first = time.applyAsDouble(runs.get(0));
        double warm = least(runs.subList(1, runs.size()), time);
        report.put(stage + "_s", List.of(first, warm));
        System.out.printf(Locale.ROOT, "%-16s %8.3f %8.3f%n", stage, first, warm);
    }

    /** Wall seconds of ccx, reading included. */
    private static double calculix(Path file) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ccx");
        try {
            try (InputStream raw = Files.newInputStream(file);
                    InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                Files.copy(in, folder.resolve("model.inp"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder ccx = new ProcessBuilder("ccx", "-i", "model").directory(folder.toFile());
            ccx.environment()
                    .put("OMP_NUM_THREADS", String.valueOf(Runtime.getRuntime().availableProcessors()));
            ccx.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
            long start = System.nanoTime();
            int status = ccx.start().waitFor();
            if (status != 0) {
                throw new IOException("ccx ended with status " + status);
            }
            return seconds(start);
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
