package org.vertebrafe.image;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Exact Euclidean distances on voxel grids that need not be cubic, by lower envelopes of parabolas along each axis in
 * turn (Felzenszwalb and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019).
 */
public final class DistanceTransform {

    private DistanceTransform() {}

    /**
     * For each voxel of a mask, the distance in mm from its centre to the nearest centre of a voxel outside; 0 outside.
     * What lies beyond the grid counts as outside.
     *
     * @param grid where the voxels are
     * @param mask voxels inside, by array position
     */
    public static float[] inside(VoxelGrid grid, BitSet mask) {
        double[] squared = new double[grid.voxels()];
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            squared[at] = Double.POSITIVE_INFINITY;
        }
        return roots(grid, squared, 0);
    }

    /**
     * For each voxel outside of a mask, the distance in mm from its centre to the nearest centre of a voxel of the mask; 0
     * inside, infinite where the mask is empty. What lies beyond the grid is not in the mask.
     *
     * @param grid where the voxels are
     * @param mask voxels inside, by array position
     */
    public static float[] outside(VoxelGrid grid, BitSet mask) {
        double[] squared = new double[grid.voxels()];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            squared[at] = 0;
        }
        return roots(grid, squared, Double.POSITIVE_INFINITY);
    }

    private static float[] roots(VoxelGrid grid, double[] squared, double beyond) {
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        for (int axis = 0; axis < 3; axis++) {
            Envelope envelope = new Envelope(grid.size(axis), grid.spacing().get(axis), beyond);
            int lines = grid.voxels() / grid.size(axis);
            for (int line = 0; line < lines; line++) {
                int start = line % strides[axis] + line / strides[axis] * strides[axis] * grid.size(axis);
                envelope.transform(squared, start, strides[axis]);
            }
        }
        float[] distance = new float[squared.length];
        for (int at = 0; at < distance.length; at++) {
            distance[at] = (float) Math.sqrt(squared[at]);
        }
        return distance;
    }

    /** The transform of one line, with a voxel of a given value at either end. */
    private static final class Envelope {

        private final int n;
        private final double spacing;
        private final double beyond;
        private final double[] values;
        private final int[] parabola;
        private final double[] from;

        Envelope(int n, double spacing, double beyond) {
            this.n = n + 2;
            this.spacing = spacing;
            this.beyond = beyond;
            values = new double[this.n];
            parabola = new int[this.n];
            from = new double[this.n + 1];
        }

        void transform(double[] squared, int start, int stride) {
            values[0] = beyond;
            values[n - 1] = beyond;
            boolean outside = beyond == 0;
            for (int i = 1; i < n - 1; i++) {
                values[i] = squared[start + (i - 1) * stride];
                outside &= values[i] == 0;
            }
            if (outside) {
                return;
            }
            int last = -1;
            for (int q = 0; q < n; q++) {
                if (values[q] == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double crossing = last < 0 ? Double.NEGATIVE_INFINITY : crossing(parabola[last], q);
                while (last > 0 && crossing <= from[last]) {
                    last--;
                    crossing = crossing(parabola[last], q);
                }
                last++;
                parabola[last] = q;
                from[last] = crossing;
                from[last + 1] = Double.POSITIVE_INFINITY;
            }
            if (last < 0) {
                return;
            }
            int k = 0;
            for (int i = 1; i < n - 1; i++) {
                while (from[k + 1] < i * spacing) {
                    k++;
                }
                double d = (i - parabola[k]) * spacing;
                squared[start + (i - 1) * stride] = d * d + values[parabola[k]];
            }
        }

        /** Where the parabolas over two positions cross, mm. */
        private double crossing(int p, int q) {
            double xp = p * spacing;
            double xq = q * spacing;
            return (values[q] + xq * xq - values[p] - xp * xp) / (2 * (xq - xp));
        }
    }
}
