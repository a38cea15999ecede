package org.vertebrafe.fem;

import java.util.BitSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The rigid motions that a model's constraints leave free, as when plates hold a vertebra along one axis only: they cost
 * no energy, so the system is singular along them.
 */
final class FloatingModes {

    /** A motion is free where the constraints see less than this part of it (mean square, motions of unit size). */
    private static final double FREE = 1e-12;

    private FloatingModes() {}

    /**
     * @param coordinates x, y, z of each node
     * @param fixed the prescribed unknowns
     * @return orthonormal vectors over all unknowns, zero where prescribed; none if the model is held
     */
    static double[][] of(double[] coordinates, BitSet fixed) {
        double[][] rigid = rigidMotions(coordinates);
        DMatrixRMaj seen = new DMatrixRMaj(6, 6);
        for (int d = fixed.nextSetBit(0); d >= 0; d = fixed.nextSetBit(d + 1)) {
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < 6; c++) {
                    seen.add(r, c, rigid[r][d] * rigid[c][d]);
                }
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(6, true, true);
        if (!eigen.decompose(seen)) {
            throw new IllegalStateException("eigenvalues of the constraints did not converge");
        }
        double limit = FREE * Math.max(1, fixed.cardinality());
        double[][] modes = new double[6][];
        int n = 0;
        for (int i = 0; i < 6; i++) {
            if (eigen.getEigenvalue(i).getReal() <= limit) {
                double[] mode = combine(rigid, eigen.getEigenVector(i).getData(), fixed);
                orthonormalise(mode, modes, n);
                modes[n++] = mode;
            }
        }
        return java.util.Arrays.copyOf(modes, n);
    }

    /** Three translations and three rotations about the middle, of displacements about 1. */
    private static double[][] rigidMotions(double[] x) {
        int nodes = x.length / 3;
        double[] centre = new double[3];
        for (int i = 0; i < x.length; i++) {
            centre[i % 3] += x[i] / nodes;
        }
        double size = 0;
        for (int i = 0; i < x.length; i++) {
            size = Math.max(size, Math.abs(x[i] - centre[i % 3]));
        }
        double[][] modes = new double[6][x.length];
        for (int n = 0; n < nodes; n++) {
            for (int i = 0; i < 3; i++) {
                int j = (i + 1) % 3;
                int k = (i + 2) % 3;
                modes[i][3 * n + i] = 1;
                // Rotation about axis i.
                modes[3 + i][3 * n + j] = -(x[3 * n + k] - centre[k]) / size;
                modes[3 + i][3 * n + k] = (x[3 * n + j] - centre[j]) / size;
            }
        }
        return modes;
    }

    private static double[] combine(double[][] rigid, double[] factors, BitSet fixed) {
        double[] mode = new double[rigid[0].length];
        for (int i = 0; i < 6; i++) {
            for (int d = 0; d < mode.length; d++) {
                mode[d] += factors[i] * rigid[i][d];
            }
        }
        for (int d = fixed.nextSetBit(0); d >= 0; d = fixed.nextSetBit(d + 1)) {
            mode[d] = 0;
        }
        return mode;
    }

    private static void orthonormalise(double[] mode, double[][] others, int n) {
        // Twice is enough (Kahan): the second pass removes what rounding left.
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < n; i++) {
                double product = dot(mode, others[i]);
                for (int d = 0; d < mode.length; d++) {
                    mode[d] -= product * others[i][d];
                }
            }
        }
        double norm = Math.sqrt(dot(mode, mode));
        for (int d = 0; d < mode.length; d++) {
            mode[d] /= norm;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
