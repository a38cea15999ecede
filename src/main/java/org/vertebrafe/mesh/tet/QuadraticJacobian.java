package org.vertebrafe.mesh.tet;

/**
 * The Jacobian determinant of one quadratic tetrahedron, as a function of the barycentric coordinates: a cubic, since the
 * derivatives of the position are linear. An instance holds one element; one for each thread.
 */
final class QuadraticJacobian {

    /** Barycentric coordinates of a point of the four-point rule: one of A, three of B. */
    private static final double B = (5 - Math.sqrt(5)) / 20;

    private static final double A = 1 - 3 * B;

    /** The mid-side node between corners i and j. */
    private static final int[][] MIDDLE = {{-1, 4, 6, 7}, {4, -1, 5, 8}, {6, 5, -1, 9}, {7, 8, 9, -1}};

    /** Derivative of x, y, z in direction r (towards corner r + 1 from corner 0) at corner i: [3 * (3 * i + r) + axis]. */
    private final double[] derivative = new double[36];

    private final double[] at = new double[9];

    /** Takes an element's ten nodes. */
    void load(double[] xyz, int[] connectivity, int start) {
        for (int i = 0; i < 4; i++) {
            for (int r = 0; r < 3; r++) {
                for (int axis = 0; axis < 3; axis++) {
                    derivative[3 * (3 * i + r) + axis] = 2
                            * (control(xyz, connectivity, start, i, r + 1, axis)
                                    - control(xyz, connectivity, start, i, 0, axis));
                }
            }
        }
    }

    /** Control point of the element as a quadratic Bezier tetrahedron. */
    private static double control(double[] xyz, int[] connectivity, int start, int i, int j, int axis) {
        if (i == j) {
            return xyz[3 * connectivity[start + i] + axis];
        }
        double middle = xyz[3 * connectivity[start + MIDDLE[i][j]] + axis];
        double ends = xyz[3 * connectivity[start + i] + axis] + xyz[3 * connectivity[start + j] + axis];
        return 2 * middle - ends / 2;
    }

    /** The determinant at barycentric coordinates, mm3: six times the volume where sides are straight. */
    double at(double l0, double l1, double l2, double l3) {
        for (int i = 0; i < 9; i++) {
            at[i] = l0 * derivative[i] + l1 * derivative[9 + i] + l2 * derivative[18 + i] + l3 * derivative[27 + i];
        }
        return at[0] * (at[4] * at[8] - at[5] * at[7])
                + at[1] * (at[5] * at[6] - at[3] * at[8])
                + at[2] * (at[3] * at[7] - at[4] * at[6]);
    }

    /** Volume of the element, mm3: the five-point rule that is exact for cubics (Keast 1986, doi:10.1016/0045-7825(86)90059-9). */
    double volume() {
        double sixth = 1.0 / 6;
        double sum = at(0.5, sixth, sixth, sixth)
                + at(sixth, 0.5, sixth, sixth)
                + at(sixth, sixth, 0.5, sixth)
                + at(sixth, sixth, sixth, 0.5);
        return (0.45 * sum - 0.8 * at(0.25, 0.25, 0.25, 0.25)) / 6;
    }

    /** Least over greatest determinant at corners, mid-sides and the four points of integration; at most 0 if folded. */
    double ratio() {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < 14; point++) {
            double value = point(point);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return max > 0 ? min / max : -1;
    }

    private double point(int point) {
        return switch (point) {
            case 0 -> at(1, 0, 0, 0);
            case 1 -> at(0, 1, 0, 0);
            case 2 -> at(0, 0, 1, 0);
            case 3 -> at(0, 0, 0, 1);
            case 4 -> at(0.5, 0.5, 0, 0);
            case 5 -> at(0, 0.5, 0.5, 0);
            case 6 -> at(0.5, 0, 0.5, 0);
            case 7 -> at(0.5, 0, 0, 0.5);
            case 8 -> at(0, 0.5, 0, 0.5);
            case 9 -> at(0, 0, 0.5, 0.5);
            case 10 -> at(A, B, B, B);
            case 11 -> at(B, A, B, B);
            case 12 -> at(B, B, A, B);
            default -> at(B, B, B, A);
        };
    }

    /**
     * A lower bound of the determinant over the whole element, mm3: the least coefficient of the cubic in Bernstein form
     * (Johnen, Remacle and Geuzaine 2013, doi:10.1016/j.jcp.2012.08.051).
     */
    double lowerBound() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 4; i++) {
            for (int j = i; j < 4; j++) {
                for (int k = j; k < 4; k++) {
                    double sum = mixed(i, j, k)
                            + mixed(i, k, j)
                            + mixed(j, i, k)
                            + mixed(j, k, i)
                            + mixed(k, i, j)
                            + mixed(k, j, i);
                    least = Math.min(least, sum / 6);
                }
            }
        }
        return least;
    }

    /** Determinant of the first derivative at one corner, the second at another, the sixth at a sixth. */
    private double mixed(int i, int j, int k) {
        int u = 9 * i;
        int v = 9 * j + 3;
        int w = 9 * k + 6;
        return derivative[u] * (derivative[v + 1] * derivative[w + 2] - derivative[v + 2] * derivative[w + 1])
                + derivative[u + 1] * (derivative[v + 2] * derivative[w] - derivative[v] * derivative[w + 2])
                + derivative[u + 2] * (derivative[v] * derivative[w + 1] - derivative[v + 1] * derivative[w]);
    }
}
