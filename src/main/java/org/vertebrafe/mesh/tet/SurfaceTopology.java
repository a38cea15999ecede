package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/**
 * The topology of a triangle surface.
 *
 * @param vertices vertices in use
 * @param edges edges
 * @param triangles triangles
 * @param shells parts that hang together by edges; a cavity inside a solid is a shell of its own
 * @param openEdges edges of one triangle: where the surface has a border
 * @param crowdedEdges edges of more than two triangles
 * @param misorientedEdges edges of two triangles that run the same way along it
 * @param pinchedVertices vertices whose triangles do not form one fan
 */
public record SurfaceTopology(
        int vertices,
        int edges,
        int triangles,
        int shells,
        int openEdges,
        int crowdedEdges,
        int misorientedEdges,
        int pinchedVertices) {

    /** Whether every edge has two triangles that agree about what is outside. */
    public boolean closed() {
        return openEdges == 0 && crowdedEdges == 0 && misorientedEdges == 0;
    }

    /** Whether it is closed and looks like a plane around every vertex. */
    public boolean manifold() {
        return closed() && pinchedVertices == 0;
    }

    /** Vertices - edges + triangles: 2 for each shell, less 2 for each handle. */
    public int eulerNumber() {
        return vertices - edges + triangles;
    }

    /** Finds the topology of triangles given by three vertex numbers each. */
    public static SurfaceTopology of(int vertexCount, int[] triangles) {
        int n = triangles.length;
        // Half-edges sorted by edge: low vertex, high vertex, number of the half-edge.
        long[] keys = new long[n];
        for (int h = 0; h < n; h++) {
            long a = triangles[h];
            long b = triangles[next(h)];
            keys[h] = Math.min(a, b) * vertexCount + Math.max(a, b);
        }
        int[] order = sortedOrder(keys);
        int edges = 0;
        int open = 0;
        int crowded = 0;
        int misoriented = 0;
        int[] parent = new int[n];
        int[] triangleParent = new int[n / 3];
        Arrays.setAll(parent, h -> h);
        Arrays.setAll(triangleParent, t -> t);
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && keys[order[to]] == keys[order[from]]) {
                to++;
            }
            edges++;
            int a = order[from];
            if (to - from == 1) {
                open++;
            } else if (to - from > 2) {
                crowded++;
            } else if (triangles[a] == triangles[order[from + 1]]) {
                misoriented++;
            }
            for (int other = from + 1; other < to; other++) {
                int b = order[other];
                union(triangleParent, a / 3, b / 3);
                // Corners of the two triangles at either end of the edge belong to one fan.
                boolean opposed = triangles[a] != triangles[b];
                union(parent, a, opposed ? next(b) : b);
                union(parent, next(a), opposed ? b : next(b));
            }
            from = to;
        }
        int[] fans = new int[vertexCount];
        int shells = 0;
        for (int h = 0; h < n; h++) {
            if (find(parent, h) == h) {
                fans[triangles[h]]++;
            }
            if (h % 3 == 0 && find(triangleParent, h / 3) == h / 3) {
                shells++;
            }
        }
        int used = (int) Arrays.stream(fans).filter(f -> f > 0).count();
        int pinched = (int) Arrays.stream(fans).filter(f -> f > 1).count();
        return new SurfaceTopology(used, edges, n / 3, shells, open, crowded, misoriented, pinched);
    }

    private static int next(int halfEdge) {
        return halfEdge % 3 == 2 ? halfEdge - 2 : halfEdge + 1;
    }

    /** Positions in rising order of their keys: a byte-wise radix sort, which keeps equal keys in order. */
    static int[] sortedOrder(long[] keys) {
        int n = keys.length;
        int[] order = new int[n];
        int[] spare = new int[n];
        Arrays.setAll(order, i -> i);
        long all = 0;
        for (long key : keys) {
            all |= key;
        }
        for (int shift = 0; shift < 64 && all >>> shift != 0; shift += 11) {
            int[] start = new int[(1 << 11) + 1];
            for (long key : keys) {
                start[(int) (key >>> shift & 0x7FF) + 1]++;
            }
            for (int digit = 0; digit < 1 << 11; digit++) {
                start[digit + 1] += start[digit];
            }
            for (int at : order) {
                spare[start[(int) (keys[at] >>> shift & 0x7FF)]++] = at;
            }
            int[] swap = order;
            order = spare;
            spare = swap;
        }
        return order;
    }

    private static int find(int[] parent, int at) {
        int root = at;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private static void union(int[] parent, int a, int b) {
        int ra = find(parent, a);
        int rb = find(parent, b);
        if (ra < rb) {
            parent[rb] = ra;
        } else {
            parent[ra] = rb;
        }
    }
}
