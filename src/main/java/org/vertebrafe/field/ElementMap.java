package org.vertebrafe.field;

import java.util.Arrays;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Which element each voxel of an image lies in, by the voxel's centre: found once, used for every quantity. Known in a
 * box around the mesh; no element is outside.
 */
public final class ElementMap {

    /** What stands for no element. */
    public static final int NONE = -1;

    private final VoxelGrid grid;
    private final Box box;
    private final int[] elements;

    /**
     * @param box where elements may be
     * @param elements the element of each voxel of the box in array order, {@link #NONE} for none; handed over
     */
    ElementMap(VoxelGrid grid, Box box, int[] elements) {
        this.grid = grid;
        this.box = box;
        this.elements = elements;
    }

    /** The image grid. */
    public VoxelGrid grid() {
        return grid;
    }

    /** The element in which a voxel of the grid lies, {@link #NONE} for none; also for voxels outside of the grid. */
    public int element(int i, int j, int k) {
        int x = i - box.low[0];
        int y = j - box.low[1];
        int z = k - box.low[2];
        boolean inside = x >= 0 && y >= 0 && z >= 0 && x < box.size(0) && y < box.size(1) && z < box.size(2);
        return inside ? elements[x + box.size(0) * (y + box.size(1) * z)] : NONE;
    }

    /** The box of voxels in which elements may be. */
    Box box() {
        return box;
    }

    /** The same on the part of the grid in which elements may be, at least one voxel. */
    public ElementMap cropped() {
        int[] low = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            size[axis] = Math.max(1, box.size(axis));
            low[axis] = Math.min(box.low[axis], grid.size(axis) - size[axis]);
        }
        VoxelGrid part = grid.crop(low[0], low[1], low[2], size[0], size[1], size[2]);
        return new ElementMap(part, box.movedBy(low), elements);
    }

    /**
     * The map of one value an element.
     *
     * @param values one value an element
     * @return 32-bit values; NaN where no element is
     */
    public Volume map(double[] values) {
        float[] mapped = new float[grid.voxels()];
        Arrays.fill(mapped, Float.NaN);
        for (int k = 0, at = 0; k < box.size(2); k++) {
            for (int j = 0; j < box.size(1); j++) {
                int row = grid.index(box.low[0], box.low[1] + j, box.low[2] + k);
                for (int i = 0; i < box.size(0); i++, at++) {
                    if (elements[at] != NONE) {
                        mapped[row + i] = (float) values[elements[at]];
                    }
                }
            }
        }
        return new Volume(grid, mapped);
    }

    /** The voxels that lie in an element: 1, all others 0. */
    public Labels mask() {
        short[] mask = new short[grid.voxels()];
        for (int k = 0, at = 0; k < box.size(2); k++) {
            for (int j = 0; j < box.size(1); j++) {
                int row = grid.index(box.low[0], box.low[1] + j, box.low[2] + k);
                for (int i = 0; i < box.size(0); i++, at++) {
                    mask[row + i] = (short) (elements[at] == NONE ? 0 : 1);
                }
            }
        }
        return new Labels(grid, mask);
    }

    /** A box of voxels of a grid, from {@code low} to before {@code high}. */
    static final class Box {

        final int[] low = new int[3];
        final int[] high = new int[3];

        /**
         * The voxels whose centres may lie within the bounds of some points.
         *
         * @param points i, j, k of each point in voxels
         */
        Box(VoxelGrid grid, double[] points) {
            double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (int at = 0; at < points.length; at++) {
                least[at % 3] = Math.min(least[at % 3], points[at]);
                most[at % 3] = Math.max(most[at % 3], points[at]);
            }
            for (int axis = 0; axis < 3; axis++) {
                // A voxel more on each side: bent elements bulge a little beyond their nodes.
                low[axis] = (int) Math.max(0, Math.floor(least[axis]) - 1);
                high[axis] = (int) Math.max(low[axis], Math.min(grid.size(axis), Math.ceil(most[axis]) + 2));
            }
        }

        private Box() {}

        /** The same voxels counted from another one. */
        Box movedBy(int[] start) {
            Box moved = new Box();
            for (int axis = 0; axis < 3; axis++) {
                moved.low[axis] = low[axis] - start[axis];
                moved.high[axis] = high[axis] - start[axis];
            }
            return moved;
        }

        int size(int axis) {
            return high[axis] - low[axis];
        }

        int voxels() {
            return Math.multiplyExact(Math.multiplyExact(size(0), size(1)), size(2));
        }
    }
}
