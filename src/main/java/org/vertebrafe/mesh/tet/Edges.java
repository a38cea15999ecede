package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/** The edges of tetrahedra, each once: sorted by their lower node, then by their higher one. */
final class Edges {

    /** Ends of the six edges of a tetrahedron, in the order of the mid-side nodes of a quadratic one. */
    static final int[][] ENDS = {{0, 1}, {1, 2}, {2, 0}, {0, 3}, {1, 3}, {2, 3}};

    private final int[] first;
    private final int[] high;

    private Edges(int[] first, int[] high) {
        this.first = first;
        this.high = high;
    }

    static Edges of(int nodes, int[] tets) {
        int[] start = new int[nodes + 1];
        for (int t = 0; t < tets.length; t += 4) {
            for (int[] ends : ENDS) {
                start[Math.min(tets[t + ends[0]], tets[t + ends[1]]) + 1]++;
            }
        }
        for (int v = 0; v < nodes; v++) {
            start[v + 1] += start[v];
        }
        int[] all = new int[start[nodes]];
        int[] fill = Arrays.copyOf(start, nodes);
        for (int t = 0; t < tets.length; t += 4) {
            for (int[] ends : ENDS) {
                int a = tets[t + ends[0]];
                int b = tets[t + ends[1]];
                all[fill[Math.min(a, b)]++] = Math.max(a, b);
            }
        }
        int[] first = new int[nodes + 1];
        int count = 0;
        for (int v = 0; v < nodes; v++) {
            Arrays.sort(all, start[v], start[v + 1]);
            for (int i = start[v]; i < start[v + 1]; i++) {
                if (i == start[v] || all[i] != all[i - 1]) {
                    all[count++] = all[i];
                }
            }
            first[v + 1] = count;
        }
        return new Edges(first, Arrays.copyOf(all, count));
    }

    int count() {
        return high.length;
    }

    /** Number of the edge between two nodes. */
    int between(int a, int b) {
        int low = Math.min(a, b);
        return Arrays.binarySearch(high, first[low], first[low + 1], Math.max(a, b));
    }

    /** Receives the lower and the higher node of each edge, in order. */
    @FunctionalInterface
    interface Visitor {
        void edge(int number, int low, int high);
    }

    /** Visits the edges whose lower node is in a range. */
    void forEach(int fromNode, int toNode, Visitor visitor) {
        for (int v = fromNode; v < toNode; v++) {
            for (int e = first[v]; e < first[v + 1]; e++) {
                visitor.edge(e, v, high[e]);
            }
        }
    }
}
