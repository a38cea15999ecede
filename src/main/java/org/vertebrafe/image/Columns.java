package org.vertebrafe.image;

import java.util.function.IntPredicate;
import org.vertebrafe.base.Vec3;

/**
 * The voxel columns of a grid along one of its directions: column {@code c}, level {@code 0..levels-1} counted in that
 * direction. Lets code speak of "the topmost voxel" whichever way the array lies in the patient.
 */
public final class Columns {

    private final VoxelGrid grid;
    private final GridDirection up;
    private final int across;
    private final int along;
    private final int levels;
    private final int acrossStride;
    private final int alongStride;
    private final int upStride;
    private final int bottom;

    public Columns(VoxelGrid grid, GridDirection up) {
        this.grid = grid;
        this.up = up;
        this.across = up.axis() == 0 ? 1 : 0;
        this.along = up.axis() == 2 ? 1 : 2;
        this.levels = grid.size(up.axis());
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        acrossStride = strides[across];
        alongStride = strides[along];
        upStride = up.sign() > 0 ? strides[up.axis()] : -strides[up.axis()];
        bottom = up.sign() > 0 ? 0 : (levels - 1) * strides[up.axis()];
    }

    /** Number of columns. */
    public int count() {
        return grid.size(across) * grid.size(along);
    }

    /** Number of voxels of each column. */
    public int levels() {
        return levels;
    }

    /** Array position of the voxel of a column at a level. */
    public int index(int column, int level) {
        return base(column) + level * upStride;
    }

    /** Patient position (LPS, mm) of the middle of a voxel's upper face (level 0..levels-1; -1: lower face of level 0). */
    public Vec3 upperFace(int column, int level) {
        int[] ijk = voxel(column, level);
        return grid.toPatient(ijk[0], ijk[1], ijk[2]).plus(up.vector(grid).times(0.5 * up.step(grid)));
    }

    /** The highest level of a column whose voxel satisfies the condition on array positions, or -1. */
    public int highest(int column, IntPredicate condition) {
        int base = base(column);
        for (int level = levels - 1; level >= 0; level--) {
            if (condition.test(base + level * upStride)) {
                return level;
            }
        }
        return -1;
    }

    /** Array position of a column's voxel at level 0. */
    private int base(int column) {
        int size = grid.size(across);
        return bottom + column % size * acrossStride + column / size * alongStride;
    }

    private int[] voxel(int column, int level) {
        int[] ijk = new int[3];
        ijk[across] = column % grid.size(across);
        ijk[along] = column / grid.size(across);
        ijk[up.axis()] = up.sign() > 0 ? level : levels - 1 - level;
        return ijk;
    }
}
