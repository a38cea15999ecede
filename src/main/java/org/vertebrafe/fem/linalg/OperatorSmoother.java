package org.vertebrafe.fem.linalg;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * Polynomial smoothing with inverse 3 x 3 diagonal blocks, as {@link ChebyshevSmoother} does it, for a matrix of which
 * only products are known. Keeps the vectors of its level.
 */
final class OperatorSmoother {

    private static final int CHUNK_NODES = 4096;
    private static final int LANCZOS_STEPS = 10;

    private final StiffnessOperator a;
    private final Progress progress;
    private final int degree;
    private final int[] fixed;
    /** Inverse diagonal blocks, upper triangles, zero rows where fixed. */
    private final float[] inverse;

    private final double largest;
    private final double[] r;
    private final double[] d;
    private final double[] ad;

    /**
     * @param a the matrix
     * @param diagonal upper triangles of its diagonal blocks, six values a node
     * @param fixed its fixed unknowns
     * @param degree of the smoothing polynomial
     * @param progress polled for cancel at every product, also later
     * @throws SolverException naming the node if a free unknown has no stiffness of its own
     */
    OperatorSmoother(
            StiffnessOperator a, double[] diagonal, BitSet fixed, int degree, TaskExecutor threads, Progress progress) {
        this.a = a;
        this.progress = progress;
        this.degree = degree;
        this.fixed = fixed.stream().toArray();
        inverse = inverse(diagonal, fixed, threads);
        r = new double[3 * a.blockRows()];
        d = new double[r.length];
        ad = new double[r.length];
        largest = largest(threads);
    }

    private static float[] inverse(double[] diagonal, BitSet fixed, TaskExecutor threads) {
        float[] inverse = new float[diagonal.length];
        Chunks.forEach(threads, diagonal.length / 6, CHUNK_NODES, (from, to) -> {
            double[] block = new double[9];
            for (int n = from; n < to; n++) {
                for (int i = 0, at = 6 * n; i < 3; i++) {
                    for (int j = i; j < 3; j++, at++) {
                        block[3 * i + j] = diagonal[at];
                        block[3 * j + i] = diagonal[at];
                    }
                }
                Block3.isolateFixed(block, fixed, 3 * n);
                Block3.invert(block, n);
                for (int i = 0, at = 6 * n; i < 3; i++) {
                    for (int j = i; j < 3; j++, at++) {
                        inverse[at] = i == j && fixed.get(3 * n + i) ? 0 : (float) block[3 * i + j];
                    }
                }
            }
        });
        return inverse;
    }

    private void multiply(TaskExecutor threads, double[] x, double[] y) {
        progress.checkCancelled();
        a.multiply(threads, x, y);
    }

    /** Largest eigenvalue of the scaled matrix, by the Lanczos process in the scalar product of the diagonal blocks. */
    private double largest(TaskExecutor threads) {
        double[] before = new double[r.length];
        double[] v = r;
        double[] w = ad;
        for (int i = 0; i < w.length; i++) {
            d[i] = 2 * (0.6180339887498949 * (i + 1) % 1) - 1;
        }
        multiply(threads, d, w);
        normalize(threads, w);
        double[] alphas = new double[LANCZOS_STEPS];
        double[] betas = new double[LANCZOS_STEPS + 1];
        int steps = 0;
        double beta = 0;
        while (steps < LANCZOS_STEPS) {
            double[] spare = before;
            before = v;
            v = w;
            w = spare;
            multiply(threads, d, w);
            double alpha = dot(threads, d, w);
            double last = beta;
            double[] now = v;
            double[] old = before;
            double[] next = w;
            Chunks.forEach(threads, w.length, CHUNK_NODES, (from, to) -> {
                for (int i = from; i < to; i++) {
                    next[i] -= alpha * now[i] + last * old[i];
                }
            });
            alphas[steps] = alpha;
            beta = normalize(threads, w);
            betas[++steps] = beta;
            if (beta <= 1e-10 * alphas[0]) {
                break;
            }
        }
        return Spectrum.upperEstimate(alphas, betas, steps);
    }

    /** d = D^-1 w, then both divided by the norm sqrt(w d), which is returned. */
    private double normalize(TaskExecutor threads, double[] w) {
        Chunks.forEach(threads, a.blockRows(), CHUNK_NODES, (from, to) -> {
            for (int n = from; n < to; n++) {
                scaled(n, w, d, 0, 1);
            }
        });
        double norm = Math.sqrt(dot(threads, d, w));
        double factor = norm > 0 ? 1 / norm : 0;
        Chunks.forEach(threads, w.length, CHUNK_NODES, (from, to) -> {
            for (int i = from; i < to; i++) {
                w[i] *= factor;
                d[i] *= factor;
            }
        });
        return norm;
    }

    private static double dot(TaskExecutor threads, double[] a, double[] b) {
        return Chunks.sum(threads, a.length, CHUNK_NODES, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        });
    }

    /** z = q(A) residual; returns what is left of the residual, zero where fixed; not to be kept. */
    double[] smooth(TaskExecutor threads, double[] residual, double[] z) {
        double gain = gain(0);
        Chunks.forEach(threads, a.blockRows(), CHUNK_NODES, (from, to) -> {
            System.arraycopy(residual, 3 * from, r, 3 * from, 3 * (to - from));
            for (int n = from; n < to; n++) {
                scaled(n, r, d, 0, gain);
            }
            System.arraycopy(d, 3 * from, z, 3 * from, 3 * (to - from));
        });
        steps(threads, z);
        multiply(threads, d, ad);
        Chunks.forEach(threads, r.length, CHUNK_NODES, (from, to) -> {
            for (int i = from; i < to; i++) {
                r[i] -= ad[i];
            }
        });
        for (int f : fixed) {
            r[f] = 0;
        }
        return r;
    }

    /** Where the coarse correction goes before {@link #smoothCorrected}. */
    double[] correction() {
        return d;
    }

    /** Adds the correction to z and smooths again. */
    void smoothCorrected(TaskExecutor threads, double[] z) {
        for (int f : fixed) {
            d[f] = 0;
        }
        multiply(threads, d, ad);
        double gain = gain(0);
        Chunks.forEach(threads, a.blockRows(), CHUNK_NODES, (from, to) -> {
            for (int n = from; n < to; n++) {
                for (int i = 3 * n; i < 3 * n + 3; i++) {
                    r[i] -= ad[i];
                    z[i] += d[i];
                }
                scaled(n, r, d, 0, gain);
                for (int i = 3 * n; i < 3 * n + 3; i++) {
                    z[i] += d[i];
                }
            }
        });
        steps(threads, z);
    }

    /** The steps of the polynomial after the first. */
    private void steps(TaskExecutor threads, double[] z) {
        for (int k = 1; k < degree; k++) {
            multiply(threads, d, ad);
            double keep = (2 * k - 1) / (2 * k + 3.0);
            double gain = gain(k);
            Chunks.forEach(threads, a.blockRows(), CHUNK_NODES, (from, to) -> {
                for (int n = from; n < to; n++) {
                    for (int i = 3 * n; i < 3 * n + 3; i++) {
                        r[i] -= ad[i];
                    }
                    scaled(n, r, d, keep, gain);
                    for (int i = 3 * n; i < 3 * n + 3; i++) {
                        z[i] += d[i];
                    }
                }
            });
        }
    }

    /** d = keep d + gain D^-1 r at one node. */
    private void scaled(int n, double[] r, double[] d, double keep, double gain) {
        double x = r[3 * n];
        double y = r[3 * n + 1];
        double z = r[3 * n + 2];
        int at = 6 * n;
        d[3 * n] = keep * d[3 * n] + gain * (inverse[at] * x + inverse[at + 1] * y + inverse[at + 2] * z);
        d[3 * n + 1] = keep * d[3 * n + 1] + gain * (inverse[at + 1] * x + inverse[at + 3] * y + inverse[at + 4] * z);
        d[3 * n + 2] = keep * d[3 * n + 2] + gain * (inverse[at + 2] * x + inverse[at + 4] * y + inverse[at + 5] * z);
    }

    /** Chebyshev polynomials of the fourth kind, see {@link ChebyshevSmoother}. */
    private double gain(int k) {
        return (8 * k + 4) / ((2 * k + 3) * largest);
    }
}
