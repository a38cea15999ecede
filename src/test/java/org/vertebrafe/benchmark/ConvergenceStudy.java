package org.vertebrafe.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.Progress;

/**
 * How the stiffness of the real L2 depends on the size and kind of the elements: the same image, law and boundary
 * conditions, tetrahedra and voxels from coarse to fine. Writes a table and a plot.
 */
public final class ConvergenceStudy {

    /**
     * One model.
     *
     * @param mesh kind of elements
     * @param size their edge, mm
     * @param unknowns three a node
     * @param stiffness N/mm
     */
    record Row(String mesh, double size, long unknowns, double stiffness) {}

    private ConvergenceStudy() {}

    /** @param arguments where to write the CSV, where to write the PNG, then models such as tet10:2 */
    public static void main(String[] arguments) throws IOException {
        AnalysisInput input = AnalysisRun.realL2();
        List<Row> rows = new ArrayList<>();
        try (PrintStream csv = new PrintStream(arguments[0])) {
            csv.println("mesh,size_mm,elements,nodes,unknowns,stiffness_N_per_mm,pistoia_N,iterations,seconds");
            for (int model = 2; model < arguments.length; model++) {
                String[] words = arguments[model].split(":");
                String line = run(input, words[0], words[1], rows);
                csv.println(line);
                csv.flush();
                System.out.println(line);
            }
        }
        ImageIO.write(ConvergencePlot.render(rows), "png", Path.of(arguments[1]).toFile());
        System.out.println("Plot: " + Files.size(Path.of(arguments[1])) + " bytes");
    }

    private static String run(AnalysisInput input, String mesh, String size, List<Row> rows) {
        Settings<AnalysisConfig> settings = Settings.of(AnalysisConfig.class);
        AnalysisConfig config = settings.with(
                AnalysisConfig.defaults(),
                Map.of(
                        "input",
                        "density",
                        "labelPreset",
                        "spinefe-benchmark",
                        "mesh",
                        mesh,
                        "elementSize",
                        size,
                        "modulusFloor",
                        // An apparent density of 0.01 g/cm3, as in the reference model.
                        Double.toString(4730 * Math.pow(0.01, 1.56))));
        int processors = Runtime.getRuntime().availableProcessors();
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(processors)) {
            AnalysisResult result = VertebraAnalysis.run(input, config, threads, Progress.NONE);
            long unknowns = 3L * result.mesh().nodes();
            rows.add(new Row(mesh, Double.parseDouble(size), unknowns, result.stiffness()));
            double seconds = result.timings().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            return String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%d,%.2f,%.2f,%d,%.1f",
                    mesh,
                    size,
                    result.mesh().elements(),
                    result.mesh().nodes(),
                    unknowns,
                    result.stiffness(),
                    result.strengths().entrySet().stream()
                            .filter(entry -> entry.getKey().id().equals("pistoia"))
                            .mapToDouble(Map.Entry::getValue)
                            .sum(),
                    result.solver().iterations(),
                    seconds);
        }
    }
}
