package org.vertebrafe.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.LinearElasticity;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.SolverChoice;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.strength.CompressionTest;
import org.vertebrafe.strength.EffectiveStrain;

/**
 * The main job: from an image and a label map to the stiffness and strength of a vertebra. Commands, scripts and the
 * command line all come through here.
 */
public final class VertebraAnalysis {

    private static final int[] ALL_AXES = {0, 1, 2};
    private static final int[] LOADING_AXIS = {2};

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
        VertebraModel model = new ModelBuilder(input, config, progress).build();
        progress.checkCancelled();
        long built = System.nanoTime();
        timings.put("model", seconds(start, built));

        double displacement = config.compression() / 100 * model.frame().height();
        Solution solution = LinearElasticity.solve(
                model.elastic(),
                constraints(model, config, displacement),
                null,
                guess(model, displacement),
                SolverChoice.of(model.mesh().mesh()),
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
        Mesh mesh = model.mesh().mesh();
        CompressionTest test = new CompressionTest(
                model.frame().height(),
                displacement,
                solution.reaction(mesh.nodeSet(VoxelMesh.SUPERIOR)),
                solution.reaction(mesh.nodeSet(VoxelMesh.INFERIOR)));
        EffectiveStrain effectiveStrain = effectiveStrain(model, fields);
        timings.put("stress", seconds(solved, System.nanoTime()));
        return new AnalysisResult(input, config, model, solution, fields, test, effectiveStrain, timings);
    }

    private static Constraints constraints(VertebraModel model, AnalysisConfig config, double displacement) {
        Mesh mesh = model.mesh().mesh();
        int[] held = config.bc().equals("plates-free") ? LOADING_AXIS : ALL_AXES;
        Constraints constraints = new Constraints(mesh.nodes());
        for (int axis : held) {
            constraints.hold(mesh.nodeSet(VoxelMesh.INFERIOR), axis, 0);
            constraints.hold(mesh.nodeSet(VoxelMesh.SUPERIOR), axis, axis == 2 ? -displacement : 0);
        }
        return constraints;
    }

    /** Even compression between the two surfaces. */
    private static double[] guess(VertebraModel model, double displacement) {
        Mesh mesh = model.mesh().mesh();
        double[] x = model.elastic().localCoordinates();
        double bottom = meanHeight(x, mesh.nodeSet(VoxelMesh.INFERIOR));
        double top = meanHeight(x, mesh.nodeSet(VoxelMesh.SUPERIOR));
        double[] guess = new double[x.length];
        for (int n = 0; n < mesh.nodes(); n++) {
            guess[3 * n + 2] = -displacement * (x[3 * n + 2] - bottom) / (top - bottom);
        }
        return guess;
    }

    private static double meanHeight(double[] coordinates, int[] nodes) {
        return Arrays.stream(nodes)
                .mapToDouble(n -> coordinates[3 * n + 2])
                .average()
                .orElseThrow();
    }

    private static EffectiveStrain effectiveStrain(VertebraModel model, ElementFields fields) {
        int[] bone = java.util.stream.IntStream.range(0, fields.elements())
                .filter(e -> {
                    Tissue tissue = model.solid().tissues().get(model.mesh().voxelOfElement()[e]);
                    return tissue.isBone();
                })
                .toArray();
        double[] volume = new double[bone.length];
        Arrays.fill(volume, model.solid().grid().voxelVolume());
        return new EffectiveStrain(
                Arrays.stream(bone).mapToDouble(fields::strainEnergyDensity).toArray(),
                Arrays.stream(bone)
                        .mapToDouble(e -> model.elastic().modulus()[e])
                        .toArray(),
                volume);
    }

    private static double seconds(long from, long to) {
        return (to - from) * 1e-9;
    }
}
