package org.vertebrafe.segmentation.edit;

import java.util.Arrays;
import java.util.BitSet;

/** The voxels that one operation changed, as runs along the array: first position, length, label before and after. */
final class Runs {

    private static final int BYTES_A_RUN = 12;
    private static final int BYTES_AROUND = 200;

    private final int[] starts;
    private final int[] lengths;
    private final short[] before;
    private final short[] after;

    private Runs(int[] starts, int[] lengths, short[] before, short[] after) {
        this.starts = starts;
        this.lengths = lengths;
        this.before = before;
        this.after = after;
    }

    /**
     * The runs of changes.
     *
     * @param changes packed by {@link #pack}, each voxel once; sorted in place
     */
    static Runs of(long[] changes, int count) {
        Arrays.sort(changes, 0, count);
        int runs = 0;
        for (int c = 0; c < count; c++) {
            if (c == 0 || !follows(changes[c - 1], changes[c])) {
                runs++;
            }
        }
        Runs result = new Runs(new int[runs], new int[runs], new short[runs], new short[runs]);
        int run = -1;
        for (int c = 0; c < count; c++) {
            if (c == 0 || !follows(changes[c - 1], changes[c])) {
                run++;
                result.starts[run] = (int) (changes[c] >>> 32);
                result.before[run] = (short) (changes[c] >>> 16);
                result.after[run] = (short) changes[c];
            }
            result.lengths[run]++;
        }
        return result;
    }

    static long pack(int index, short before, short after) {
        return (long) index << 32 | (before & 0xFFFFL) << 16 | after & 0xFFFFL;
    }

    private static boolean follows(long one, long next) {
        return next - one == 1L << 32;
    }

    /** Does the change again, or undoes it. */
    Region write(LabelState state, boolean forward) {
        short[] to = forward ? after : before;
        Region region = Region.NONE;
        for (int r = 0; r < starts.length; r++) {
            for (int index = starts[r]; index < starts[r] + lengths[r]; index++) {
                state.set(index, to[r]);
            }
            region = region.union(state.row(starts[r], starts[r] + lengths[r] - 1));
        }
        return region;
    }

    void mark(BitSet voxels) {
        for (int r = 0; r < starts.length; r++) {
            voxels.set(starts[r], starts[r] + lengths[r]);
        }
    }

    boolean isEmpty() {
        return starts.length == 0;
    }

    /** Memory that it takes. */
    long bytes() {
        return (long) BYTES_A_RUN * starts.length + BYTES_AROUND;
    }
}
