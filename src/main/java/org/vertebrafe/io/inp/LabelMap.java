package org.vertebrafe.io.inp;

import java.util.Arrays;

/** Position of each node or element by its number in the file. */
final class LabelMap {

    /** Largest number a node or element may have: a table of 400 MB. */
    static final int LARGEST = 100_000_000;

    private final IntList labels = new IntList();
    /** Position + 1 of each label; 0 where there is none. */
    private int[] positions = new int[1024];

    /** Adds a label, which is new, behind the others. */
    void add(int label) {
        if (label >= positions.length) {
            positions =
                    Arrays.copyOf(positions, (int) Math.min(LARGEST + 1L, Math.max(label + 1L, 2L * positions.length)));
        }
        labels.add(label);
        positions[label] = labels.size();
    }

    /** Position of a label, or -1. */
    int find(int label) {
        return label < positions.length ? positions[label] - 1 : -1;
    }

    int label(int position) {
        return labels.get(position);
    }

    int size() {
        return labels.size();
    }

    int[] toArray() {
        return labels.toArray();
    }
}
