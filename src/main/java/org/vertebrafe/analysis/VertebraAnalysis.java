package org.vertebrafe.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.LinearElasticity;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.SolverChoice;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.strength.CompressionTest;
import org.vertebrafe.strength.EffectiveStrain;

/**
 * The main job: from an image and a label map to the stiffness and strength of a vertebra. Commands, scripts and the
 * command line all come through here.
 */
public final class VertebraAnalysis {

    private VertebraAnalysis() {}

    /**
     * Analyses one vertebra.
     *
     * @param input its images
     * @param config what is decided beside them
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told of each stage, polled for cancel
     * @throws org.vertebrafe.base.InputException if images or configuration cannot be used, with what to do about it
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static AnalysisResult run(
            AnalysisInput input, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        Map<String, Double> timings = new LinkedHashMap<>();
        long start = System.nanoTime();
        progress.report("Building the model", Double.NaN);
        VertebraModel model = new ModelBuilder(input, config, threads, progress).build();
        progress.checkCancelled();
        long built = System.nanoTime();
        timings.put("model", seconds(start, built));

        LoadCase load = LoadCase.of(model, config);
        Solution solution = LinearElasticity.solve(
                model.elastic(),
                load.constraints(),
                null,
                load.guess(),
                SolverChoice.of(model.mesh()),
                new LinearSolver.Criterion(config.tolerance(), config.maxIterations()),
                threads,
                progress);
        long solved = System.nanoTime();
        timings.put(
                "assembly",
                seconds(built, solved)
                        - solution.report().setupSeconds()
                        - solution.report().iterateSeconds());
        timings.put("preconditioner", solution.report().setupSeconds());
        timings.put("solve", solution.report().iterateSeconds());

        progress.checkCancelled();
        progress.report("Stresses", Double.NaN);
        ElementFields fields = ElementFields.of(model.elastic(), solution, threads);
        Mesh mesh = model.mesh();
        CompressionTest test = new CompressionTest(
                model.frame().height(),
                load.displacement(),
                solution.reaction(mesh.nodeSet(VoxelMesh.SUPERIOR)),
                solution.reaction(mesh.nodeSet(VoxelMesh.INFERIOR)));
        EffectiveStrain effectiveStrain = effectiveStrain(model, fields);
        long stressed = System.nanoTime();
        timings.put("stress", seconds(solved, stressed));
        ElementMap places = model.elements().origin().locate(input.image().grid(), threads);
        timings.put("maps", seconds(stressed, System.nanoTime()));
        return new AnalysisResult(input, config, model, solution, fields, places, test, effectiveStrain, timings);
    }

    private static EffectiveStrain effectiveStrain(VertebraModel model, ElementFields fields) {
        ModelElements elements = model.elements();
        int[] bone = IntStream.range(0, fields.elements())
                .filter(e -> elements.tissue(e).isBone())
                .toArray();
        return new EffectiveStrain(
                Arrays.stream(bone).mapToDouble(fields::strainEnergyDensity).toArray(),
                Arrays.stream(bone).mapToDouble(e -> elements.modulus()[e]).toArray(),
                Arrays.stream(bone).mapToDouble(elements.origin()::volume).toArray());
    }

    private static double seconds(long from, long to) {
        return (to - from) * 1e-9;
    }
}
