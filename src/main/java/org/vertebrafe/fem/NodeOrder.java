package org.vertebrafe.fem;

import java.util.BitSet;

/** The order in which a solver wants the nodes of a mesh, for vectors of three values a node. */
final class NodeOrder {

    /** The mesh's own order. */
    static final NodeOrder SAME = new NodeOrder(null);

    /** Place of each of the mesh's nodes; null where it is its own. */
    private final int[] placeOf;

    private NodeOrder(int[] placeOf) {
        this.placeOf = placeOf;
    }

    /** @param placeOf place of each of the mesh's nodes, a permutation; handed over */
    static NodeOrder of(int[] placeOf) {
        return new NodeOrder(placeOf);
    }

    /** Whether it is the mesh's own order. */
    boolean isSame() {
        return placeOf == null;
    }

    /** A vector in this order; the vector itself where the order is the same. */
    double[] sorted(double[] vector) {
        if (placeOf == null || vector == null) {
            return vector;
        }
        double[] sorted = new double[vector.length];
        for (int n = 0; n < placeOf.length; n++) {
            System.arraycopy(vector, 3 * n, sorted, 3 * placeOf[n], 3);
        }
        return sorted;
    }

    /** A vector of this order in the mesh's; the vector itself where the order is the same. */
    double[] restored(double[] sorted) {
        if (placeOf == null) {
            return sorted;
        }
        double[] vector = new double[sorted.length];
        for (int n = 0; n < placeOf.length; n++) {
            System.arraycopy(sorted, 3 * placeOf[n], vector, 3 * n, 3);
        }
        return vector;
    }

    /** Unknowns in this order. */
    BitSet sorted(BitSet unknowns) {
        if (placeOf == null) {
            return unknowns;
        }
        BitSet sorted = new BitSet(3 * placeOf.length);
        unknowns.stream().forEach(i -> sorted.set(3 * placeOf[i / 3] + i % 3));
        return sorted;
    }
}
