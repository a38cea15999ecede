package org.vertebrafe.segmentation.edit;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * What an operation works with.
 *
 * @param state the labels
 * @param pen writes them
 * @param ct the CT on the same grid; may be null
 * @param segmenter segments again
 */
record Work(LabelState state, Pen pen, Volume ct, Segmenter segmenter, TaskExecutor threads, Progress progress) {

    VoxelGrid grid() {
        return state.grid;
    }

    /** The box around a label that must be there. */
    Region box(int label) {
        Region box = state.box(label);
        if (box.isEmpty()) {
            throw InputException.of("Label %d has no voxel: paint it first, or choose another label.", label);
        }
        return box;
    }

    /** The voxels of a label in a box, by array position in the box. */
    BitSet mask(Region box, int label) {
        BitSet mask = new BitSet();
        forEach(box, (local, global) -> mask.set(local, state.get(global) == label));
        return mask;
    }

    /** A voxel by its array position in a box and in the whole. */
    @FunctionalInterface
    interface Voxel {
        void at(int local, int global);
    }

    void forEach(Region box, Voxel voxel) {
        VoxelGrid grid = grid();
        int local = 0;
        for (int k = box.k0(); k <= box.k1(); k++) {
            for (int j = box.j0(); j <= box.j1(); j++) {
                int row = grid.index(0, j, k);
                for (int i = box.i0(); i <= box.i1(); i++) {
                    voxel.at(local++, row + i);
                }
            }
        }
    }
}
