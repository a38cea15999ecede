package org.vertebrafe.segmentation;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Weighted linear least squares for a few unknowns and many equations, by the normal equations. */
final class LeastSquares {

    private final DMatrixRMaj a;
    private final DMatrixRMaj b;

    LeastSquares(int unknowns) {
        a = new DMatrixRMaj(unknowns, unknowns);
        b = new DMatrixRMaj(unknowns, 1);
    }

    /** Adds the equation sum terms[n] * unknown[n] = value. */
    void add(double weight, double value, double... terms) {
        for (int r = 0; r < terms.length; r++) {
            b.add(r, 0, weight * terms[r] * value);
            for (int s = 0; s < terms.length; s++) {
                a.add(r, s, weight * terms[r] * terms[s]);
            }
        }
    }

    /** The unknowns; empty where the equations do not tell them. */
    Optional<double[]> solve() {
        DMatrixRMaj x = new DMatrixRMaj(b.numRows, 1);
        return CommonOps_DDRM.solve(a, b, x) && !org.ejml.dense.row.MatrixFeatures_DDRM.hasUncountable(x)
                ? Optional.of(x.data)
                : Optional.empty();
    }
}
