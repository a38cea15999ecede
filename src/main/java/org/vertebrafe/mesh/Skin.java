package org.vertebrafe.mesh;

import java.util.Arrays;

/**
 * The boundary of a mesh as triangles: faces that belong to one element only.
 *
 * @param nodes three mesh nodes of each triangle, counter-clockwise seen from outside
 * @param elements the element of each triangle
 * @param edges of each triangle: bit i says that its side from corner i to the next is a side of the element. Arrays are to
 *     be read only.
 */
public record Skin(int[] nodes, int[] elements, byte[] edges) {

    private static final int[][] BRICK_FACES = {
        {0, 3, 2, 1}, {4, 5, 6, 7}, {0, 1, 5, 4}, {1, 2, 6, 5}, {2, 3, 7, 6}, {3, 0, 4, 7}
    };
    private static final int[][] TET_FACES = {{0, 2, 1}, {0, 1, 3}, {1, 2, 3}, {2, 0, 3}};
    /** Sides of a brick's face, cut in two, and of a tetrahedron's. */
    private static final int[][] BRICK_TRIANGLES = {{0, 1, 2, 0b011}, {2, 3, 0, 0b011}};

    private static final int[][] TET_TRIANGLES = {{0, 1, 2, 0b111}};
    /** A quadratic face: corners 0..2, then the middles of 01, 12, 20. */
    private static final int[][] QUADRATIC_TRIANGLES = {
        {0, 3, 5, 0b101}, {3, 1, 4, 0b011}, {5, 4, 2, 0b110}, {3, 4, 5, 0}
    };

    /** The middle node of the side between two corners of a quadratic tetrahedron. */
    private static final int[][] MIDDLE = {{-1, 4, 6, 7}, {4, -1, 5, 8}, {6, 5, -1, 9}, {7, 8, 9, -1}};

    /** Finds the boundary of a mesh of any element type. */
    public static Skin of(Mesh mesh) {
        int[][] faces = faces(mesh.type());
        int[][] triangles =
                switch (mesh.type()) {
                    case HEX8 -> BRICK_TRIANGLES;
                    case TET4 -> TET_TRIANGLES;
                    case TET10 -> QUADRATIC_TRIANGLES;
                };
        int[] boundary = boundary(mesh, faces);
        int count = boundary.length * triangles.length;
        int[] nodes = new int[3 * count];
        int[] elements = new int[count];
        byte[] edges = new byte[count];
        int t = 0;
        for (int facet : boundary) {
            int element = facet / faces.length;
            int[] face = faces[facet % faces.length];
            for (int[] triangle : triangles) {
                for (int c = 0; c < 3; c++) {
                    nodes[3 * t + c] = mesh.connectivity()[element * mesh.type().nodes() + local(face, triangle[c])];
                }
                elements[t] = element;
                edges[t++] = (byte) triangle[3];
            }
        }
        return new Skin(nodes, elements, edges);
    }

    /** Number of triangles. */
    public int triangles() {
        return elements.length;
    }

    private static int local(int[] face, int corner) {
        return corner < face.length ? face[corner] : MIDDLE[face[corner - 3]][face[(corner - 2) % 3]];
    }

    private static int[][] faces(ElementType type) {
        return type == ElementType.HEX8 ? BRICK_FACES : TET_FACES;
    }

    /** Faces that occur once, by a hash of their three smallest corners, which no other face shares. */
    private static int[] boundary(Mesh mesh, int[][] faces) {
        int n = mesh.elements() * faces.length;
        int size = Integer.highestOneBit(Math.max(16, n)) << 1;
        int[] slots = new int[size];
        Arrays.fill(slots, -1);
        boolean[] inside = new boolean[n];
        int[] a = new int[3];
        int[] b = new int[3];
        int outside = n;
        for (int facet = 0; facet < n; facet++) {
            key(mesh, faces, facet, a);
            int slot = hash(a) & size - 1;
            while (slots[slot] >= 0) {
                key(mesh, faces, slots[slot], b);
                if (Arrays.equals(a, b)) {
                    break;
                }
                slot = slot + 1 & size - 1;
            }
            if (slots[slot] >= 0) {
                inside[facet] = true;
                if (!inside[slots[slot]]) {
                    inside[slots[slot]] = true;
                    outside--;
                }
                outside--;
            } else {
                slots[slot] = facet;
            }
        }
        int[] boundary = new int[outside];
        for (int facet = 0, at = 0; facet < n; facet++) {
            if (!inside[facet]) {
                boundary[at++] = facet;
            }
        }
        return boundary;
    }

    private static void key(Mesh mesh, int[][] faces, int facet, int[] key) {
        int start = facet / faces.length * mesh.type().nodes();
        Arrays.fill(key, Integer.MAX_VALUE);
        for (int corner : faces[facet % faces.length]) {
            int node = mesh.connectivity()[start + corner];
            if (node < key[0]) {
                key[2] = key[1];
                key[1] = key[0];
                key[0] = node;
            } else if (node < key[1]) {
                key[2] = key[1];
                key[1] = node;
            } else if (node < key[2]) {
                key[2] = node;
            }
        }
    }

    private static int hash(int[] key) {
        int h = (key[0] * 31 + key[1]) * 31 + key[2];
        h *= 0x9E3779B1;
        return h ^ h >>> 15;
    }
}
