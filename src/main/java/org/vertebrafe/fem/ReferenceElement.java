package org.vertebrafe.fem;

import java.util.function.BiConsumer;
import org.vertebrafe.mesh.ElementType;

/**
 * The shape functions of one kind of element, tabulated where stiffness is integrated and at the centre: the standard
 * displacement elements C3D8 (2 x 2 x 2 Gauss points), C3D4 (one point) and C3D10 (four points) of Abaqus and CalculiX
 * (Hughes, The Finite Element Method, 1987, chapter 3). The same loops over tables serve them all.
 *
 * <p>Four points integrate a quadratic tetrahedron exactly when its edges are straight; curved edges cost it the exact
 * patch test, as they do in those programs.
 */
final class ReferenceElement {

    /** Coordinate of the two Gauss points on -1..1. */
    private static final double GAUSS = 1 / Math.sqrt(3);

    /** Barycentric coordinates of the four points of degree 2 in a tetrahedron. */
    private static final double NEAR = (5 + 3 * Math.sqrt(5)) / 20;

    private static final double FAR = (5 - Math.sqrt(5)) / 20;

    private static final int[][] CORNERS = {
        {-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1}, {-1, -1, 1}, {1, -1, 1}, {1, 1, 1}, {-1, 1, 1}
    };

    /** Ends of the edges of a tetrahedron in the order of their middle nodes. */
    static final int[][] EDGES = {{0, 1}, {1, 2}, {2, 0}, {0, 3}, {1, 3}, {2, 3}};

    private static final ReferenceElement HEX8 = hex8();
    private static final ReferenceElement TET4 =
            new ReferenceElement(4, ReferenceElement::linear, new double[] {1 / 6.0}, new double[][] {{.25, .25, .25}});
    private static final ReferenceElement TET10 = new ReferenceElement(
            10, ReferenceElement::quadratic, new double[] {1 / 24.0, 1 / 24.0, 1 / 24.0, 1 / 24.0}, new double[][] {
                {FAR, FAR, FAR}, {NEAR, FAR, FAR}, {FAR, NEAR, FAR}, {FAR, FAR, NEAR}
            });

    private final int nodes;
    private final double[] weights;
    private final double[][] places;
    private final double[] gradients;
    private final double[] centreGradients;

    /**
     * @param shape fills the gradients d N / d (xi, eta, zeta) of all nodes at a point
     * @param weights of the integration points
     * @param points xi, eta, zeta of the integration points, whose mean is the centre
     */
    private ReferenceElement(int nodes, BiConsumer<double[], double[]> shape, double[] weights, double[][] points) {
        this.nodes = nodes;
        this.weights = weights;
        places = points;
        gradients = new double[3 * nodes * points.length];
        double[] at = new double[3 * nodes];
        double[] centre = new double[3];
        for (int p = 0; p < points.length; p++) {
            shape.accept(points[p], at);
            System.arraycopy(at, 0, gradients, 3 * nodes * p, 3 * nodes);
            for (int i = 0; i < 3; i++) {
                centre[i] += points[p][i] / points.length;
            }
        }
        centreGradients = new double[3 * nodes];
        shape.accept(centre, centreGradients);
    }

    /** The tables of a kind of element. */
    static ReferenceElement of(ElementType type) {
        return switch (type) {
            case HEX8 -> HEX8;
            case TET4 -> TET4;
            case TET10 -> TET10;
        };
    }

    private static ReferenceElement hex8() {
        double[] weights = new double[8];
        double[][] points = new double[8][3];
        for (int p = 0; p < 8; p++) {
            weights[p] = 1;
            for (int i = 0; i < 3; i++) {
                points[p][i] = GAUSS * CORNERS[p][i];
            }
        }
        return new ReferenceElement(8, ReferenceElement::trilinear, weights, points);
    }

    private static void trilinear(double[] at, double[] gradients) {
        for (int n = 0; n < 8; n++) {
            int[] c = CORNERS[n];
            double x = 1 + at[0] * c[0];
            double y = 1 + at[1] * c[1];
            double z = 1 + at[2] * c[2];
            gradients[3 * n] = c[0] * y * z / 8;
            gradients[3 * n + 1] = c[1] * x * z / 8;
            gradients[3 * n + 2] = c[2] * x * y / 8;
        }
    }

    /** Gradient of barycentric coordinate n of a tetrahedron in direction i. */
    private static double barycentric(int n, int i) {
        return n == 0 ? -1 : n == i + 1 ? 1 : 0;
    }

    private static void linear(double[] at, double[] gradients) {
        for (int n = 0; n < 4; n++) {
            for (int i = 0; i < 3; i++) {
                gradients[3 * n + i] = barycentric(n, i);
            }
        }
    }

    private static void quadratic(double[] at, double[] gradients) {
        double[] l = {1 - at[0] - at[1] - at[2], at[0], at[1], at[2]};
        for (int i = 0; i < 3; i++) {
            for (int n = 0; n < 4; n++) {
                gradients[3 * n + i] = (4 * l[n] - 1) * barycentric(n, i);
            }
            for (int m = 0; m < EDGES.length; m++) {
                int a = EDGES[m][0];
                int b = EDGES[m][1];
                gradients[3 * (4 + m) + i] = 4 * (l[a] * barycentric(b, i) + l[b] * barycentric(a, i));
            }
        }
    }

    int nodes() {
        return nodes;
    }

    /** Number of integration points. */
    int points() {
        return weights.length;
    }

    /** Coordinates xi, eta, zeta of an integration point; to be read only. */
    double[] place(int point) {
        return places[point];
    }

    /**
     * Gradients of the shape functions at an integration point.
     *
     * @param x coordinates of the element's nodes, mm
     * @param out filled with d N / d x, y, z of each node, 1/mm, from {@code at} on
     * @return the volume the point stands for, mm3; not positive where the element is turned inside out, and then
     *     {@code out} is meaningless
     */
    double gradients(double[] x, int point, double[] out, int at) {
        return weights[point] * gradients(x, gradients, 3 * nodes * point, out, at);
    }

    /** The same at the centre; returns the Jacobian there. */
    double centreGradients(double[] x, double[] out) {
        return gradients(x, centreGradients, 0, out, 0);
    }

    /**
     * The inverse Jacobian at an integration point, d xi_j / d x_k at 3 j + k, 1/mm.
     *
     * @return the volume the point stands for, see {@link #gradients(double[], int, double[], int)}
     */
    double inverseJacobian(double[] x, int point, double[] out) {
        return weights[point] * inverse(x, gradients, 3 * nodes * point, out);
    }

    private double gradients(double[] x, double[] local, int from, double[] out, int at) {
        double[] inverse = new double[9];
        double determinant = inverse(x, local, from, inverse);
        for (int n = 0; n < 3 * nodes; n += 3) {
            double a = local[from + n];
            double b = local[from + n + 1];
            double c = local[from + n + 2];
            for (int k = 0; k < 3; k++) {
                out[at + n + k] = inverse[k] * a + inverse[3 + k] * b + inverse[6 + k] * c;
            }
        }
        return determinant;
    }

    private double inverse(double[] x, double[] local, int from, double[] out) {
        // Rows of the Jacobian: derivatives of x, y, z along xi, eta, zeta.
        double xx = 0;
        double xy = 0;
        double xz = 0;
        double yx = 0;
        double yy = 0;
        double yz = 0;
        double zx = 0;
        double zy = 0;
        double zz = 0;
        for (int n = 0; n < 3 * nodes; n += 3) {
            double a = local[from + n];
            double b = local[from + n + 1];
            double c = local[from + n + 2];
            xx += a * x[n];
            xy += a * x[n + 1];
            xz += a * x[n + 2];
            yx += b * x[n];
            yy += b * x[n + 1];
            yz += b * x[n + 2];
            zx += c * x[n];
            zy += c * x[n + 1];
            zz += c * x[n + 2];
        }
        double cx = yy * zz - yz * zy;
        double cy = yz * zx - yx * zz;
        double cz = yx * zy - yy * zx;
        double determinant = xx * cx + xy * cy + xz * cz;
        double f = 1 / determinant;
        out[0] = cx * f;
        out[3] = (xz * zy - xy * zz) * f;
        out[6] = (xy * yz - xz * yy) * f;
        out[1] = cy * f;
        out[4] = (xx * zz - xz * zx) * f;
        out[7] = (xz * yx - xx * yz) * f;
        out[2] = cz * f;
        out[5] = (xy * zx - xx * zy) * f;
        out[8] = (xx * yy - xy * yx) * f;
        return determinant;
    }
}
