package org.vertebrafe.fem;

/** Invariants of symmetric 3 x 3 tensors. */
final class SymmetricTensor {

    private static final int MAX_SWEEPS = 30;
    /** Off-diagonal part of the squared norm that no longer changes the diagonal. */
    private static final double NEGLIGIBLE = 1e-34;

    private SymmetricTensor() {}

    /** Von Mises equivalent of six components xx, yy, zz, xy, yz, zx that start at a position. */
    static double vonMises(double[] s, int at) {
        double a = s[at] - s[at + 1];
        double b = s[at + 1] - s[at + 2];
        double c = s[at + 2] - s[at];
        double shear = s[at + 3] * s[at + 3] + s[at + 4] * s[at + 4] + s[at + 5] * s[at + 5];
        return Math.sqrt(0.5 * (a * a + b * b + c * c) + 3 * shear);
    }

    /** Eigenvalues, falling, by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5). */
    static double[] principal(double xx, double yy, double zz, double xy, double yz, double zx) {
        double[][] a = {{xx, xy, zx}, {xy, yy, yz}, {zx, yz, zz}};
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            double off = a[0][1] * a[0][1] + a[1][2] * a[1][2] + a[0][2] * a[0][2];
            double diagonal = a[0][0] * a[0][0] + a[1][1] * a[1][1] + a[2][2] * a[2][2];
            if (off <= NEGLIGIBLE * diagonal || off == 0) {
                break;
            }
            rotate(a, 0, 1, 2);
            rotate(a, 1, 2, 0);
            rotate(a, 0, 2, 1);
        }
        double high = Math.max(a[0][0], Math.max(a[1][1], a[2][2]));
        double low = Math.min(a[0][0], Math.min(a[1][1], a[2][2]));
        double middle = Math.max(Math.min(a[0][0], a[1][1]), Math.min(Math.max(a[0][0], a[1][1]), a[2][2]));
        return new double[] {high, middle, low};
    }

    /** Turns the p-q plane so that a[p][q] vanishes; r is the third axis. */
    private static void rotate(double[][] a, int p, int q, int r) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        double arp = a[r][p];
        double arq = a[r][q];
        a[p][p] -= t * a[p][q];
        a[q][q] += t * a[p][q];
        a[p][q] = 0;
        a[q][p] = 0;
        a[r][p] = c * arp - s * arq;
        a[p][r] = a[r][p];
        a[r][q] = s * arp + c * arq;
        a[q][r] = a[r][q];
    }
}
