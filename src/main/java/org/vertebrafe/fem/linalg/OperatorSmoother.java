package org.vertebrafe.fem.linalg;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Smoothing before and after a coarse correction, in double precision, for matrices that need not be stored: Chebyshev
 * polynomials of the fourth kind (see {@link ChebyshevSmoother}) in the inverse 3 x 3 diagonal blocks. Symmetric.
 */
final class OperatorSmoother {

    private static final int CHUNK_NODES = 4096;
    private static final int LANCZOS_STEPS = 10;

    private final StiffnessOperator a;
    private final int[] fixed;
    private final int degree;
    /** Inverse diagonal blocks, upper triangle, zero rows where fixed. */
    private final double[] inverse;

    private final double largest;
    private final double[] r;
    private final double[] d;
    private final double[] ad;

    /**
     * @param diagonal blocks of the matrix, nine values a node
     * @param degree of the polynomial
     * @throws SolverException naming the node if a free unknown has no stiffness of its own
     */
    OperatorSmoother(StiffnessOperator a, double[] diagonal, BitSet fixed, int degree, TaskExecutor threads) {
        this.a = a;
        this.fixed = fixed.stream().toArray();
        this.degree = degree;
        inverse = inverted(diagonal, fixed, threads);
        r = new double[3 * a.blockRows()];
        d = new double[r.length];
        ad = new double[r.length];
        largest = largest(threads);
    }

    private static double[] inverted(double[] blocks, BitSet fixed, TaskExecutor threads) {
        double[] inverse = new double[blocks.length / 9 * 6];
        Chunks.forEach(threads, blocks.length / 9, CHUNK_NODES, (from, to) -> {
            double[] block = new double[9];
            for (int n = from; n < to; n++) {
                System.arraycopy(blocks, 9 * n, block, 0, 9);
                Block3.isolateFixed(block, fixed, 3 * n);
                Block3.invert(block, n);
                for (int i = 0; i < 3; i++) {
                    if (fixed.get(3 * n + i)) {
                        block[4 * i] = 0;
                    }
                }
                inverse[6 * n] = block[0];
                inverse[6 * n + 1] = block[1];
                inverse[6 * n + 2] = block[2];
                inverse[6 * n + 3] = block[4];
                inverse[6 * n + 4] = block[5];
                inverse[6 * n + 5] = block[8];
            }
        });
        return inverse;
    }

    /** Largest eigenvalue of the scaled matrix, by the Lanczos process in the scalar product of the diagonal blocks. */
    private double largest(TaskExecutor threads) {
        double[] before = new double[r.length];
        double[] v = new double[r.length];
        double[] w = new double[r.length];
        for (int i = 0; i < w.length; i++) {
            d[i] = 2 * (0.6180339887498949 * (i + 1) % 1) - 1;
        }
        a.multiply(threads, d, w);
        double beta = normalize(threads, w);
        double[] alphas = new double[LANCZOS_STEPS];
        double[] betas = new double[LANCZOS_STEPS + 1];
        int steps = 0;
        beta = 0;
        while (steps < LANCZOS_STEPS) {
            double[] spare = before;
            before = v;
            v = w;
            w = spare;
            a.multiply(threads, d, w);
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

    /** From z = 0: z = q(A) residual; what is left then stands in {@link #residual}. */
    void smoothFromZero(TaskExecutor threads, double[] residual, double[] z) {
        System.arraycopy(residual, 0, r, 0, r.length);
        start(threads, z);
        steps(threads, z);
        a.multiply(threads, d, ad);
        subtract(threads);
        for (int f : fixed) {
            r[f] = 0;
        }
    }

    /** The residual after {@link #smoothFromZero}, zero where fixed. */
    double[] residual() {
        return r;
    }

    /** Where a coarse correction is to be put before {@link #smoothCorrected}. */
    double[] correction() {
        return d;
    }

    /** z = z + correction, and smoothing after it. */
    void smoothCorrected(TaskExecutor threads, double[] z) {
        for (int f : fixed) {
            d[f] = 0;
        }
        a.multiply(threads, d, ad);
        correct(threads, z);
        steps(threads, z);
    }

    /** d = D^-1 r / largest (times the first gain), z = d. */
    private void start(TaskExecutor threads, double[] z) {
        double gain = gain(0);
        Chunks.forEach(threads, a.blockRows(), CHUNK_NODES, (from, to) -> {
            for (int n = from; n < to; n++) {
                scaled(n, r, d, 0, gain);
                z[3 * n] = d[3 * n];
                z[3 * n + 1] = d[3 * n + 1];
                z[3 * n + 2] = d[3 * n + 2];
            }
        });
    }

    /** The steps of the polynomial after the first. */
    private void steps(TaskExecutor threads, double[] z) {
        for (int k = 1; k < degree; k++) {
            a.multiply(threads, d, ad);
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

    private void subtract(TaskExecutor threads) {
        Chunks.forEach(threads, r.length, CHUNK_NODES, (from, to) -> {
            for (int i = from; i < to; i++) {
                r[i] -= ad[i];
            }
        });
    }

    /** Takes the coarse correction d over into z and r and makes the first step after it. */
    private void correct(TaskExecutor threads, double[] z) {
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
