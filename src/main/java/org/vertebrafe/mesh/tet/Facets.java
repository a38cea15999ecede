package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/**
 * The faces of tetrahedra. A facet is a number: four times its element plus its face, 0..3 for the faces S1..S4 of Abaqus
 * and CalculiX.
 */
final class Facets {

    /** Corners of each face, counter-clockwise seen from outside. */
    static final int[][] CORNERS = {{0, 2, 1}, {0, 1, 3}, {1, 2, 3}, {2, 0, 3}};

    private Facets() {}

    /** The facets that belong to one tetrahedron only, rising. */
    static int[] boundary(Tets mesh) {
        int[] tets = mesh.tets();
        boolean[] onSurface = mesh.onSurface();
        // Only faces with all their nodes on the surface can be on it; those inside occur twice.
        int[] candidates = new int[4096];
        int n = 0;
        for (int e = 0; e < mesh.elements(); e++) {
            for (int face = 0; face < 4; face++) {
                int[] c = CORNERS[face];
                if (onSurface[tets[4 * e + c[0]]] && onSurface[tets[4 * e + c[1]]] && onSurface[tets[4 * e + c[2]]]) {
                    if (n == candidates.length) {
                        candidates = Arrays.copyOf(candidates, 2 * n);
                    }
                    candidates[n++] = 4 * e + face;
                }
            }
        }
        long[] keys = new long[n];
        int[] rest = new int[n];
        for (int i = 0; i < n; i++) {
            int[] nodes = nodes(tets, 4, candidates[i]);
            int low = Math.min(nodes[0], Math.min(nodes[1], nodes[2]));
            int high = Math.max(nodes[0], Math.max(nodes[1], nodes[2]));
            keys[i] = (long) low * mesh.nodes() + high;
            rest[i] = nodes[0] + nodes[1] + nodes[2] - low - high;
        }
        int[] order = SurfaceTopology.sortedOrder(keys);
        int[] boundary = new int[n];
        int count = 0;
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && keys[order[to]] == keys[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                boolean twin = false;
                for (int j = from; j < to; j++) {
                    twin |= j != i && rest[order[i]] == rest[order[j]];
                }
                if (!twin) {
                    boundary[count++] = candidates[order[i]];
                }
            }
            from = to;
        }
        boundary = Arrays.copyOf(boundary, count);
        Arrays.sort(boundary);
        return boundary;
    }

    /** The three corner nodes of a facet, counter-clockwise seen from outside. */
    static int[] nodes(int[] connectivity, int nodesPerElement, int facet) {
        int start = facet / 4 * nodesPerElement;
        int[] c = CORNERS[facet % 4];
        return new int[] {connectivity[start + c[0]], connectivity[start + c[1]], connectivity[start + c[2]]};
    }

    /** Corner nodes of several facets, three each. */
    static int[] triangles(int[] connectivity, int nodesPerElement, int[] facets) {
        int[] triangles = new int[3 * facets.length];
        for (int f = 0; f < facets.length; f++) {
            System.arraycopy(nodes(connectivity, nodesPerElement, facets[f]), 0, triangles, 3 * f, 3);
        }
        return triangles;
    }
}
