package org.vertebrafe.segmentation.edit;

import org.vertebrafe.image.VoxelGrid;

/**
 * A box of voxels, its last ones included; empty where a first is beyond its last.
 *
 * @param i0 first along axis 0
 * @param j0 first along axis 1
 * @param k0 first along axis 2
 * @param i1 last along axis 0
 * @param j1 last along axis 1
 * @param k1 last along axis 2
 */
public record Region(int i0, int j0, int k0, int i1, int j1, int k1) {

    /** No voxel. */
    public static final Region NONE = new Region(
            Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE, -1);

    /** All voxels of a grid. */
    public static Region all(VoxelGrid grid) {
        return new Region(0, 0, 0, grid.nx() - 1, grid.ny() - 1, grid.nz() - 1);
    }

    public boolean isEmpty() {
        return i1 < i0 || j1 < j0 || k1 < k0;
    }

    /** First voxel along axis 0, 1 or 2. */
    public int first(int axis) {
        return axis == 0 ? i0 : axis == 1 ? j0 : k0;
    }

    /** Last voxel along axis 0, 1 or 2. */
    public int last(int axis) {
        return axis == 0 ? i1 : axis == 1 ? j1 : k1;
    }

    /** The smallest box around both. */
    public Region union(Region o) {
        if (isEmpty()) {
            return o;
        }
        return o.isEmpty()
                ? this
                : new Region(
                        Math.min(i0, o.i0),
                        Math.min(j0, o.j0),
                        Math.min(k0, o.k0),
                        Math.max(i1, o.i1),
                        Math.max(j1, o.j1),
                        Math.max(k1, o.k1));
    }

    /** What of it lies in a grid. */
    Region within(VoxelGrid grid) {
        return new Region(
                Math.max(0, i0),
                Math.max(0, j0),
                Math.max(0, k0),
                Math.min(grid.nx() - 1, i1),
                Math.min(grid.ny() - 1, j1),
                Math.min(grid.nz() - 1, k1));
    }

    /** Wider by a distance in mm and one voxel to all sides, as far as the grid goes. */
    Region widened(VoxelGrid grid, double millimetres) {
        if (isEmpty()) {
            return this;
        }
        int a = 1 + (int) Math.ceil(millimetres / grid.spacing().x());
        int b = 1 + (int) Math.ceil(millimetres / grid.spacing().y());
        int c = 1 + (int) Math.ceil(millimetres / grid.spacing().z());
        return new Region(i0 - a, j0 - b, k0 - c, i1 + a, j1 + b, k1 + c).within(grid);
    }

    VoxelGrid crop(VoxelGrid grid) {
        return grid.crop(i0, j0, k0, i1 - i0 + 1, j1 - j0 + 1, k1 - k0 + 1);
    }
}
