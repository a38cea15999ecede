package org.vertebrafe.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.vertebrafe.base.Vec3;

/**
 * A scalar image on a {@link VoxelGrid}: HU, density or a result. It is a value: the array is handed over on
 * construction and nobody writes into it afterwards.
 */
public final class Volume {

    private final VoxelGrid grid;
    private final float[] values;

    /**
     * @param grid where the voxels are
     * @param values one value a voxel, fastest along the first axis; handed over, not copied
     */
    public Volume(VoxelGrid grid, float[] values) {
        if (values.length != grid.voxels()) {
            throw new IllegalArgumentException(values.length + " values for " + grid.voxels() + " voxels");
        }
        this.grid = grid;
        this.values = values;
    }

    public VoxelGrid grid() {
        return grid;
    }

    /** The value of voxel (i, j, k). */
    public float get(int i, int j, int k) {
        return values[grid.index(i, j, k)];
    }

    /** The value at possibly fractional voxel coordinates, trilinear; beyond the outermost voxel centres as there. */
    public double interpolated(Vec3 voxel) {
        double x = Math.max(0, Math.min(grid.nx() - 1.0, voxel.x()));
        double y = Math.max(0, Math.min(grid.ny() - 1.0, voxel.y()));
        double z = Math.max(0, Math.min(grid.nz() - 1.0, voxel.z()));
        int i = Math.min((int) x, Math.max(0, grid.nx() - 2));
        int j = Math.min((int) y, Math.max(0, grid.ny() - 2));
        int k = Math.min((int) z, Math.max(0, grid.nz() - 2));
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int di = corner & 1;
            int dj = corner >> 1 & 1;
            int dk = corner >> 2;
            double weight =
                    (di == 0 ? 1 - (x - i) : x - i) * (dj == 0 ? 1 - (y - j) : y - j) * (dk == 0 ? 1 - (z - k) : z - k);
            if (weight > 0) {
                sum += weight * get(i + di, j + dj, k + dk);
            }
        }
        return sum;
    }

    /** All values, fastest along the first axis: the array itself, to be read only. */
    public float[] values() {
        return values;
    }

    /** The values as an imglib2 image that shares them, to be read only. */
    public RandomAccessibleInterval<FloatType> img() {
        return ArrayImgs.floats(values, grid.nx(), grid.ny(), grid.nz());
    }
}
