package org.vertebrafe.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

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

    /** All values, fastest along the first axis: the array itself, to be read only. */
    public float[] values() {
        return values;
    }

    /** The values as an imglib2 image that shares them, to be read only. */
    public RandomAccessibleInterval<FloatType> img() {
        return ArrayImgs.floats(values, grid.nx(), grid.ny(), grid.nz());
    }
}
