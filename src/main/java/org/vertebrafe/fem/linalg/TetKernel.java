package org.vertebrafe.fem.linalg;

/**
 * Forces of many quadratic tetrahedra at once, from their displacements; work space of one thread. Elements are the lanes
 * of rows, and every innermost loop makes one row from a few others: such loops the virtual machine turns into vector
 * instructions, larger ones it does not, nor many of them in one method.
 *
 * <p>With barycentric coordinates l the displacement is u = sum_v l_v (2 l_v - 1) u_v + sum_ab 4 l_a l_b u_ab, and at the
 * integration point near corner p its derivative along l_v is c_v + K3 u_vp, where u_vv is the corner's own displacement,
 * c_v = K1 sum_b u_vb + K2 u_v. Only differences to v = 0 matter. Forces are the transpose of that.
 */
final class TetKernel {

    /** Elements that are worked on together. */
    static final int LANES = 64;

    /** Rows of geometry at an integration point: d xi_j / d x_k at 3 j + k, then modulus times volume. */
    static final int GEOMETRY = 10;

    /** The node in the middle between two corners; a corner itself on the diagonal. */
    static final int[][] BETWEEN = {{0, 4, 6, 7}, {4, 1, 5, 8}, {6, 5, 2, 9}, {7, 8, 9, 3}};

    private static final double NEAR = (5 + 3 * Math.sqrt(5)) / 20;
    private static final double FAR = (5 - Math.sqrt(5)) / 20;
    private static final double K1 = 4 * FAR;
    private static final double K2 = 4 * FAR - 1;
    private static final double K3 = 4 * (NEAR - FAR);

    /** First of the rows of each kind; nodes have three rows each and hold displacements first, then forces. */
    private static final int NODES = 0;

    private static final int BASE = NODES + 30;
    private static final int SLOPE = BASE + 9;
    private static final int STRAIN = SLOPE + 9;
    private static final int STRESS = STRAIN + 9;
    /** Four points of four corners of three components each. */
    private static final int FORCE = STRESS + 7;

    private static final int TOTAL = FORCE + 48;
    private static final int ROWS = TOTAL + 12;

    /** Derivatives of the ten shape functions along xi, eta, zeta at the four points. */
    private static final double[] DERIVATIVES = derivatives();

    private final double[][] w = new double[ROWS][LANES];

    /** Derivative of a node's shape function along barycentric coordinate v at point p, up to what all v have in common. */
    private static double derivative(int node, int v, int p) {
        double sum = node == v ? K2 : 0;
        for (int b = 0; b < 4; b++) {
            sum += b != v && node == BETWEEN[v][b] ? K1 : 0;
        }
        return sum + (node == BETWEEN[v][p] ? K3 : 0);
    }

    /**
     * The gradient of a node's shape function, 1/mm.
     *
     * @param geometry inverse Jacobian at the point, see {@link #GEOMETRY}
     * @param out three values from {@code at} on
     */
    static void gradient(double[] geometry, int node, int p, double[] out, int at) {
        double a = DERIVATIVES[30 * p + 3 * node];
        double b = DERIVATIVES[30 * p + 3 * node + 1];
        double c = DERIVATIVES[30 * p + 3 * node + 2];
        for (int k = 0; k < 3; k++) {
            out[at + k] = a * geometry[k] + b * geometry[3 + k] + c * geometry[6 + k];
        }
    }

    private static double[] derivatives() {
        double[] all = new double[4 * 30];
        for (int i = 0; i < all.length; i++) {
            int p = i / 30;
            int node = i % 30 / 3;
            all[i] = derivative(node, i % 3 + 1, p) - derivative(node, 0, p);
        }
        return all;
    }

    /** Takes displacements over, three values a place. */
    void gather(char[] places, int at, double[] x) {
        for (int n = 0; n < 10; n++) {
            double[] ux = w[node(n, 0)];
            double[] uy = w[node(n, 1)];
            double[] uz = w[node(n, 2)];
            int from = at + n * LANES;
            for (int l = 0; l < LANES; l++) {
                int place = 3 * places[from + l];
                ux[l] = x[place];
                uy[l] = x[place + 1];
                uz[l] = x[place + 2];
            }
        }
    }

    /** Adds the forces up. */
    void scatter(char[] places, int at, int lanes, double[] y) {
        for (int n = 0; n < 10; n++) {
            double[] fx = w[node(n, 0)];
            double[] fy = w[node(n, 1)];
            double[] fz = w[node(n, 2)];
            int from = at + n * LANES;
            for (int l = 0; l < lanes; l++) {
                int place = 3 * places[from + l];
                y[place] += fx[l];
                y[place + 1] += fy[l];
                y[place + 2] += fz[l];
            }
        }
    }

    /**
     * Turns displacements into forces.
     *
     * @param g rows of geometry, from {@code at} on, point by point
     * @param step from one point's rows to the next one's; 0 where all are alike
     */
    void forces(TetMaterial material, double[][] g, int at, int step) {
        bases(w);
        for (int p = 0; p < 4; p++) {
            int here = at + p * step;
            slopes(w, p);
            strains(w, g, here);
            stresses(material, w, g[here + 9]);
            cornerForces(w, g, here, p);
        }
        totals(w);
        corners(w);
        edges(w);
    }

    private static int node(int n, int component) {
        return NODES + 3 * n + component;
    }

    private static int force(int p, int corner, int component) {
        return FORCE + 12 * p + 3 * corner + component;
    }

    private static int total(int corner, int component) {
        return TOTAL + 3 * corner + component;
    }

    /** Rows xx, yy, zz, xy, yz, zx. */
    private static int stress(int i, int k) {
        return STRESS + (i == k ? i : i + k == 1 ? 3 : i + k == 3 ? 4 : 5);
    }

    /** c_v - c_0 for v = 1..3: the edge between v and 0 counts in both and drops out. */
    private static void bases(double[][] w) {
        for (int i = 0; i < 3; i++) {
            for (int v = 1; v < 4; v++) {
                int s = v % 3 + 1;
                int t = s % 3 + 1;
                double[] a = w[node(BETWEEN[v][s], i)];
                double[] b = w[node(BETWEEN[v][t], i)];
                double[] c = w[node(BETWEEN[0][s], i)];
                double[] d = w[node(BETWEEN[0][t], i)];
                double[] u = w[node(v, i)];
                double[] u0 = w[node(0, i)];
                double[] out = w[BASE + 3 * i + v - 1];
                for (int l = 0; l < LANES; l++) {
                    out[l] = K1 * ((a[l] + b[l]) - (c[l] + d[l]));
                }
                for (int l = 0; l < LANES; l++) {
                    out[l] += K2 * (u[l] - u0[l]);
                }
            }
        }
    }

    /** Derivatives along xi, eta, zeta. */
    private static void slopes(double[][] w, int p) {
        for (int i = 0; i < 3; i++) {
            double[] u0 = w[node(BETWEEN[0][p], i)];
            for (int j = 0; j < 3; j++) {
                double[] u = w[node(BETWEEN[j + 1][p], i)];
                double[] base = w[BASE + 3 * i + j];
                double[] out = w[SLOPE + 3 * i + j];
                for (int l = 0; l < LANES; l++) {
                    out[l] = base[l] + K3 * (u[l] - u0[l]);
                }
            }
        }
    }

    /** Derivatives along x, y, z. */
    private static void strains(double[][] w, double[][] g, int at) {
        for (int i = 0; i < 3; i++) {
            double[] a = w[SLOPE + 3 * i];
            double[] b = w[SLOPE + 3 * i + 1];
            double[] c = w[SLOPE + 3 * i + 2];
            for (int k = 0; k < 3; k++) {
                combine(a, b, c, g[at + k], g[at + 3 + k], g[at + 6 + k], w[STRAIN + 3 * i + k]);
            }
        }
    }

    private static void stresses(TetMaterial material, double[][] w, double[] weight) {
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            double[] a = w[STRAIN + 3 * i + j];
            double[] b = w[STRAIN + 3 * j + i];
            double[] out = w[stress(i, j)];
            for (int l = 0; l < LANES; l++) {
                out[l] = a[l] + b[l];
            }
        }
        if (material.isotropic()) {
            isotropic(material.lambda(), material.mu(), w, weight);
        } else {
            anisotropic(material.stiffness(), w, weight);
        }
    }

    private static void isotropic(double lambda, double mu, double[][] w, double[] weight) {
        double[] xx = w[STRAIN];
        double[] yy = w[STRAIN + 4];
        double[] zz = w[STRAIN + 8];
        double[] trace = w[STRESS + 6];
        for (int l = 0; l < LANES; l++) {
            trace[l] = lambda * (xx[l] + yy[l] + zz[l]);
        }
        double twice = 2 * mu;
        for (int i = 0; i < 3; i++) {
            double[] strain = w[STRAIN + 4 * i];
            double[] normal = w[STRESS + i];
            for (int l = 0; l < LANES; l++) {
                normal[l] = weight[l] * (twice * strain[l] + trace[l]);
            }
            double[] shear = w[STRESS + 3 + i];
            for (int l = 0; l < LANES; l++) {
                shear[l] = weight[l] * (mu * shear[l]);
            }
        }
    }

    private static void anisotropic(double[] c, double[][] w, double[] weight) {
        double[] e0 = w[STRAIN];
        double[] e1 = w[STRAIN + 4];
        double[] e2 = w[STRAIN + 8];
        double[] e3 = w[STRESS + 3];
        double[] e4 = w[STRESS + 4];
        double[] e5 = w[STRESS + 5];
        double[] column = new double[6];
        for (int l = 0; l < LANES; l++) {
            for (int i = 0; i < 6; i++) {
                int r = 6 * i;
                column[i] = (c[r] * e0[l] + c[r + 1] * e1[l] + c[r + 2] * e2[l])
                        + (c[r + 3] * e3[l] + c[r + 4] * e4[l] + c[r + 5] * e5[l]);
            }
            for (int i = 0; i < 6; i++) {
                w[STRESS + i][l] = weight[l] * column[i];
            }
        }
    }

    /** Forces that go with the derivatives at a point. */
    private static void cornerForces(double[][] w, double[][] g, int at, int p) {
        for (int i = 0; i < 3; i++) {
            double[] a = w[stress(i, 0)];
            double[] b = w[stress(i, 1)];
            double[] c = w[stress(i, 2)];
            for (int j = 0; j < 3; j++) {
                combine(a, b, c, g[at + 3 * j], g[at + 3 * j + 1], g[at + 3 * j + 2], w[force(p, j + 1, i)]);
            }
            minus(w[force(p, 1, i)], w[force(p, 2, i)], w[force(p, 3, i)], w[force(p, 0, i)]);
        }
    }

    private static void combine(double[] a, double[] b, double[] c, double[] p, double[] q, double[] r, double[] out) {
        for (int l = 0; l < LANES; l++) {
            out[l] = a[l] * p[l] + b[l] * q[l] + c[l] * r[l];
        }
    }

    private static void minus(double[] a, double[] b, double[] c, double[] out) {
        for (int l = 0; l < LANES; l++) {
            out[l] = -(a[l] + b[l] + c[l]);
        }
    }

    /** Sums over the points. */
    private static void totals(double[][] w) {
        for (int i = 0; i < 3; i++) {
            for (int v = 1; v < 4; v++) {
                double[] a = w[force(0, v, i)];
                double[] b = w[force(1, v, i)];
                double[] c = w[force(2, v, i)];
                double[] d = w[force(3, v, i)];
                double[] out = w[total(v, i)];
                for (int l = 0; l < LANES; l++) {
                    out[l] = (a[l] + b[l]) + (c[l] + d[l]);
                }
            }
            minus(w[total(1, i)], w[total(2, i)], w[total(3, i)], w[total(0, i)]);
        }
    }

    private static void corners(double[][] w) {
        for (int i = 0; i < 3; i++) {
            for (int v = 0; v < 4; v++) {
                double[] total = w[total(v, i)];
                double[] own = w[force(v, v, i)];
                double[] out = w[node(v, i)];
                for (int l = 0; l < LANES; l++) {
                    out[l] = K2 * total[l] + K3 * own[l];
                }
            }
        }
    }

    private static void edges(double[][] w) {
        for (int i = 0; i < 3; i++) {
            for (int v = 0; v < 4; v++) {
                for (int b = v + 1; b < 4; b++) {
                    double[] totalV = w[total(v, i)];
                    double[] totalB = w[total(b, i)];
                    double[] one = w[force(v, b, i)];
                    double[] other = w[force(b, v, i)];
                    double[] out = w[node(BETWEEN[v][b], i)];
                    for (int l = 0; l < LANES; l++) {
                        out[l] = K1 * (totalV[l] + totalB[l]);
                    }
                    for (int l = 0; l < LANES; l++) {
                        out[l] += K3 * (one[l] + other[l]);
                    }
                }
            }
        }
    }
}
