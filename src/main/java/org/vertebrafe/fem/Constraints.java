package org.vertebrafe.fem;

import java.util.BitSet;

/**
 * Prescribed displacements, in the model's frame. Built up by {@link #hold}, then only read.
 */
public final class Constraints {

    private final BitSet fixed;
    private final double[] values;

    /** @param nodes number of nodes of the mesh */
    public Constraints(int nodes) {
        fixed = new BitSet(3 * nodes);
        values = new double[3 * nodes];
    }

    /**
     * Prescribes one component at some nodes; a later call for the same component wins.
     *
     * @param nodes node numbers
     * @param component 0, 1, 2 for x, y, z of the model's frame
     * @param displacement mm
     * @return this
     */
    public Constraints hold(int[] nodes, int component, double displacement) {
        for (int node : nodes) {
            fixed.set(3 * node + component);
            values[3 * node + component] = displacement;
        }
        return this;
    }

    /** The prescribed unknowns, three a node; to be read only. */
    public BitSet fixed() {
        return fixed;
    }

    /** The prescribed displacements, mm, 0 where free; to be read only. */
    public double[] values() {
        return values;
    }
}
