package org.vertebrafe.segmentation.edit;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/** The labels as they were and as they are, with counts that follow every change. */
final class LabelState {

    final VoxelGrid grid;
    private final short[] original;
    private final short[] current;
    private final int[] before = new int[Labels.MAX_LABEL + 1];
    private final int[] now = new int[Labels.MAX_LABEL + 1];
    private final int[] kept = new int[Labels.MAX_LABEL + 1];

    LabelState(Labels labels) {
        grid = labels.grid();
        original = new short[grid.voxels()];
        for (int index = 0; index < original.length; index++) {
            int label = labels.get(index);
            original[index] = (short) label;
            before[label]++;
        }
        current = original.clone();
        System.arraycopy(before, 0, now, 0, now.length);
        System.arraycopy(before, 0, kept, 0, kept.length);
    }

    int get(int index) {
        return current[index] & 0xFFFF;
    }

    int original(int index) {
        return original[index] & 0xFFFF;
    }

    void set(int index, short label) {
        short old = current[index];
        if (old == label) {
            return;
        }
        current[index] = label;
        now[old & 0xFFFF]--;
        now[label & 0xFFFF]++;
        if (original[index] == old) {
            kept[old & 0xFFFF]--;
        } else if (original[index] == label) {
            kept[label & 0xFFFF]++;
        }
    }

    /** Number of voxels of a label. */
    int count(int label) {
        return now[label];
    }

    /** The box around positions of the array from one to another, which may wrap around rows. */
    Region row(int from, int to) {
        int nx = grid.nx();
        int ny = grid.ny();
        int j0 = from / nx % ny;
        int k0 = from / nx / ny;
        int j1 = to / nx % ny;
        int k1 = to / nx / ny;
        boolean oneSlice = k0 == k1;
        boolean oneRow = oneSlice && j0 == j1;
        return new Region(
                oneRow ? from % nx : 0, oneSlice ? j0 : 0, k0, oneRow ? to % nx : nx - 1, oneSlice ? j1 : ny - 1, k1);
    }

    /** The box around the voxels of a label. */
    Region box(int label) {
        int i0 = grid.nx();
        int i1 = -1;
        int j0 = grid.ny();
        int j1 = -1;
        int k0 = -1;
        int k1 = -1;
        short wanted = (short) label;
        int left = now[label];
        for (int k = 0; k < grid.nz() && left > 0; k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int row = grid.index(0, j, k);
                for (int i = 0; i < grid.nx(); i++) {
                    if (current[row + i] == wanted) {
                        left--;
                        i0 = Math.min(i0, i);
                        i1 = Math.max(i1, i);
                        j0 = Math.min(j0, j);
                        j1 = Math.max(j1, j);
                        k0 = k0 < 0 ? k : k0;
                        k1 = k;
                    }
                }
            }
        }
        return k1 < 0 ? Region.NONE : new Region(i0, j0, k0, i1, j1, k1);
    }

    /** Whether a slice holds a label. */
    boolean holds(int label, Slicing plane, int slice) {
        if (slice < 0 || slice >= grid.size(plane.axis())) {
            return false;
        }
        int[] voxel = new int[3];
        voxel[plane.axis()] = slice;
        for (int v = 0; v < grid.size(plane.down()); v++) {
            for (int u = 0; u < grid.size(plane.across()); u++) {
                voxel[plane.across()] = u;
                voxel[plane.down()] = v;
                if (get(grid.index(voxel[0], voxel[1], voxel[2])) == label) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The figures of all labels that were or are there, without background. */
    List<LabelStatistics> statistics() {
        double voxel = grid.voxelVolume();
        List<LabelStatistics> all = new ArrayList<>();
        for (int label = 1; label < now.length; label++) {
            if (before[label] > 0 || now[label] > 0) {
                all.add(new LabelStatistics(
                        label,
                        before[label] * voxel,
                        now[label] * voxel,
                        (now[label] - kept[label]) * voxel,
                        (before[label] - kept[label]) * voxel,
                        2.0 * kept[label] / ((double) before[label] + now[label])));
            }
        }
        return all;
    }

    /** The labels as they were, to be read only. */
    Labels originalLabels() {
        return new Labels(grid, original);
    }

    /** A copy of the labels as they are. */
    Labels copy() {
        return new Labels(grid, current.clone());
    }
}
