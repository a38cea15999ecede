package org.vertebrafe.fem.linalg;

/**
 * The stiffness of a brick in the basis of its trilinear modes. With displacements along the brick's edges and a
 * material that is symmetric about its mid-planes most of the 24 x 24 couplings vanish: 33 numbers remain, so that a
 * product takes a sixth of the operations.
 *
 * <p>Mode {@code abc} of a component is the sum of its corner values with signs: a, b, c = 1 where the sign changes along
 * the first, second, third axis.
 */
final class BrickStiffness {

    /** Largest coupling beside the largest entry that counts as rounding. */
    private static final double ZERO = 1e-9;

    /** Modes that couple, as 3 * (a + 2 b + 4 c) + component; modes of different groups do not. */
    private static final int[][] GROUPS = {
        {mode(1, 0), mode(2, 1), mode(4, 2)},
        {mode(2, 0), mode(1, 1)},
        {mode(4, 0), mode(1, 2)},
        {mode(4, 1), mode(2, 2)},
        {mode(5, 0), mode(6, 1)},
        {mode(3, 0), mode(6, 2)},
        {mode(3, 1), mode(5, 2)},
        {mode(6, 0), mode(5, 1), mode(3, 2)},
        {mode(7, 0)},
        {mode(7, 1)},
        {mode(7, 2)}
    };

    /** Number of {@link #coefficients()}: the upper triangles of the groups. */
    static final int COEFFICIENTS = 33;

    private final double[] coefficients = new double[COEFFICIENTS];

    /**
     * @param k 24 x 24 stiffness of unit modulus, corners by bits i + 2 j + 4 k, components along the edges
     * @throws IllegalArgumentException if modes couple that must not: the material is not symmetric about the mid-planes
     */
    BrickStiffness(double[] k) {
        double[] modal = modal(k);
        double largest = 0;
        for (double value : modal) {
            largest = Math.max(largest, Math.abs(value));
        }
        int n = 0;
        for (int[] group : GROUPS) {
            for (int r = 0; r < group.length; r++) {
                for (int c = r; c < group.length; c++) {
                    coefficients[n++] = modal[24 * group[r] + group[c]];
                }
                for (int c : group) {
                    modal[24 * group[r] + c] = 0;
                }
            }
        }
        for (double left : modal) {
            if (Math.abs(left) > ZERO * largest) {
                throw new IllegalArgumentException("material is not symmetric about the mid-planes of the bricks");
            }
        }
    }

    /** Whether a stiffness can be written this way. */
    static boolean fits(double[] k) {
        try {
            new BrickStiffness(k);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int mode(int bits, int component) {
        return 3 * bits + component;
    }

    /** H K H^T / 64 with the matrix H of signs. */
    private static double[] modal(double[] k) {
        double[] modal = new double[24 * 24];
        for (int m = 0; m < 8; m++) {
            for (int n = 0; n < 8; n++) {
                for (int a = 0; a < 8; a++) {
                    for (int b = 0; b < 8; b++) {
                        double sign = sign(m, a) * sign(n, b) / 64;
                        for (int i = 0; i < 3; i++) {
                            for (int j = 0; j < 3; j++) {
                                modal[24 * (3 * m + i) + 3 * n + j] += sign * k[24 * (3 * a + i) + 3 * b + j];
                            }
                        }
                    }
                }
            }
        }
        return modal;
    }

    private static double sign(int mode, int corner) {
        // Minus where an odd number of the mode's axes have the corner at their lower end.
        return (Integer.bitCount(mode & ~corner) & 1) == 0 ? 1 : -1;
    }

    /** The couplings within the groups, row by row of their upper triangles; to be read only. */
    double[] coefficients() {
        return coefficients;
    }

    /**
     * Adds a brick's forces on its two faces across the first axis. Faces are in the modes of the other two axes: entry
     * 3 (b + 2 c) + component.
     *
     * @param modulus of the brick
     * @param low displacements of the lower face
     * @param high of the upper face
     * @param onLow added to
     * @param onHigh overwritten
     */
    void faceForces(double modulus, double[] low, double[] high, double[] onLow, double[] onHigh) {
        double[] k = coefficients;
        // Modes with a = 1: differences; with a = 0: sums.
        double x1 = high[0] - low[0];
        double y1 = high[1] - low[1];
        double z1 = high[2] - low[2];
        double x2 = high[3] + low[3];
        double y2 = high[4] + low[4];
        double z2 = high[5] + low[5];
        double x3 = high[3] - low[3];
        double y3 = high[4] - low[4];
        double z3 = high[5] - low[5];
        double x4 = high[6] + low[6];
        double y4 = high[7] + low[7];
        double z4 = high[8] + low[8];
        double x5 = high[6] - low[6];
        double y5 = high[7] - low[7];
        double z5 = high[8] - low[8];
        double x6 = high[9] + low[9];
        double y6 = high[10] + low[10];
        double z6 = high[11] + low[11];
        double fx1 = modulus * (k[0] * x1 + k[1] * y2 + k[2] * z4);
        double fy2 = modulus * (k[1] * x1 + k[3] * y2 + k[4] * z4);
        double fz4 = modulus * (k[2] * x1 + k[4] * y2 + k[5] * z4);
        double fx2 = modulus * (k[6] * x2 + k[7] * y1);
        double fy1 = modulus * (k[7] * x2 + k[8] * y1);
        double fx4 = modulus * (k[9] * x4 + k[10] * z1);
        double fz1 = modulus * (k[10] * x4 + k[11] * z1);
        double fy4 = modulus * (k[12] * y4 + k[13] * z2);
        double fz2 = modulus * (k[13] * y4 + k[14] * z2);
        double fx5 = modulus * (k[15] * x5 + k[16] * y6);
        double fy6 = modulus * (k[16] * x5 + k[17] * y6);
        double fx3 = modulus * (k[18] * x3 + k[19] * z6);
        double fz6 = modulus * (k[19] * x3 + k[20] * z6);
        double fy3 = modulus * (k[21] * y3 + k[22] * z5);
        double fz5 = modulus * (k[22] * y3 + k[23] * z5);
        double fx6 = modulus * (k[24] * x6 + k[25] * y5 + k[26] * z3);
        double fy5 = modulus * (k[25] * x6 + k[27] * y5 + k[28] * z3);
        double fz3 = modulus * (k[26] * x6 + k[28] * y5 + k[29] * z3);
        double fx7 = modulus * k[30] * (high[9] - low[9]);
        double fy7 = modulus * k[31] * (high[10] - low[10]);
        double fz7 = modulus * k[32] * (high[11] - low[11]);
        onLow[0] -= fx1;
        onLow[1] -= fy1;
        onLow[2] -= fz1;
        onLow[3] += fx2 - fx3;
        onLow[4] += fy2 - fy3;
        onLow[5] += fz2 - fz3;
        onLow[6] += fx4 - fx5;
        onLow[7] += fy4 - fy5;
        onLow[8] += fz4 - fz5;
        onLow[9] += fx6 - fx7;
        onLow[10] += fy6 - fy7;
        onLow[11] += fz6 - fz7;
        onHigh[0] = fx1;
        onHigh[1] = fy1;
        onHigh[2] = fz1;
        onHigh[3] = fx2 + fx3;
        onHigh[4] = fy2 + fy3;
        onHigh[5] = fz2 + fz3;
        onHigh[6] = fx4 + fx5;
        onHigh[7] = fy4 + fy5;
        onHigh[8] = fz4 + fz5;
        onHigh[9] = fx6 + fx7;
        onHigh[10] = fy6 + fy7;
        onHigh[11] = fz6 + fz7;
    }

    /** A face's displacements in the modes of the other two axes, from its nodes at rows 0..3. */
    static void toModes(double[] u, int row0, int row1, int row2, int row3, double[] face) {
        for (int c = 0; c < 3; c++) {
            double u0 = u[3 * row0 + c];
            double u1 = u[3 * row1 + c];
            double u2 = u[3 * row2 + c];
            double u3 = u[3 * row3 + c];
            double s0 = u1 + u0;
            double d0 = u1 - u0;
            double s1 = u3 + u2;
            double d1 = u3 - u2;
            face[c] = s1 + s0;
            face[3 + c] = d1 + d0;
            face[6 + c] = s1 - s0;
            face[9 + c] = d1 - d0;
        }
    }

    /** Adds a face's forces to its nodes at rows 0..3. */
    static void addToNodes(double[] face, int row0, int row1, int row2, int row3, double[] f) {
        for (int c = 0; c < 3; c++) {
            double s0 = face[c] - face[6 + c];
            double d0 = face[3 + c] - face[9 + c];
            double s1 = face[c] + face[6 + c];
            double d1 = face[3 + c] + face[9 + c];
            f[3 * row0 + c] += s0 - d0;
            f[3 * row1 + c] += s0 + d0;
            f[3 * row2 + c] += s1 - d1;
            f[3 * row3 + c] += s1 + d1;
        }
    }
}
