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
        Motions rigid = Motions.about(coordinates);
        DMatrixRMaj seen = new DMatrixRMaj(6, 6);
        double[] at = new double[6];
        for (int d = fixed.nextSetBit(0); d >= 0; d = fixed.nextSetBit(d + 1)) {
            rigid.at(d, at);
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < 6; c++) {
                    seen.add(r, c, at[r] * at[c]);
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
                double[] mode = rigid.combine(eigen.getEigenVector(i).getData(), fixed);
                orthonormalise(mode, modes, n);
                modes[n++] = mode;
            }
        }
        return java.util.Arrays.copyOf(modes, n);
    }

    /** Three translations and three rotations about the middle, of displacements about 1. */
    private record Motions(double[] x, double[] centre, double size) {

        static Motions about(double[] x) {
            double[] centre = new double[3];
            for (int i = 0; i < x.length; i++) {
                centre[i % 3] += x[i] / (x.length / 3);
            }
            double size = 0;
            for (int i = 0; i < x.length; i++) {
                size = Math.max(size, Math.abs(x[i] - centre[i % 3]));
            }
            return new Motions(x, centre, size);
        }

        /** The six motions at one unknown. */
        void at(int d, double[] motions) {
            int i = d % 3;
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            int node = d - i;
            java.util.Arrays.fill(motions, 0);
            motions[i] = 1;
            // A rotation about axis k moves along i by what lies along j, and the other way about.
            motions[3 + k] = -(x[node + j] - centre[j]) / size;
            motions[3 + j] = (x[node + k] - centre[k]) / size;
        }

        double[] combine(double[] factors, BitSet fixed) {
            double[] mode = new double[x.length];
            double[] motions = new double[6];
            for (int d = 0; d < mode.length; d++) {
                if (!fixed.get(d)) {
                    at(d, motions);
                    for (int i = 0; i < 6; i++) {
                        mode[d] += factors[i] * motions[i];
                    }
                }
            }
            return mode;
        }
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
