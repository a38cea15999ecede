package org.vertebrafe.mesh.tet;

import java.util.BitSet;
import org.vertebrafe.image.VoxelGrid;

/**
 * How thick, in voxels, a mask and its surroundings are near a point: the edge (1, 2 or 3) of the largest full cube of
 * voxels close by. A stray voxel on a thick part counts as thick, a plate of one voxel does not.
 */
final class LocalThickness {

    /** Thicknesses above this many voxels are not told apart. */
    static final int MOST = 3;

    private final int nx;
    private final int ny;
    private final int nz;
    private final BitSet mask;

    LocalThickness(VoxelGrid grid, BitSet mask) {
        this.nx = grid.nx();
        this.ny = grid.ny();
        this.nz = grid.nz();
        this.mask = mask;
    }

    /** The lesser of the thicknesses inside and outside near a point in voxel coordinates, 1..{@link #MOST}. */
    int at(float i, float j, float k) {
        int inside = of(true, i, j, k);
        return inside == 1 ? 1 : Math.min(inside, of(false, i, j, k));
    }

    private int of(boolean inside, float i, float j, float k) {
        for (int edge = MOST; edge > 1; edge--) {
            // Cubes whose middle is within about one edge of the point.
            int i0 = (int) Math.ceil(i - (edge - 1) / 2.0 - edge);
            int j0 = (int) Math.ceil(j - (edge - 1) / 2.0 - edge);
            int k0 = (int) Math.ceil(k - (edge - 1) / 2.0 - edge);
            for (int c = k0; c <= k0 + 2 * edge; c++) {
                for (int b = j0; b <= j0 + 2 * edge; b++) {
                    for (int a = i0; a <= i0 + 2 * edge; a++) {
                        if (full(inside, a, b, c, edge)) {
                            return edge;
                        }
                    }
                }
            }
        }
        return 1;
    }

    private boolean full(boolean inside, int i, int j, int k, int edge) {
        // Far corner first: near a surface it is the likeliest to differ.
        if (get(i + edge - 1, j + edge - 1, k + edge - 1) != inside || get(i, j, k) != inside) {
            return false;
        }
        for (int c = k; c < k + edge; c++) {
            for (int b = j; b < j + edge; b++) {
                for (int a = i; a < i + edge; a++) {
                    if (get(a, b, c) != inside) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean get(int i, int j, int k) {
        boolean outside = i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz;
        return !outside && mask.get(i + nx * (j + ny * k));
    }
}
