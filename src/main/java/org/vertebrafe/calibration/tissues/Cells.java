package org.vertebrafe.calibration.tissues;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.vertebrafe.image.VoxelGrid;

/**
 * Morphology of masks on a coarse grid. What lies beyond the grid belongs to the mask in erosion and not in dilation, so
 * that a body cut off by the edge of the image is not peeled there.
 */
final class Cells {

    private Cells() {}

    /** The cells that satisfy a condition on their array position. */
    static BitSet where(VoxelGrid grid, IntPredicate condition) {
        BitSet cells = new BitSet(grid.voxels());
        for (int cell = 0; cell < grid.voxels(); cell++) {
            if (condition.test(cell)) {
                cells.set(cell);
            }
        }
        return cells;
    }

    /** The cells of a mask with no cell outside of it within a radius, mm, in the slice and across slices. */
    static BitSet erode(VoxelGrid grid, BitSet mask, double inPlane, double across) {
        BitSet eroded = (BitSet) mask.clone();
        List<int[]> ball = ball(grid, inPlane, across);
        for (int cell = mask.nextSetBit(0); cell >= 0; cell = mask.nextSetBit(cell + 1)) {
            int i = cell % grid.nx();
            int j = cell / grid.nx() % grid.ny();
            int k = cell / grid.nx() / grid.ny();
            for (int[] d : ball) {
                int x = i + d[0];
                int y = j + d[1];
                int z = k + d[2];
                boolean inside = x >= 0 && y >= 0 && z >= 0 && x < grid.nx() && y < grid.ny() && z < grid.nz();
                if (inside && !mask.get(grid.index(x, y, z))) {
                    eroded.clear(cell);
                    break;
                }
            }
        }
        return eroded;
    }

    /** The cells within a radius, mm, of a mask. */
    static BitSet dilate(VoxelGrid grid, BitSet mask, double inPlane, double across) {
        BitSet outside = (BitSet) mask.clone();
        outside.flip(0, grid.voxels());
        BitSet dilated = erode(grid, outside, inPlane, across);
        dilated.flip(0, grid.voxels());
        return dilated;
    }

    /** Offsets within an ellipsoid of these radii, nearest first, without 0. */
    private static List<int[]> ball(VoxelGrid grid, double inPlane, double across) {
        double sx = grid.spacing().x();
        double sy = grid.spacing().y();
        double sz = grid.spacing().z();
        int rx = (int) (inPlane / sx + 1e-6);
        int ry = (int) (inPlane / sy + 1e-6);
        int rz = (int) (across / sz + 1e-6);
        List<int[]> ball = new ArrayList<>();
        for (int dz = -rz; dz <= rz; dz++) {
            for (int dy = -ry; dy <= ry; dy++) {
                for (int dx = -rx; dx <= rx; dx++) {
                    double plane = inPlane == 0 ? 0 : (dx * sx * dx * sx + dy * sy * dy * sy) / (inPlane * inPlane);
                    double depth = across == 0 ? 0 : dz * sz * dz * sz / (across * across);
                    if (plane + depth <= 1 + 1e-6 && (dx | dy | dz) != 0) {
                        ball.add(new int[] {dx, dy, dz});
                    }
                }
            }
        }
        ball.sort((a, b) ->
                Integer.compare(a[0] * a[0] + a[1] * a[1] + a[2] * a[2], b[0] * b[0] + b[1] * b[1] + b[2] * b[2]));
        return ball;
    }

    /** The cells of a mask and those that it surrounds in its slice. */
    static BitSet filledInSlices(VoxelGrid grid, BitSet mask) {
        BitSet filled = new BitSet(grid.voxels());
        int nx = grid.nx();
        int ny = grid.ny();
        boolean[] outside = new boolean[nx * ny];
        int[] queue = new int[nx * ny];
        for (int k = 0; k < grid.nz(); k++) {
            Arrays.fill(outside, false);
            int base = k * nx * ny;
            int size = 0;
            for (int p = 0; p < nx * ny; p++) {
                int i = p % nx;
                int j = p / nx;
                if ((i == 0 || j == 0 || i == nx - 1 || j == ny - 1) && !mask.get(base + p)) {
                    outside[p] = true;
                    queue[size++] = p;
                }
            }
            for (int head = 0; head < size; head++) {
                int p = queue[head];
                int[] next = {
                    p % nx > 0 ? p - 1 : -1, p % nx < nx - 1 ? p + 1 : -1, p - nx, p + nx < nx * ny ? p + nx : -1
                };
                for (int q : next) {
                    if (q >= 0 && !outside[q] && !mask.get(base + q)) {
                        outside[q] = true;
                        queue[size++] = q;
                    }
                }
            }
            for (int p = 0; p < nx * ny; p++) {
                if (!outside[p]) {
                    filled.set(base + p);
                }
            }
        }
        return filled;
    }

    /** What is in one mask and in another. */
    static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    /** What is in one mask but not in another. */
    static BitSet without(BitSet one, BitSet other) {
        BitSet rest = (BitSet) one.clone();
        rest.andNot(other);
        return rest;
    }
}
