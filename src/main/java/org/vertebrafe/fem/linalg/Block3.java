package org.vertebrafe.fem.linalg;

import java.util.BitSet;

/** Arithmetic on the 3 x 3 blocks of one node, stored row by row. */
final class Block3 {

    private Block3() {}

    /** Replaces rows and columns of fixed unknowns by those of the identity. */
    static void isolateFixed(double[] block, BitSet fixed, int firstUnknown) {
        for (int i = 0; i < 3; i++) {
            if (fixed.get(firstUnknown + i)) {
                for (int j = 0; j < 3; j++) {
                    block[3 * i + j] = 0;
                    block[3 * j + i] = 0;
                }
                block[4 * i] = 1;
            }
        }
    }

    /**
     * Inverts a symmetric positive definite block in place.
     *
     * @throws SolverException naming the node if the block is not positive definite
     */
    static void invert(double[] m, int node) {
        double c00 = m[4] * m[8] - m[5] * m[7];
        double c01 = m[5] * m[6] - m[3] * m[8];
        double c02 = m[3] * m[7] - m[4] * m[6];
        double determinant = m[0] * c00 + m[1] * c01 + m[2] * c02;
        if (!(m[0] > 0 && m[0] * m[4] - m[1] * m[3] > 0 && determinant > 0)) {
            throw new SolverException("The stiffness of node " + node
                    + " is not positive definite: it belongs to no element with stiffness.");
        }
        double f = 1 / determinant;
        double i01 = (m[2] * m[7] - m[1] * m[8]) * f;
        double i02 = (m[1] * m[5] - m[2] * m[4]) * f;
        double i11 = (m[0] * m[8] - m[2] * m[6]) * f;
        double i12 = (m[2] * m[3] - m[0] * m[5]) * f;
        double i21 = (m[1] * m[6] - m[0] * m[7]) * f;
        double i22 = (m[0] * m[4] - m[1] * m[3]) * f;
        m[0] = c00 * f;
        m[1] = i01;
        m[2] = i02;
        m[3] = c01 * f;
        m[4] = i11;
        m[5] = i12;
        m[6] = c02 * f;
        m[7] = i21;
        m[8] = i22;
    }

    /** y = M x for one node. */
    static void multiply(double[] m, int atM, double[] x, int atX, double[] y, int atY) {
        double x0 = x[atX];
        double x1 = x[atX + 1];
        double x2 = x[atX + 2];
        y[atY] = m[atM] * x0 + m[atM + 1] * x1 + m[atM + 2] * x2;
        y[atY + 1] = m[atM + 3] * x0 + m[atM + 4] * x1 + m[atM + 5] * x2;
        y[atY + 2] = m[atM + 6] * x0 + m[atM + 7] * x1 + m[atM + 8] * x2;
    }
}
