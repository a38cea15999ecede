package org.vertebrafe.image;

import java.util.SortedMap;
import java.util.TreeMap;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * A label map on a {@link VoxelGrid}: one number 0..65535 a voxel, 0 being background. A value like {@link Volume}.
 */
public final class Labels {

    /** The largest label that can be held. */
    public static final int MAX_LABEL = 0xFFFF;

    private final VoxelGrid grid;
    private final short[] values;

    /**
     * @param grid where the voxels are
     * @param values one unsigned 16-bit label a voxel, fastest along the first axis; handed over, not copied
     */
    public Labels(VoxelGrid grid, short[] values) {
        if (values.length != grid.voxels()) {
            throw new IllegalArgumentException(values.length + " labels for " + grid.voxels() + " voxels");
        }
        this.grid = grid;
        this.values = values;
    }

    public VoxelGrid grid() {
        return grid;
    }

    /** The label of the voxel at this array position. */
    public int get(int index) {
        return values[index] & 0xFFFF;
    }

    /** The label of voxel (i, j, k). */
    public int get(int i, int j, int k) {
        return get(grid.index(i, j, k));
    }

    /** The labels that occur and how many voxels each has, without background. */
    public SortedMap<Integer, Integer> counts() {
        int[] histogram = new int[MAX_LABEL + 1];
        for (short value : values) {
            histogram[value & 0xFFFF]++;
        }
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (int label = 1; label < histogram.length; label++) {
            if (histogram[label] > 0) {
                counts.put(label, histogram[label]);
            }
        }
        return counts;
    }

    /** The labels as an imglib2 image that shares them, to be read only. */
    public RandomAccessibleInterval<UnsignedShortType> img() {
        return ArrayImgs.unsignedShorts(values, grid.nx(), grid.ny(), grid.nz());
    }
}
