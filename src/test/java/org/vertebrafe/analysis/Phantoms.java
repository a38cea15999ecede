package org.vertebrafe.analysis;

import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Small vertebra-like label maps with uneven density, and the ways an array can lie in the patient. */
final class Phantoms {

    private Phantoms() {}

    /** A body with an arch behind it (LPS, posterior is +y), 1.0 x 1.2 x 1.5 mm voxels, density in mg/cm3. */
    static AnalysisInput vertebra() {
        VoxelGrid grid = VoxelGrid.aligned(17, 19, 13, 1.0, 1.2, 1.5);
        float[] density = new float[grid.voxels()];
        short[] labels = new short[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    int at = grid.index(i, j, k);
                    labels[at] = (short) label(i, j, k);
                    density[at] = (float) (250 + 200 * Math.sin(1.7 * i + 0.3 * j * j + 2.9 * k));
                }
            }
        }
        return AnalysisInput.of("phantom", new Volume(grid, density), new Labels(grid, labels));
    }

    private static int label(int i, int j, int k) {
        double x = (i - 8) / 7.0;
        double y = (j - 5) / 4.6;
        boolean body = x * x + y * y <= 1 && k >= 2 && k <= 10;
        boolean arch = Math.abs(i - 8) <= 5 && j >= 10 && j <= 11 && k >= 5 && k <= 8
                || Math.abs(i - 8) <= 1 && j >= 11 && j <= 16 && k >= 4 && k <= 7;
        if (body) {
            return x * x + y * y > 0.6 || k == 2 || k == 10 ? 2 : 1;
        }
        return arch ? 4 : 0;
    }

    /**
     * The same image stored otherwise: its axes in another order and direction, the patient unmoved.
     *
     * @param order which old axis becomes axis 0, 1, 2
     * @param flipped whether the new axis runs the other way
     */
    static AnalysisInput reordered(AnalysisInput input, int[] order, boolean[] flipped) {
        VoxelGrid old = input.image().grid();
        int[] n = {old.size(order[0]), old.size(order[1]), old.size(order[2])};
        int[] corner = new int[3];
        Vec3[] axes = new Vec3[3];
        double[] spacing = new double[3];
        for (int a = 0; a < 3; a++) {
            corner[order[a]] = flipped[a] ? n[a] - 1 : 0;
            axes[a] = old.axis(order[a]).times(flipped[a] ? -1 : 1);
            spacing[a] = old.spacing().get(order[a]);
        }
        VoxelGrid grid = new VoxelGrid(
                n[0],
                n[1],
                n[2],
                new Vec3(spacing[0], spacing[1], spacing[2]),
                old.toPatient(corner[0], corner[1], corner[2]),
                axes[0],
                axes[1],
                axes[2]);
        float[] values = new float[grid.voxels()];
        short[] labels = new short[grid.voxels()];
        for (int at = 0; at < values.length; at++) {
            int[] now = {at % n[0], at / n[0] % n[1], at / n[0] / n[1]};
            int[] then = new int[3];
            for (int a = 0; a < 3; a++) {
                then[order[a]] = flipped[a] ? n[a] - 1 - now[a] : now[a];
            }
            int from = old.index(then[0], then[1], then[2]);
            values[at] = input.image().values()[from];
            labels[at] = (short) input.labels().get(from);
        }
        return AnalysisInput.of(input.name(), new Volume(grid, values), new Labels(grid, labels));
    }

    /** The same image of a patient who lies turned and elsewhere in the scanner. */
    static AnalysisInput turned(AnalysisInput input, double degrees, Vec3 about, Vec3 shift) {
        VoxelGrid old = input.image().grid();
        VoxelGrid grid = new VoxelGrid(
                old.nx(),
                old.ny(),
                old.nz(),
                old.spacing(),
                turn(old.origin(), degrees, about).plus(shift),
                turn(old.xAxis(), degrees, about),
                turn(old.yAxis(), degrees, about),
                turn(old.zAxis(), degrees, about));
        short[] labels = new short[grid.voxels()];
        for (int at = 0; at < labels.length; at++) {
            labels[at] = (short) input.labels().get(at);
        }
        return AnalysisInput.of(input.name(), new Volume(grid, input.image().values()), new Labels(grid, labels));
    }

    /** Rodrigues' rotation. */
    private static Vec3 turn(Vec3 v, double degrees, Vec3 about) {
        Vec3 k = about.normalized();
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        return v.times(c).plus(k.cross(v).times(s)).plus(k.times(k.dot(v) * (1 - c)));
    }

    static AnalysisResult analyze(AnalysisInput input, int nThreads, Map<String, String> changes) {
        Settings<AnalysisConfig> settings = Settings.of(AnalysisConfig.class);
        AnalysisConfig config = settings.with(
                settings.with(AnalysisConfig.defaults(), Map.of("input", "density", "tolerance", "1e-11")), changes);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(nThreads)) {
            return VertebraAnalysis.run(input, config, threads, Progress.NONE);
        }
    }
}
