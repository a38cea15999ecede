package org.vertebrafe.segmentation.edit;

import java.util.Arrays;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/** Writes labels where an operation may, and keeps what it changed. An operation writes a voxel once at most. */
final class Pen {

    private final LabelState state;
    private final boolean[] changeable = new boolean[Labels.MAX_LABEL + 1];
    private final boolean[] gains = new boolean[Labels.MAX_LABEL + 1];
    private final float[] hu;
    private final double huMin;
    private final double huMax;
    private long[] changes = new long[1024];
    private int count;

    /** @param ct needed where the operation looks at HU; may be null */
    Pen(LabelState state, Where where, Volume ct) {
        this.state = state;
        for (int label = 0; label < changeable.length; label++) {
            changeable[label] = where.over().isEmpty();
            gains[label] = true;
        }
        where.over().forEach(label -> changeable[label] = true);
        where.locked().forEach(label -> {
            changeable[label] = false;
            gains[label] = false;
        });
        if (where.limitsHu() && ct == null) {
            throw new InputException("An edit within a range of HU needs the CT: give the CT beside the labels.");
        }
        hu = where.limitsHu() ? ct.values() : null;
        huMin = where.huMin();
        huMax = where.huMax();
    }

    /** Requires that a label may gain voxels at all. */
    Pen requireGain(int label) {
        if (!gains[label]) {
            throw InputException.of("Label %d is locked: unlock it, or choose another label.", label);
        }
        return this;
    }

    /** Whether the voxel may change, to whatever. */
    boolean mayChange(int index) {
        return changeable[state.get(index)] && (hu == null || hu[index] >= huMin && hu[index] <= huMax);
    }

    /** Whether the voxel may take this label. */
    boolean may(int index, int label) {
        return gains[label] && mayChange(index);
    }

    /** Writes a label if it is another one and may be written. */
    void set(int index, int label) {
        int old = state.get(index);
        if (old != label && may(index, label)) {
            if (count == changes.length) {
                changes = Arrays.copyOf(changes, 2 * count);
            }
            changes[count++] = Runs.pack(index, (short) old, (short) label);
            state.set(index, (short) label);
        }
    }

    /** What was changed; the pen is spent. */
    Runs runs() {
        Runs runs = Runs.of(changes, count);
        changes = null;
        return runs;
    }
}
