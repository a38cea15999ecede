package org.vertebrafe.material;

import java.util.BitSet;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * An image between the centres of its voxels, trilinear, and the same from the voxels of a mask alone: the weights of
 * other voxels are left out and the rest scaled up. Work space of one thread.
 */
final class MaskedSampler {

    private static final double ROUNDING = 1e-9;

    private final float[] values;
    private final BitSet mask;
    private final int[] size;
    private final int[] stride;
    private final int[] low = new int[3];
    private final double[] part = new double[3];
    private double plain;
    private double masked;
    private double weight;

    /** @param mask voxels that count, by array position; null if all do */
    MaskedSampler(Volume image, BitSet mask) {
        values = image.values();
        this.mask = mask;
        VoxelGrid grid = image.grid();
        size = new int[] {grid.nx(), grid.ny(), grid.nz()};
        stride = new int[] {1, grid.nx(), grid.nx() * grid.ny()};
    }

    /**
     * Samples at a place in a tetrahedron.
     *
     * @param corners i, j, k of its four corners, voxels
     * @param places barycentric coordinates of places, four each
     * @param from where those of this place start
     */
    void at(double[] corners, double[] places, int from) {
        for (int axis = 0; axis < 3; axis++) {
            locate(
                    axis,
                    places[from] * corners[axis]
                            + places[from + 1] * corners[3 + axis]
                            + places[from + 2] * corners[6 + axis]
                            + places[from + 3] * corners[9 + axis]);
        }
        interpolate();
    }

    /** The image there. */
    double plain() {
        return plain;
    }

    /** Whether a voxel of the mask has part in the value. */
    boolean reached() {
        return weight > ROUNDING;
    }

    /** The image there by the voxels of the mask; no number where it is not reached. */
    double masked() {
        return masked / weight;
    }

    private void locate(int axis, double x) {
        double clamped = Math.max(0, Math.min(size[axis] - 1.0, x));
        low[axis] = Math.max(0, Math.min(size[axis] - 2, (int) clamped));
        part[axis] = clamped - low[axis];
    }

    private void interpolate() {
        plain = 0;
        masked = 0;
        weight = 0;
        int base = low[0] + stride[1] * low[1] + stride[2] * low[2];
        for (int corner = 0; corner < 8; corner++) {
            double w = 1;
            int at = base;
            for (int axis = 0; axis < 3; axis++) {
                boolean upper = (corner >> axis & 1) == 1;
                w *= upper ? part[axis] : 1 - part[axis];
                at += upper && size[axis] > 1 ? stride[axis] : 0;
            }
            if (w > 0) {
                plain += w * values[at];
                if (mask == null || mask.get(at)) {
                    masked += w * values[at];
                    weight += w;
                }
            }
        }
    }
}
