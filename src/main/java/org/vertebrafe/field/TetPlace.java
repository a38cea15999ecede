package org.vertebrafe.field;

import org.vertebrafe.mesh.ElementType;

/** Says whether points lie in a tetrahedron, straight or with the bent sides of a quadratic one; work space of one thread. */
final class TetPlace {

    /** How far outside, in parts of the element, a point still counts as on its face. */
    static final double ON_FACE = 1e-9;

    /** Part of an edge's length by which its middle node may be off the middle without the edge being bent. */
    private static final double STRAIGHT = 1e-9;

    private static final int MAX_STEPS = 20;

    /** Ends of the edges in the order of their middle nodes. */
    static final int[][] EDGES = {{0, 1}, {1, 2}, {2, 0}, {0, 3}, {1, 3}, {2, 3}};

    /** Bounds of the element. */
    final double[] low = new double[3];

    final double[] high = new double[3];

    private final boolean quadratic;
    private final double[] inverse = new double[9];
    private final double[] corner = new double[3];
    private final double[] gradient = new double[9];
    private final double[] step = new double[3];
    /** Bend of each edge: four times what its middle node is off the middle. */
    private final double[] bend = new double[18];

    private boolean bent;

    TetPlace(ElementType type) {
        quadratic = type == ElementType.TET10;
    }

    /**
     * Takes up an element.
     *
     * @param x coordinates of its nodes
     */
    void load(double[] x) {
        for (int i = 0; i < 3; i++) {
            corner[i] = x[i];
            low[i] = Math.min(Math.min(x[i], x[3 + i]), Math.min(x[6 + i], x[9 + i]));
            high[i] = Math.max(Math.max(x[i], x[3 + i]), Math.max(x[6 + i], x[9 + i]));
            for (int c = 0; c < 3; c++) {
                gradient[3 * i + c] = x[3 * (c + 1) + i] - x[i];
            }
        }
        invert(gradient, inverse);
        bent = false;
        for (int m = 0; quadratic && m < EDGES.length; m++) {
            double size = 0;
            double off = 0;
            for (int i = 0; i < 3; i++) {
                double a = x[3 * EDGES[m][0] + i];
                double b = x[3 * EDGES[m][1] + i];
                double middle = x[3 * (4 + m) + i];
                bend[3 * m + i] = 4 * (middle - (a + b) / 2);
                size += Math.abs(b - a);
                off += Math.abs(bend[3 * m + i]);
                // The element lies in the hull of its control points, as quadratic Bezier patches do.
                double control = 2 * middle - (a + b) / 2;
                low[i] = Math.min(low[i], control);
                high[i] = Math.max(high[i], control);
            }
            bent |= off > STRAIGHT * size;
        }
    }

    /** Whether a point lies in the element. */
    boolean holds(double px, double py, double pz) {
        double dx = px - corner[0];
        double dy = py - corner[1];
        double dz = pz - corner[2];
        double a = inverse[0] * dx + inverse[1] * dy + inverse[2] * dz;
        double b = inverse[3] * dx + inverse[4] * dy + inverse[5] * dz;
        double c = inverse[6] * dx + inverse[7] * dy + inverse[8] * dz;
        if (!bent) {
            return inside(a, b, c);
        }
        double[] l = {1 - a - b - c, a, b, c};
        return solve(dx, dy, dz, l) && inside(l[1], l[2], l[3]);
    }

    /** Barycentric coordinates of a point that the element holds. */
    double[] place(double px, double py, double pz) {
        double dx = px - corner[0];
        double dy = py - corner[1];
        double dz = pz - corner[2];
        double a = inverse[0] * dx + inverse[1] * dy + inverse[2] * dz;
        double b = inverse[3] * dx + inverse[4] * dy + inverse[5] * dz;
        double c = inverse[6] * dx + inverse[7] * dy + inverse[8] * dz;
        double[] l = {1 - a - b - c, a, b, c};
        if (bent) {
            solve(dx, dy, dz, l);
        }
        return l;
    }

    private static boolean inside(double a, double b, double c) {
        return a >= -ON_FACE && b >= -ON_FACE && c >= -ON_FACE && 1 - a - b - c >= -ON_FACE;
    }

    /**
     * Newton's method for the place of a point in the bent element: its position is that in the straight one plus the
     * bends, each times the product of the two barycentric coordinates of its edge.
     *
     * @param l the place in the straight element, changed to that in the bent one
     * @return whether there is one
     */
    private boolean solve(double dx, double dy, double dz, double[] l) {
        double[] d = {dx, dy, dz};
        for (int n = 0; n < MAX_STEPS; n++) {
            double[] jacobian = gradient.clone();
            for (int i = 0; i < 3; i++) {
                step[i] = d[i] - gradient[3 * i] * l[1] - gradient[3 * i + 1] * l[2] - gradient[3 * i + 2] * l[3];
            }
            for (int m = 0; m < EDGES.length; m++) {
                int s = EDGES[m][0];
                int t = EDGES[m][1];
                for (int i = 0; i < 3; i++) {
                    step[i] -= bend[3 * m + i] * l[s] * l[t];
                    for (int v = 0; v < 3; v++) {
                        double slope = along(s, v) * l[t] + along(t, v) * l[s];
                        jacobian[3 * i + v] += bend[3 * m + i] * slope;
                    }
                }
            }
            double[] solved = new double[9];
            invert(jacobian, solved);
            double moved = 0;
            for (int v = 0; v < 3; v++) {
                double by = solved[3 * v] * step[0] + solved[3 * v + 1] * step[1] + solved[3 * v + 2] * step[2];
                l[v + 1] += by;
                moved = Math.max(moved, Math.abs(by));
            }
            l[0] = 1 - l[1] - l[2] - l[3];
            if (moved < ON_FACE / 10) {
                return true;
            }
            if (!(moved < 10)) {
                return false;
            }
        }
        return false;
    }

    /** Derivative of barycentric coordinate n by the v-th of the last three. */
    private static double along(int n, int v) {
        return n == 0 ? -1 : n == v + 1 ? 1 : 0;
    }

    private static void invert(double[] m, double[] out) {
        double c0 = m[4] * m[8] - m[5] * m[7];
        double c1 = m[5] * m[6] - m[3] * m[8];
        double c2 = m[3] * m[7] - m[4] * m[6];
        double f = 1 / (m[0] * c0 + m[1] * c1 + m[2] * c2);
        out[0] = c0 * f;
        out[1] = (m[2] * m[7] - m[1] * m[8]) * f;
        out[2] = (m[1] * m[5] - m[2] * m[4]) * f;
        out[3] = c1 * f;
        out[4] = (m[0] * m[8] - m[2] * m[6]) * f;
        out[5] = (m[2] * m[3] - m[0] * m[5]) * f;
        out[6] = c2 * f;
        out[7] = (m[1] * m[6] - m[0] * m[7]) * f;
        out[8] = (m[0] * m[4] - m[1] * m[3]) * f;
    }
}
