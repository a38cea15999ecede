package org.vertebrafe.imagej;

import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * The order of a grid's voxels in which first, second and third axis run closest to left, posterior and superior. Nothing
 * is resampled: axes are permuted and reversed.
 */
final class LpsOrder {

    private static final double ALIGNED = 1 - 1e-6;

    private final VoxelGrid grid;
    private final int start;
    private final int[] strides;

    private LpsOrder(VoxelGrid grid, int start, int[] strides) {
        this.grid = grid;
        this.start = start;
        this.strides = strides;
    }

    static LpsOrder of(VoxelGrid source) {
        int[] from = nearestAxes(source);
        int[] sourceStrides = {1, source.nx(), source.nx() * source.ny()};
        int[] strides = new int[3];
        int[] first = new int[3];
        Vec3[] axes = new Vec3[3];
        for (int a = 0; a < 3; a++) {
            int s = from[a];
            boolean reversed = source.axis(s).get(a) < 0;
            axes[a] = reversed ? source.axis(s).times(-1) : source.axis(s);
            strides[a] = reversed ? -sourceStrides[s] : sourceStrides[s];
            first[s] = reversed ? source.size(s) - 1 : 0;
        }
        VoxelGrid grid = new VoxelGrid(
                source.size(from[0]),
                source.size(from[1]),
                source.size(from[2]),
                new Vec3(
                        source.spacing().get(from[0]),
                        source.spacing().get(from[1]),
                        source.spacing().get(from[2])),
                source.toPatient(first[0], first[1], first[2]),
                axes[0],
                axes[1],
                axes[2]);
        return new LpsOrder(grid, source.index(first[0], first[1], first[2]), strides);
    }

    /** The same voxels in the new order. */
    VoxelGrid grid() {
        return grid;
    }

    /** Array position, on the source grid, of voxel (i, j, k) of the new one. */
    int source(int i, int j, int k) {
        return start + i * strides[0] + j * strides[1] + k * strides[2];
    }

    /** Whether the axes still differ from the patient's. */
    boolean oblique() {
        return grid.xAxis().x() < ALIGNED
                || grid.yAxis().y() < ALIGNED
                || grid.zAxis().z() < ALIGNED;
    }

    /** For each patient axis the grid axis nearest to it: the assignment with the largest sum of cosines. */
    private static int[] nearestAxes(VoxelGrid grid) {
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        int[] best = permutations[0];
        double bestSum = -1;
        for (int[] p : permutations) {
            double sum = Math.abs(grid.axis(p[0]).x())
                    + Math.abs(grid.axis(p[1]).y())
                    + Math.abs(grid.axis(p[2]).z());
            if (sum > bestSum + 1e-9) {
                bestSum = sum;
                best = p;
            }
        }
        return best;
    }
}
