package org.vertebrafe.study.stats;

import org.apache.commons.math3.util.FastMath;

/** Correlation coefficients with their intervals by Fisher's transformation. */
final class Correlation {

    private Correlation() {}

    /** Pearson's r from n pairs. */
    static Estimate pearson(double r, int n) {
        return fisher(r, n > 3 ? 1 / Math.sqrt(n - 3.0) : Double.POSITIVE_INFINITY);
    }

    /** A correlation whose transformed value has this standard error. */
    static Estimate fisher(double r, double error) {
        if (Double.isInfinite(error)) {
            return new Estimate(r, -1, 1);
        }
        if (Math.abs(r) >= 1) {
            // The transformation has no width here: all points on a line say nothing of their scatter.
            return new Estimate(r, r, r);
        }
        double z = FastMath.atanh(r);
        return new Estimate(r, Math.tanh(z - Estimate.Z * error), Math.tanh(z + Estimate.Z * error));
    }
}
