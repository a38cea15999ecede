package org.vertebrafe.segmentation.oneclick;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The part of a CT around a place, resampled to cubic voxels along the CT's own axes, HU limited to the range in which
 * bone and soft tissue differ. Its lattice is fixed to the CT, not to the place: two seeds see the same values.
 */
final class WorkingCube {

    /** Voxel size, mm. */
    static final double STEP = 1;

    /** Air and metal say nothing about where bone ends; they are cut off here so that they outweigh nothing. */
    private static final float LEAST_HU = -150;

    private static final float LARGEST_HU = 1500;

    /**
     * Voxels of this size and more are interpolated, mm. A Gaussian that keeps finer ones from aliasing would be so narrow
     * for these that it took the nearest voxel and moved surfaces by up to half of it.
     */
    private static final double INTERPOLATED = 0.65;

    /** Blur that keeps finer voxels from aliasing, as standard deviation, mm. */
    private static final double ANTIALIAS = 0.4;

    /** Where the lines of one axis take their values from. */
    private record Taps(int[] first, float[][] weights) {}

    private final VoxelGrid source;
    private final VoxelGrid grid;
    private final float[] hu;

    // Rows of the map from LPS to lattice coordinates, for speed in the inner loops.
    private final double[] rows;

    private WorkingCube(VoxelGrid source, VoxelGrid grid, float[] hu) {
        this.source = source;
        this.grid = grid;
        this.hu = hu;
        rows = new double[12];
        for (int axis = 0; axis < 3; axis++) {
            Vec3 row = grid.axis(axis).times(1 / STEP);
            rows[4 * axis] = row.x();
            rows[4 * axis + 1] = row.y();
            rows[4 * axis + 2] = row.z();
            rows[4 * axis + 3] = -row.dot(grid.origin());
        }
    }

    /**
     * Resamples.
     *
     * @param ct image, HU
     * @param centre LPS mm
     * @param halfEdge half the edge of the cube, mm; the cube is cut off at the border of the image
     */
    static WorkingCube around(Volume ct, Vec3 centre, double halfEdge, TaskExecutor threads) {
        VoxelGrid source = ct.grid();
        Vec3 voxel = source.toVoxel(centre);
        int[] from = new int[3];
        int[] size = new int[3];
        Taps[] taps = new Taps[3];
        for (int axis = 0; axis < 3; axis++) {
            double spacing = source.spacing().get(axis);
            double extent = (source.size(axis) - 1) * spacing;
            double at = voxel.get(axis) * spacing;
            from[axis] = (int) Math.ceil(Math.max(0, at - halfEdge) / STEP);
            int to = (int) Math.floor(Math.min(extent, at + halfEdge) / STEP);
            size[axis] = Math.max(1, to - from[axis] + 1);
            taps[axis] = taps(from[axis], size[axis], spacing, source.size(axis));
        }
        float[] hu = resample(ct, taps, size, threads);
        VoxelGrid grid = new VoxelGrid(
                size[0],
                size[1],
                size[2],
                new Vec3(STEP, STEP, STEP),
                source.origin()
                        .plus(source.xAxis().times(from[0] * STEP))
                        .plus(source.yAxis().times(from[1] * STEP))
                        .plus(source.zAxis().times(from[2] * STEP)),
                source.xAxis(),
                source.yAxis(),
                source.zAxis());
        return new WorkingCube(source, grid, hu);
    }

    /** The same cube blurred by a Gaussian of this standard deviation, mm. */
    WorkingCube blurred(double sd, TaskExecutor threads) {
        int reach = (int) Math.ceil(3 * sd / STEP);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int n = -reach; n <= reach; n++) {
            kernel[n + reach] = (float) Math.exp(-0.5 * n * n * STEP * STEP / (sd * sd));
            sum += kernel[n + reach];
        }
        for (int n = 0; n < kernel.length; n++) {
            kernel[n] /= sum;
        }
        int[] size = {grid.nx(), grid.ny(), grid.nz()};
        float[] values = hu;
        for (int axis = 0; axis < 3; axis++) {
            int n = size[axis];
            int[] first = new int[n];
            float[][] weights = new float[n][];
            for (int i = 0; i < n; i++) {
                int low = Math.max(0, i - reach);
                int high = Math.min(n - 1, i + reach);
                first[i] = low;
                float[] w = new float[high - low + 1];
                for (int m = -reach; m <= reach; m++) {
                    w[Math.min(Math.max(i + m, low), high) - low] += kernel[m + reach];
                }
                weights[i] = w;
            }
            values = alongAxis(values, size, axis, new Taps(first, weights), threads);
        }
        return new WorkingCube(source, grid, values);
    }

    /** Other values on the same lattice; handed over. */
    WorkingCube with(float[] values) {
        return new WorkingCube(source, grid, values);
    }

    /** Largest edge of the CT's voxels, mm. */
    double coarsest() {
        Vec3 spacing = source.spacing();
        return Math.max(spacing.x(), Math.max(spacing.y(), spacing.z()));
    }

    VoxelGrid grid() {
        return grid;
    }

    /** Values on the lattice, HU; to be read only. */
    float[] hu() {
        return hu;
    }

    /** Whether a position, LPS mm, lies between the outermost voxel centres of the CT. */
    boolean inImage(double x, double y, double z) {
        Vec3 v = source.toVoxel(new Vec3(x, y, z));
        return v.x() >= 0
                && v.y() >= 0
                && v.z() >= 0
                && v.x() <= source.nx() - 1
                && v.y() <= source.ny() - 1
                && v.z() <= source.nz() - 1;
    }

    /** Value at a position in LPS mm, HU, linear between voxels; beyond the cube as at its border. */
    double at(double x, double y, double z) {
        double u = limited(rows[0] * x + rows[1] * y + rows[2] * z + rows[3], grid.nx());
        double v = limited(rows[4] * x + rows[5] * y + rows[6] * z + rows[7], grid.ny());
        double w = limited(rows[8] * x + rows[9] * y + rows[10] * z + rows[11], grid.nz());
        int i = Math.min((int) u, Math.max(0, grid.nx() - 2));
        int j = Math.min((int) v, Math.max(0, grid.ny() - 2));
        int k = Math.min((int) w, Math.max(0, grid.nz() - 2));
        int di = grid.nx() > 1 ? 1 : 0;
        int dj = grid.ny() > 1 ? grid.nx() : 0;
        int dk = grid.nz() > 1 ? grid.nx() * grid.ny() : 0;
        int at = i + grid.nx() * (j + grid.ny() * k);
        u -= i;
        v -= j;
        w -= k;
        double a = hu[at] + u * (hu[at + di] - hu[at]);
        double b = hu[at + dj] + u * (hu[at + dj + di] - hu[at + dj]);
        double c = hu[at + dk] + u * (hu[at + dk + di] - hu[at + dk]);
        double d = hu[at + dj + dk] + u * (hu[at + dj + dk + di] - hu[at + dj + dk]);
        a += v * (b - a);
        c += v * (d - c);
        return a + w * (c - a);
    }

    /** A CT number within the range in which bone and soft tissue differ, HU; what is no number counts as the least. */
    static float limited(float hu) {
        return hu > LEAST_HU ? Math.min(hu, LARGEST_HU) : LEAST_HU;
    }

    private static double limited(double value, int n) {
        return Math.min(Math.max(value, 0), n - 1.0);
    }

    /** Weights that turn the voxels of an axis into lattice points: interpolation for coarse ones, Gaussian for fine. */
    private static Taps taps(int from, int size, double spacing, int n) {
        int[] first = new int[size];
        float[][] weights = new float[size][];
        for (int m = 0; m < size; m++) {
            double at = (from + m) * STEP / spacing;
            int low;
            double[] w;
            if (spacing >= INTERPOLATED) {
                int cell = Math.min((int) at, Math.max(0, n - 2));
                low = cell - 1;
                w = cubic(at - cell);
            } else {
                double sd = Math.sqrt(1 - spacing * spacing) * ANTIALIAS / spacing;
                int reach = (int) Math.ceil(3 * sd) + 1;
                int middle = (int) Math.rint(at);
                low = middle - reach;
                w = new double[2 * reach + 1];
                for (int t = 0; t < w.length; t++) {
                    double d = (low + t - at) / sd;
                    w[t] = Math.exp(-0.5 * d * d);
                }
            }
            fold(m, low, w, n, first, weights);
        }
        return new Taps(first, weights);
    }

    /** Weights of the four points about the interval, for a position 0..1 in it (Keys 1981, a = -1/2). */
    private static double[] cubic(double t) {
        double t2 = t * t;
        double t3 = t2 * t;
        return new double[] {
            -0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2
        };
    }

    /** Normalises weights; those beyond the image go to its outermost voxels. */
    private static void fold(int m, int low, double[] w, int n, int[] first, float[][] weights) {
        int from = Math.min(Math.max(low, 0), n - 1);
        int to = Math.max(Math.min(low + w.length - 1, n - 1), from);
        double sum = 0;
        for (double weight : w) {
            sum += weight;
        }
        float[] folded = new float[to - from + 1];
        for (int t = 0; t < w.length; t++) {
            folded[Math.min(Math.max(low + t, from), to) - from] += (float) (w[t] / sum);
        }
        first[m] = from;
        weights[m] = folded;
    }

    private static float[] resample(Volume ct, Taps[] taps, int[] size, TaskExecutor threads) {
        VoxelGrid g = ct.grid();
        int[] low = new int[3];
        int[] span = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            Taps t = taps[axis];
            low[axis] = Integer.MAX_VALUE;
            int high = 0;
            for (int m = 0; m < t.first.length; m++) {
                low[axis] = Math.min(low[axis], t.first[m]);
                high = Math.max(high, t.first[m] + t.weights[m].length);
            }
            span[axis] = high - low[axis];
            for (int m = 0; m < t.first.length; m++) {
                t.first[m] -= low[axis];
            }
        }
        float[] values = ct.values();
        float[] crop = new float[span[0] * span[1] * span[2]];
        Chunks.forEach(threads, span[2], 4, (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < span[1]; j++) {
                    int at = g.index(low[0], j + low[1], k + low[2]);
                    int out = span[0] * (j + span[1] * k);
                    for (int i = 0; i < span[0]; i++) {
                        float v = values[at + i];
                        crop[out + i] = limited(v);
                    }
                }
            }
        });
        int[] shape = span.clone();
        float[] result = crop;
        for (int axis = 0; axis < 3; axis++) {
            result = alongAxis(result, shape, axis, taps[axis], threads);
            shape[axis] = size[axis];
        }
        return result;
    }

    private static float[] alongAxis(float[] in, int[] shape, int axis, Taps taps, TaskExecutor threads) {
        int[] to = shape.clone();
        to[axis] = taps.first.length;
        float[] out = new float[to[0] * to[1] * to[2]];
        int stride = axis == 0 ? 1 : axis == 1 ? shape[0] : shape[0] * shape[1];
        int planes = to[2];
        Chunks.forEach(threads, planes, 2, (from, end) -> {
            for (int k = from; k < end; k++) {
                for (int j = 0; j < to[1]; j++) {
                    for (int i = 0; i < to[0]; i++) {
                        int m = axis == 0 ? i : axis == 1 ? j : k;
                        float[] w = taps.weights[m];
                        int f = taps.first[m];
                        int at = axis == 0
                                ? f + shape[0] * (j + shape[1] * k)
                                : axis == 1 ? i + shape[0] * (f + shape[1] * k) : i + shape[0] * (j + shape[1] * f);
                        float sum = 0;
                        for (float weight : w) {
                            sum += weight * in[at];
                            at += stride;
                        }
                        out[i + to[0] * (j + to[1] * k)] = sum;
                    }
                }
            }
        });
        return out;
    }
}
