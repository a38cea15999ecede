package org.vertebrafe.imagej.view3d;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Where a plane cuts the elements of a mesh: a polygon in each, taken as between the elements' corners. */
final class CutFace {

    private static final int[][] TET_EDGES = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
    private static final int[][] BRICK_EDGES = {
        {0, 1}, {1, 2}, {2, 3}, {3, 0}, {4, 5}, {5, 6}, {6, 7}, {7, 4}, {0, 4}, {1, 5}, {2, 6}, {3, 7}
    };
    /** A plane cuts at most so many edges of a brick. */
    private static final int MOST = 6;

    private final Mesh mesh;
    private final float[] reference;
    private final float[] position;
    private final Cut cut;
    private final int[][] edges;
    private final Vec3 across;
    private final Vec3 along;

    /** The nodes between which each vertex lies, and how far from the first. */
    private int[] from = new int[1 << 12];

    private int[] to = new int[1 << 12];
    private float[] share = new float[1 << 12];
    private int vertices;
    private int[] first = new int[1 << 10];
    private int[] elements = new int[1 << 10];
    private int polygons;

    /**
     * @param reference node positions relative to the model's middle, which the plane cuts
     * @param position the same as shown
     */
    CutFace(Mesh mesh, float[] reference, float[] position, Cut cut) {
        this.mesh = mesh;
        this.reference = reference;
        this.position = position;
        this.cut = cut;
        edges = mesh.type() == ElementType.HEX8 ? BRICK_EDGES : TET_EDGES;
        Vec3 n = cut.normal();
        Vec3 other = Math.abs(n.x()) < 0.6 ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0);
        across = n.cross(other).normalized();
        along = n.cross(across);
    }

    Triangles triangles(float[] nodeValues, float[] elementValues) {
        polygons();
        float[] xyz = new float[3 * vertices];
        float[] vertexValues = new float[vertices];
        for (int v = 0; v < vertices; v++) {
            for (int axis = 0; axis < 3; axis++) {
                xyz[3 * v + axis] = mix(position[3 * from[v] + axis], position[3 * to[v] + axis], share[v]);
            }
            vertexValues[v] = nodeValues == null ? 0 : mix(nodeValues[from[v]], nodeValues[to[v]], share[v]);
        }
        int count = vertices - 2 * polygons;
        int[] corners = new int[3 * count];
        float[] values = new float[3 * count];
        short[] normals = new short[3 * count];
        Arrays.fill(
                normals,
                Normals.code(cut.normal().x(), cut.normal().y(), cut.normal().z()));
        byte[] lines = new byte[count];
        int[] owner = new int[count];
        for (int p = 0, t = 0; p < polygons; p++) {
            int end = p + 1 < polygons ? first[p + 1] : vertices;
            for (int v = first[p] + 1; v + 1 < end; v++) {
                corners[3 * t] = first[p];
                corners[3 * t + 1] = v;
                corners[3 * t + 2] = v + 1;
                // Of a fan only the rim is a side of the element.
                lines[t] = (byte) ((v == first[p] + 1 ? 1 : 0) | 2 | (v + 2 == end ? 4 : 0));
                for (int c = 3 * t; c < 3 * t + 3; c++) {
                    values[c] = nodeValues == null ? elementValues[elements[p]] : vertexValues[corners[c]];
                }
                owner[t++] = elements[p];
            }
        }
        return new Triangles(xyz, corners, values, normals, lines, owner, null);
    }

    private void polygons() {
        float[] beyond = new float[reference.length / 3];
        for (int n = 0; n < beyond.length; n++) {
            beyond[n] = (float) cut.beyond(reference[3 * n], reference[3 * n + 1], reference[3 * n + 2]);
        }
        int size = mesh.type().nodes();
        int corners = mesh.type() == ElementType.HEX8 ? 8 : 4;
        int[] connectivity = mesh.connectivity();
        for (int e = 0; e < mesh.elements(); e++) {
            int inside = 0;
            for (int c = 0; c < corners; c++) {
                inside += beyond[connectivity[e * size + c]] > 0 ? 0 : 1;
            }
            if (inside > 0 && inside < corners) {
                polygon(e, e * size, beyond);
            }
        }
    }

    private void polygon(int element, int start, float[] beyond) {
        if (vertices + MOST > from.length) {
            from = Arrays.copyOf(from, 2 * from.length);
            to = Arrays.copyOf(to, 2 * to.length);
            share = Arrays.copyOf(share, 2 * share.length);
        }
        if (polygons == first.length) {
            first = Arrays.copyOf(first, 2 * polygons);
            elements = Arrays.copyOf(elements, 2 * polygons);
        }
        int begin = vertices;
        for (int[] edge : edges) {
            int a = mesh.connectivity()[start + edge[0]];
            int b = mesh.connectivity()[start + edge[1]];
            if (beyond[a] > 0 != beyond[b] > 0 && vertices - begin < MOST) {
                from[vertices] = a;
                to[vertices] = b;
                share[vertices++] = beyond[a] / (beyond[a] - beyond[b]);
            }
        }
        if (vertices - begin < 3) {
            vertices = begin;
            return;
        }
        sortAround(begin);
        first[polygons] = begin;
        elements[polygons++] = element;
    }

    /** Counter-clockwise seen from the side that is cut away. */
    private void sortAround(int begin) {
        int n = vertices - begin;
        double[] u = new double[n];
        double[] v = new double[n];
        double meanU = 0;
        double meanV = 0;
        for (int i = 0; i < n; i++) {
            Vec3 p = new Vec3(at(begin + i, 0), at(begin + i, 1), at(begin + i, 2));
            u[i] = p.dot(across);
            v[i] = p.dot(along);
            meanU += u[i] / n;
            meanV += v[i] / n;
        }
        double[] angle = new double[n];
        for (int i = 0; i < n; i++) {
            angle[i] = Math.atan2(v[i] - meanV, u[i] - meanU);
        }
        for (int i = 1; i < n; i++) {
            for (int j = i; j > 0 && angle[j] < angle[j - 1]; j--) {
                double t = angle[j];
                angle[j] = angle[j - 1];
                angle[j - 1] = t;
                swap(begin + j);
            }
        }
    }

    private void swap(int v) {
        int a = from[v];
        from[v] = from[v - 1];
        from[v - 1] = a;
        int b = to[v];
        to[v] = to[v - 1];
        to[v - 1] = b;
        float s = share[v];
        share[v] = share[v - 1];
        share[v - 1] = s;
    }

    private double at(int v, int axis) {
        return mix(reference[3 * from[v] + axis], reference[3 * to[v] + axis], share[v]);
    }

    private static float mix(float a, float b, float share) {
        return a + share * (b - a);
    }
}
