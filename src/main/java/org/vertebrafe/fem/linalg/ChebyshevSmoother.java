package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Polynomial smoothing of a matrix with unit diagonal blocks by Chebyshev polynomials of the fourth kind (Lottes 2023,
 * doi:10.1002/nla.2518): they need the largest eigenvalue only. Symmetric, so that a cycle that smooths before and after
 * stays symmetric, and made of matrix products alone, so that it runs on any number of threads.
 */
final class ChebyshevSmoother {

    private static final int CHUNK = 8192;

    private final ScaledMatrix a;
    private final int degree;
    private final double largest;

    /** @param largest bound of the eigenvalues of a, positive */
    ChebyshevSmoother(ScaledMatrix a, int degree, double largest) {
        this.a = a;
        this.degree = degree;
        this.largest = largest;
    }

    /** From x = 0: x = q(A) r, then r = r - A x. */
    void smoothFromZero(TaskExecutor threads, float[] r, float[] x, float[] d, float[] spare) {
        float gain = gain(0);
        Chunks.forEach(threads, r.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                float step = gain * r[i];
                d[i] = step;
                x[i] = step;
            }
        });
        float[] last = steps(threads, r, x, d, spare);
        a.subtract(threads, last, r, last == d ? spare : d);
    }

    /** After a coarse correction e: x = x + e, r = r - A e, x = x + q(A) r; r is not kept up to date. */
    void smoothCorrected(TaskExecutor threads, float[] r, float[] x, float[] e, float[] spare) {
        Chunks.forEach(threads, r.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] += e[i];
            }
        });
        a.step(threads, e, r, x, spare, 0, gain(0));
        steps(threads, r, x, spare, e);
    }

    /** The steps after the first; returns where the last one is. */
    private float[] steps(TaskExecutor threads, float[] r, float[] x, float[] d, float[] spare) {
        float[] current = d;
        float[] next = spare;
        for (int k = 1; k < degree; k++) {
            a.step(threads, current, r, x, next, (2 * k - 1) / (2 * k + 3f), gain(k));
            float[] t = current;
            current = next;
            next = t;
        }
        return current;
    }

    private float gain(int k) {
        return (float) ((8 * k + 4) / ((2 * k + 3) * largest));
    }
}
