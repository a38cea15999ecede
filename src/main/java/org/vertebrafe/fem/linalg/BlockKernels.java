package org.vertebrafe.fem.linalg;

/** Products of small blocks with six columns, stored row by row: what the set-up of a hierarchy spends its time in. */
final class BlockKernels {

    private static final int COLUMNS = RigidBody.MODES;

    private BlockKernels() {}

    /** c += a b: size x size times size x 6, size 3 or 6. */
    static void multiplyAdd(int size, double[] a, int atA, double[] b, int atB, double[] c, int atC) {
        if (size == 3) {
            multiplyAdd3(a, atA, b, atB, c, atC);
        } else {
            multiplyAdd6(a, atA, b, atB, c, atC);
        }
    }

    private static void multiplyAdd3(double[] a, int atA, double[] b, int atB, double[] c, int atC) {
        double a00 = a[atA];
        double a01 = a[atA + 1];
        double a02 = a[atA + 2];
        double a10 = a[atA + 3];
        double a11 = a[atA + 4];
        double a12 = a[atA + 5];
        double a20 = a[atA + 6];
        double a21 = a[atA + 7];
        double a22 = a[atA + 8];
        for (int s = 0; s < COLUMNS; s++) {
            double b0 = b[atB + s];
            double b1 = b[atB + s + 6];
            double b2 = b[atB + s + 12];
            c[atC + s] += a00 * b0 + a01 * b1 + a02 * b2;
            c[atC + s + 6] += a10 * b0 + a11 * b1 + a12 * b2;
            c[atC + s + 12] += a20 * b0 + a21 * b1 + a22 * b2;
        }
    }

    private static void multiplyAdd6(double[] a, int atA, double[] b, int atB, double[] c, int atC) {
        for (int s = 0; s < COLUMNS; s++) {
            double b0 = b[atB + s];
            double b1 = b[atB + s + 6];
            double b2 = b[atB + s + 12];
            double b3 = b[atB + s + 18];
            double b4 = b[atB + s + 24];
            double b5 = b[atB + s + 30];
            for (int r = 0; r < 6; r++) {
                int v = atA + 6 * r;
                c[atC + s + 6 * r] +=
                        (a[v] * b0 + a[v + 1] * b1 + a[v + 2] * b2) + (a[v + 3] * b3 + a[v + 4] * b4 + a[v + 5] * b5);
            }
        }
    }

    /** c += a^T b: 6 x 3k times 3k x 6, three rows of a and b at a time. */
    static void multiplyTransposedAdd(int rows, double[] a, int atA, double[] b, int atB, double[] c, int atC) {
        for (int i = 0; i < rows; i += 3) {
            threeRows(a, atA + COLUMNS * i, b, atB + COLUMNS * i, c, atC);
        }
    }

    private static void threeRows(double[] a, int atA, double[] b, int atB, double[] c, int atC) {
        for (int s = 0; s < COLUMNS; s++) {
            double b0 = b[atB + s];
            double b1 = b[atB + s + 6];
            double b2 = b[atB + s + 12];
            int to = atC + s;
            c[to] += a[atA] * b0 + a[atA + 6] * b1 + a[atA + 12] * b2;
            c[to + 6] += a[atA + 1] * b0 + a[atA + 7] * b1 + a[atA + 13] * b2;
            c[to + 12] += a[atA + 2] * b0 + a[atA + 8] * b1 + a[atA + 14] * b2;
            c[to + 18] += a[atA + 3] * b0 + a[atA + 9] * b1 + a[atA + 15] * b2;
            c[to + 24] += a[atA + 4] * b0 + a[atA + 10] * b1 + a[atA + 16] * b2;
            c[to + 30] += a[atA + 5] * b0 + a[atA + 11] * b1 + a[atA + 17] * b2;
        }
    }
}
