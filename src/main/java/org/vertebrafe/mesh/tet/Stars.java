package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/** The tetrahedra around each node of a mesh, and how bad they are. Holds scratch: not for several threads at once. */
final class Stars {

    private final Tets mesh;
    private final TetShape shape = new TetShape();
    private final int[] first;
    private final int[] tetsOfNode;

    Stars(Tets mesh) {
        this.mesh = mesh;
        int[] tets = mesh.tets();
        first = new int[mesh.nodes() + 1];
        for (int v : tets) {
            first[v + 1]++;
        }
        for (int v = 0; v < mesh.nodes(); v++) {
            first[v + 1] += first[v];
        }
        tetsOfNode = new int[tets.length];
        int[] fill = Arrays.copyOf(first, mesh.nodes());
        for (int i = 0; i < tets.length; i++) {
            tetsOfNode[fill[tets[i]]++] = i / 4;
        }
    }

    /** Position of a node's first tetrahedron; those of node v are at begin(v) to begin(v + 1) - 1. */
    int begin(int v) {
        return first[v];
    }

    /** The tetrahedron at a position. */
    int at(int position) {
        return tetsOfNode[position];
    }

    /** How near an element is to flat or to a needle: the absolute cosine of its worst angle; 1 if it is inside out. */
    double flatness(int e) {
        int[] t = mesh.tets();
        shape.measure(mesh.xyz(), t[4 * e], t[4 * e + 1], t[4 * e + 2], t[4 * e + 3]);
        double greatest = 0;
        for (double cosine : shape.cosine) {
            greatest = Math.max(greatest, Math.abs(cosine));
        }
        // Needles have fine angles at two ends and no use: a radius ratio of 0.24 counts as the good angle does.
        return shape.volume > 0 ? Math.max(greatest, 1 - 0.3 * shape.radiusRatio) : 1;
    }

    /** Whether all elements of a node are better than a limit. */
    boolean better(int v, double limit) {
        for (int i = first[v]; i < first[v + 1]; i++) {
            if (flatness(tetsOfNode[i]) > limit) {
                return false;
            }
        }
        return true;
    }

    /** The flatness of a node's worst element. */
    double worst(int v) {
        double worst = 0;
        for (int i = first[v]; i < first[v + 1]; i++) {
            worst = Math.max(worst, flatness(tetsOfNode[i]));
        }
        return worst;
    }
}
