package org.vertebrafe.fem.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Direct solution on the coarsest level by Cholesky. Floating modes are given stiffness 1, that of the scaled diagonal:
 * the outer iteration projects them out anyway.
 */
final class DenseCoarse {

    /** First shift of the unit diagonal tried when rounding leaves the matrix indefinite. */
    private static final double SHIFT = 1e-13;

    private final LinearSolverDense<DMatrixRMaj> solver;
    private final DMatrixRMaj right;
    private final DMatrixRMaj solution;

    /** @param floating six columns, of which the non-zero ones span the floating modes, scaled */
    DenseCoarse(BlockOperator a, DiagonalScaling scaling, double[] floating) {
        int n = a.size() * a.rows();
        DMatrixRMaj dense = dense(a, scaling);
        for (int mode = 0; mode < RigidBody.MODES; mode++) {
            stiffen(dense, floating, mode);
        }
        solver = factorize(dense);
        right = new DMatrixRMaj(n, 1);
        solution = new DMatrixRMaj(n, 1);
    }

    private static DMatrixRMaj dense(BlockOperator a, DiagonalScaling scaling) {
        int s = a.size();
        DMatrixRMaj dense = new DMatrixRMaj(s * a.rows(), s * a.rows());
        double[] block = new double[s * s];
        double[] half = new double[s * s];
        for (int row = 0; row < a.rows(); row++) {
            for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
                scaling.scaleBlock(a, row, k, half, block);
                for (int i = 0; i < s * s; i++) {
                    dense.set(s * row + i / s, s * a.columns()[k] + i % s, block[i]);
                }
            }
            for (int i = 0; i < s; i++) {
                if (!scaling.live(row, i)) {
                    dense.set(s * row + i, s * row + i, 1);
                }
            }
        }
        return dense;
    }

    private static void stiffen(DMatrixRMaj dense, double[] floating, int mode) {
        int n = dense.numRows;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += floating[RigidBody.MODES * i + mode] * floating[RigidBody.MODES * i + mode];
        }
        for (int i = 0; squares > 0 && i < n; i++) {
            double f = floating[RigidBody.MODES * i + mode] / squares;
            for (int j = 0; j < n; j++) {
                dense.data[n * i + j] += f * floating[RigidBody.MODES * j + mode];
            }
        }
    }

    private static LinearSolverDense<DMatrixRMaj> factorize(DMatrixRMaj dense) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(dense.numRows);
        for (double shift = 0; shift < 1; shift = Math.max(SHIFT, 10 * shift)) {
            DMatrixRMaj shifted = dense.copy();
            for (int i = 0; i < dense.numRows; i++) {
                shifted.add(i, i, shift);
            }
            if (solver.setA(shifted)) {
                return solver;
            }
        }
        throw new SolverException("The stiffness matrix is not a finite, positive semi-definite one: a modulus is"
                + " negative or not a number.");
    }

    /** x = A^-1 r. */
    void solve(float[] r, float[] x) {
        for (int i = 0; i < r.length; i++) {
            right.data[i] = r[i];
        }
        solver.solve(right, solution);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) solution.data[i];
        }
    }
}
