package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The voxels about a point of a surface, ordered by their distance from the surface. They are taken as they are: an image
 * interpolated between them depends on where the surface lies among them, most where the slices are thick. Work space of
 * one thread.
 */
final class NormalProfile {

    /** Width of the bins, mm. */
    static final double FINE = 0.1;

    /**
     * Voxels count by a Gaussian of their distance from the normal, of this standard deviation, mm; of more where voxels are
     * so large that few would be left.
     */
    private static final double LATERAL = 1;

    /** Edge of cubic voxels for which that is enough, mm. */
    private static final double ENOUGH = 1.5;

    /** Standard deviations up to which voxels count. */
    private static final double FARTHEST = 2;

    private static final int TABLE = 256;

    private static final double[] GAUSS = new double[TABLE + 1];

    static {
        for (int n = 0; n <= TABLE; n++) {
            GAUSS[n] = Math.exp(-(n + 0.5) / TABLE * FARTHEST * FARTHEST / 2);
        }
    }

    private final float[] values;
    private final VoxelGrid grid;
    private final double[] spacing;
    private final double inner;

    /** Squared distance from the normal up to which voxels count, mm2. */
    private final double farthest;

    private final double[] binned;
    private final double[] sums;

    /** Bins that hold voxels. */
    int filled;

    /** Number of each bin that holds voxels: how many times {@link #FINE} it lies outside the innermost. */
    final int[] bin;

    /** Weight of each bin that holds voxels. */
    final double[] weight;

    /** Weighted sum of HU of each bin that holds voxels. */
    final double[] first;

    /** Sum of weights. */
    double total;

    /** Weighted sum of HU. */
    double sum;

    /** Weighted sum of squared HU. */
    double squares;

    /**
     * @param inner how far inside the surface the innermost bin is, mm
     * @param outer how far outside the outermost one is, mm
     */
    NormalProfile(Volume ct, double inner, double outer) {
        values = ct.values();
        grid = ct.grid();
        spacing = new double[] {
            grid.spacing().x(), grid.spacing().y(), grid.spacing().z()
        };
        this.inner = inner;
        double reach = FARTHEST * LATERAL * Math.max(1, Math.cbrt(grid.voxelVolume()) / ENOUGH);
        farthest = reach * reach;
        int bins = bins(inner, outer);
        binned = new double[bins];
        sums = new double[bins];
        bin = new int[bins];
        weight = new double[bins];
        first = new double[bins];
    }

    /** Number of bins from so far inside the surface to so far outside, mm. */
    static int bins(double inner, double outer) {
        return (int) Math.rint((inner + outer) / FINE) + 1;
    }

    /**
     * Gathers.
     *
     * @param point on the surface, LPS mm
     * @param normal outward, of unit length
     * @param curvature sum of the surface's principal curvatures there, 1/mm, positive where it bulges outward
     * @param from distance of the first voxels from the surface, mm, negative inside
     * @param to distance of the last voxels, mm
     */
    void gather(Vec3 point, Vec3 normal, double curvature, double from, double to) {
        Arrays.fill(binned, 0);
        Arrays.fill(sums, 0);
        total = 0;
        sum = 0;
        squares = 0;
        Vec3 voxel = grid.toVoxel(point);
        double[] at = {voxel.x(), voxel.y(), voxel.z()};
        double[] along = new double[3];
        int[] low = new int[3];
        int[] high = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            along[axis] = normal.dot(grid.axis(axis));
            double aside = Math.sqrt(Math.max(0, 1 - along[axis] * along[axis]) * farthest);
            double in = from * along[axis];
            double out = to * along[axis];
            low[axis] = (int) Math.ceil(Math.max(0, at[axis] + (Math.min(in, out) - aside) / spacing[axis]));
            high[axis] = (int)
                    Math.floor(Math.min(grid.size(axis) - 1.0, at[axis] + (Math.max(in, out) + aside) / spacing[axis]));
        }
        for (int k = low[2]; k <= high[2]; k++) {
            double z = (k - at[2]) * spacing[2];
            for (int j = low[1]; j <= high[1]; j++) {
                double y = (j - at[1]) * spacing[1];
                int row = grid.index(0, j, k);
                for (int i = low[0]; i <= high[0]; i++) {
                    double x = (i - at[0]) * spacing[0];
                    double height = x * along[0] + y * along[1] + z * along[2];
                    double aside = x * x + y * y + z * z - height * height;
                    double distance = height + curvature / 4 * aside;
                    if (aside < farthest && distance >= from && distance <= to) {
                        add(distance, Math.max(0, aside), values[row + i]);
                    }
                }
            }
        }
        filled = 0;
        for (int b = 0; b < binned.length; b++) {
            if (binned[b] > 0) {
                bin[filled] = b;
                weight[filled] = binned[b];
                first[filled++] = sums[b];
            }
        }
    }

    private void add(double distance, double aside, float value) {
        double hu = WorkingCube.limited(value);
        double w = GAUSS[(int) (aside / farthest * TABLE)];
        int b = (int) Math.rint((distance + inner) / FINE);
        binned[b] += w;
        sums[b] += w * hu;
        total += w;
        sum += w * hu;
        squares += w * hu * hu;
    }

    /** Weighted sum of squares about the mean. */
    double variation() {
        return total > 0 ? squares - sum * sum / total : 0;
    }
}
