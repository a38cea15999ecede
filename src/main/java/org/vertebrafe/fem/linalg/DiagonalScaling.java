package org.vertebrafe.fem.linalg;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Symmetric scaling of a level's matrix to unit diagonal blocks: A_ii = L_i L_i^T by Cholesky, scaled unknowns L^T x,
 * scaled residuals L^-1 r. It takes the contrast of the moduli out of the smoothers, of the strength of connection and of
 * the single-precision storage. Unknowns that are held or that no basis function reaches are dead: their rows of L^-1
 * are zero.
 */
final class DiagonalScaling {

    private static final int CHUNK_ROWS = 2048;
    /** A pivot this small beside its diagonal entry is rounding. */
    private static final double DEAD_PIVOT = 1e-12;

    private final int size;
    /** Lower triangular L^-1 of each node, row by row. */
    private final double[] inverse;

    private DiagonalScaling(int size, double[] inverse) {
        this.size = size;
        this.inverse = inverse;
    }

    /**
     * @throws SolverException naming the node if a free unknown of the finest level has no stiffness of its own
     */
    static DiagonalScaling finest(BlockOperator a, BitSet fixed, TaskExecutor threads) {
        double[] inverse = new double[9 * a.rows()];
        Chunks.forEach(threads, a.rows(), CHUNK_ROWS, (from, to) -> {
            double[] block = new double[9];
            for (int row = from; row < to; row++) {
                System.arraycopy(a.values(), 9 * a.find(row, row), block, 0, 9);
                Block3.isolateFixed(block, fixed, 3 * row);
                invertCholesky(block, 3, inverse, 9 * row);
                for (int i = 0; i < 3; i++) {
                    int diagonal = 9 * row + 4 * i;
                    if (fixed.get(3 * row + i)) {
                        inverse[diagonal] = 0;
                    } else if (inverse[diagonal] == 0) {
                        throw new SolverException("The stiffness of node " + row
                                + " is not positive definite: it belongs to no element with stiffness.");
                    }
                }
            }
        });
        return new DiagonalScaling(3, inverse);
    }

    /** Scaling of a coarse level; unknowns without stiffness are dead. */
    static DiagonalScaling coarse(BlockOperator a, TaskExecutor threads) {
        int s = a.size();
        double[] inverse = new double[s * s * a.rows()];
        Chunks.forEach(threads, a.rows(), CHUNK_ROWS, (from, to) -> {
            double[] block = new double[s * s];
            for (int row = from; row < to; row++) {
                System.arraycopy(a.values(), s * s * a.find(row, row), block, 0, s * s);
                invertCholesky(block, s, inverse, s * s * row);
            }
        });
        return new DiagonalScaling(s, inverse);
    }

    /** L^-1 of one block, with zero rows where the pivot vanishes; destroys the block. */
    private static void invertCholesky(double[] m, int s, double[] out, int at) {
        for (int j = 0; j < s; j++) {
            double pivot = m[s * j + j];
            double original = pivot;
            for (int k = 0; k < j; k++) {
                pivot -= m[s * j + k] * m[s * j + k];
            }
            boolean live = pivot > DEAD_PIVOT * original;
            double l = live ? Math.sqrt(pivot) : 0;
            for (int i = j + 1; i < s; i++) {
                double sum = m[s * i + j];
                for (int k = 0; k < j; k++) {
                    sum -= m[s * i + k] * m[s * j + k];
                }
                m[s * i + j] = live ? sum / l : 0;
            }
            m[s * j + j] = l;
        }
        for (int i = 0; i < s; i++) {
            double l = m[s * i + i];
            if (l == 0) {
                continue;
            }
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= m[s * i + k] * out[at + s * k + j];
                }
                out[at + s * i + j] = sum / l;
            }
            out[at + s * i + i] = 1 / l;
        }
    }

    /** L^-1 A L^-T in single precision; its diagonal blocks are exactly the identity on the live unknowns. */
    ScaledMatrix scale(BlockOperator a, TaskExecutor threads) {
        int s = size;
        float[] values = new float[s * s * a.columns().length];
        Chunks.forEach(threads, a.rows(), CHUNK_ROWS / 4, (from, to) -> {
            double[] block = new double[s * s];
            double[] half = new double[s * s];
            for (int row = from; row < to; row++) {
                for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
                    if (a.columns()[k] == row) {
                        for (int i = 0; i < s; i++) {
                            values[s * s * k + s * i + i] = live(row, i) ? 1 : 0;
                        }
                    } else {
                        scaleBlock(a, row, k, half, block);
                        for (int i = 0; i < s * s; i++) {
                            values[s * s * k + i] = (float) block[i];
                        }
                    }
                }
            }
        });
        return new ScaledMatrix(s, a.rowStart(), a.columns(), values);
    }

    /** out = L_row^-1 A_k L_column^-T in double precision. */
    void scaleBlock(BlockOperator a, int row, int k, double[] half, double[] out) {
        int square = size * size;
        multiplyLower(inverse, square * row, a.values(), square * k, half);
        multiplyUpper(half, inverse, square * a.columns()[k], out);
    }

    /** out = L A, L lower triangular. */
    private void multiplyLower(double[] l, int atL, double[] a, int atA, double[] out) {
        if (size == 3) {
            double l00 = l[atL];
            double l10 = l[atL + 3];
            double l11 = l[atL + 4];
            double l20 = l[atL + 6];
            double l21 = l[atL + 7];
            double l22 = l[atL + 8];
            for (int j = 0; j < 3; j++) {
                double a0 = a[atA + j];
                double a1 = a[atA + j + 3];
                double a2 = a[atA + j + 6];
                out[j] = l00 * a0;
                out[j + 3] = l10 * a0 + l11 * a1;
                out[j + 6] = l20 * a0 + l21 * a1 + l22 * a2;
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int m = 0; m <= i; m++) {
                    sum += l[atL + size * i + m] * a[atA + size * m + j];
                }
                out[size * i + j] = sum;
            }
        }
    }

    /** out = A L^T, L lower triangular. */
    private void multiplyUpper(double[] a, double[] l, int atL, double[] out) {
        if (size == 3) {
            double l00 = l[atL];
            double l10 = l[atL + 3];
            double l11 = l[atL + 4];
            double l20 = l[atL + 6];
            double l21 = l[atL + 7];
            double l22 = l[atL + 8];
            for (int i = 0; i < 9; i += 3) {
                double a0 = a[i];
                double a1 = a[i + 1];
                double a2 = a[i + 2];
                out[i] = a0 * l00;
                out[i + 1] = a0 * l10 + a1 * l11;
                out[i + 2] = a0 * l20 + a1 * l21 + a2 * l22;
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int m = 0; m <= j; m++) {
                    sum += a[size * i + m] * l[atL + size * j + m];
                }
                out[size * i + j] = sum;
            }
        }
    }

    /** Whether an unknown takes part. */
    boolean live(int row, int component) {
        return inverse[size * size * row + (size + 1) * component] != 0;
    }

    /** y = factor L^-1 x. */
    void scaleResidual(TaskExecutor threads, double factor, double[] x, float[] y) {
        int s = size;
        Chunks.forEach(threads, x.length / s, CHUNK_ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int i = 0; i < s; i++) {
                    double sum = 0;
                    for (int j = 0; j <= i; j++) {
                        sum += inverse[s * (s * row + i) + j] * x[s * row + j];
                    }
                    y[s * row + i] = (float) (factor * sum);
                }
            }
        });
    }

    /** y = L^-T x / factor: from scaled unknowns to displacements. */
    void unscale(TaskExecutor threads, double factor, float[] x, double[] y) {
        int s = size;
        Chunks.forEach(threads, x.length / s, CHUNK_ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int i = 0; i < s; i++) {
                    double sum = 0;
                    for (int j = i; j < s; j++) {
                        sum += inverse[s * (s * row + j) + i] * x[s * row + j];
                    }
                    y[s * row + i] = sum / factor;
                }
            }
        });
    }

    /** L^T B in place, for six columns stored row by row; dead rows become zero. */
    void scaleModes(TaskExecutor threads, double[] modes) {
        int s = size;
        int columns = RigidBody.MODES;
        Chunks.forEach(threads, modes.length / (s * columns), CHUNK_ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                // Back substitution with (L^-1)^T, from the last row up.
                for (int i = s - 1; i >= 0; i--) {
                    for (int c = 0; c < columns; c++) {
                        double sum = modes[columns * (s * row + i) + c];
                        for (int j = i + 1; j < s; j++) {
                            sum -= inverse[s * (s * row + j) + i] * modes[columns * (s * row + j) + c];
                        }
                        modes[columns * (s * row + i) + c] = live(row, i) ? sum / inverse[s * (s * row + i) + i] : 0;
                    }
                }
            }
        });
    }

    /** L_row^-T times a size x 6 block: from scaled to unscaled basis functions. */
    void unscaleBlock(int row, float[] in, int atIn, double[] out, int atOut) {
        int s = size;
        for (int i = 0; i < s; i++) {
            for (int c = 0; c < RigidBody.MODES; c++) {
                double sum = 0;
                for (int j = i; j < s; j++) {
                    sum += inverse[s * (s * row + j) + i] * in[atIn + RigidBody.MODES * j + c];
                }
                out[atOut + RigidBody.MODES * i + c] = sum;
            }
        }
    }

    /** A rows x 6 block times L_column^-T of this level, in place: rescales coarse basis functions. */
    void scaleColumns(int column, float[] block, int at, int rows) {
        int s = size;
        for (int i = 0; i < rows; i++) {
            // Entry c needs the entries up to c only: from the last one back.
            for (int c = s - 1; c >= 0; c--) {
                double sum = 0;
                for (int m = 0; m <= c; m++) {
                    sum += block[at + s * i + m] * inverse[s * (s * column + c) + m];
                }
                block[at + s * i + c] = (float) sum;
            }
        }
    }
}
