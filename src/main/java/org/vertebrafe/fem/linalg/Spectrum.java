package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/** Largest eigenvalue of a symmetric matrix by the Lanczos process from a fixed start. */
final class Spectrum {

    private static final int STEPS = 10;
    private static final int CHUNK = 8192;

    private Spectrum() {}

    /**
     * An upper estimate of the largest eigenvalue: the largest Ritz value plus the norm of the last Lanczos residual
     * (Zhou and Li 2011, doi:10.1016/j.laa.2010.06.034).
     *
     * @param work at least three vectors of the matrix's size, overwritten
     * @return 0 for a zero matrix
     */
    static double largest(ScaledMatrix a, TaskExecutor threads, float[]... work) {
        float[] v = work[0];
        float[] before = work[1];
        float[] av = work[2];
        int n = a.unknowns();
        for (int i = 0; i < n; i++) {
            // Low-discrepancy numbers in -1..1, all frequencies; A removes dead unknowns.
            before[i] = (float) (2 * (0.6180339887498949 * (i + 1) % 1) - 1);
        }
        a.multiply(threads, before, v);
        double beta = normalize(v, threads);
        java.util.Arrays.fill(before, 0, n, 0);
        double[] alphas = new double[STEPS];
        double[] betas = new double[STEPS + 1];
        int steps = 0;
        double first = beta;
        beta = 0;
        while (steps < STEPS && first > 0) {
            a.multiply(threads, v, av);
            double alpha = dot(v, av, threads);
            combine(av, alpha, v, beta, before, threads);
            alphas[steps] = alpha;
            beta = normalize(av, threads);
            betas[++steps] = beta;
            if (beta <= 1e-10 * alphas[0]) {
                break;
            }
            float[] spare = before;
            before = v;
            v = av;
            av = spare;
        }
        return upperEstimate(alphas, betas, steps);
    }

    /**
     * The estimate from the coefficients of a Lanczos process.
     *
     * @param alphas diagonal of the tridiagonal matrix
     * @param betas its subdiagonal, from entry 1; entry {@code steps} is the norm of the last residual
     * @param steps how many were taken; 0 gives 0
     */
    static double upperEstimate(double[] alphas, double[] betas, int steps) {
        return steps == 0
                ? 0
                : largestTridiagonal(alphas, betas, steps) + betas[steps] * lastWeight(alphas, betas, steps);
    }

    /** Largest eigenvalue of the symmetric tridiagonal matrix, by bisection on the signs of its pivots. */
    private static double largestTridiagonal(double[] alphas, double[] betas, int n) {
        double low = alphas[0];
        double high = 0;
        for (int i = 0; i < n; i++) {
            low = Math.max(low, alphas[i]);
            high = Math.max(high, alphas[i] + betas[i] + (i + 1 < n ? betas[i + 1] : 0));
        }
        for (int step = 0; step < 60; step++) {
            double middle = 0.5 * (low + high);
            boolean above = true;
            double pivot = 1;
            for (int i = 0; above && i < n; i++) {
                pivot = middle - alphas[i] - (i == 0 ? 0 : betas[i] * betas[i] / pivot);
                above = pivot > 0;
            }
            if (above) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Last component of the unit eigenvector of the largest eigenvalue, by its recurrence. */
    private static double lastWeight(double[] alphas, double[] betas, int n) {
        double value = largestTridiagonal(alphas, betas, n);
        double before = 0;
        double current = 1;
        double squares = 1;
        for (int i = 0; i + 1 < n; i++) {
            double next = ((value - alphas[i]) * current - (i == 0 ? 0 : betas[i] * before)) / betas[i + 1];
            before = current;
            current = next;
            squares += next * next;
        }
        return Math.abs(current) / Math.sqrt(squares);
    }

    private static double dot(float[] a, float[] b, TaskExecutor threads) {
        return Chunks.sum(threads, a.length, CHUNK, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (double) a[i] * b[i];
            }
            return sum;
        });
    }

    private static double normalize(float[] a, TaskExecutor threads) {
        double norm = Math.sqrt(dot(a, a, threads));
        if (norm > 0) {
            Chunks.forEach(threads, a.length, CHUNK, (from, to) -> {
                for (int i = from; i < to; i++) {
                    a[i] /= (float) norm;
                }
            });
        }
        return norm;
    }

    private static void combine(float[] y, double alpha, float[] v, double beta, float[] before, TaskExecutor threads) {
        Chunks.forEach(threads, y.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] -= (float) (alpha * v[i] + beta * before[i]);
            }
        });
    }
}
