package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * The coarse matrix P^T A P, in double precision: the rigid motion of a stiff part held by soft elements only has an
 * energy that is the small difference of large numbers. A P is made for a slab of rows at a time, so that it never needs
 * to be stored as a whole. Only the upper triangle is computed, then mirrored: the result is exactly symmetric.
 */
final class GalerkinProduct {

    private static final int CHUNK_ROWS = 512;
    private static final int CHUNK_GROUPS = 32;
    /** Fine rows whose part of A P is kept at a time. */
    private static final int SLAB = 1 << 16;

    private static final int MODES = RigidBody.MODES;
    private static final int COARSE_BLOCK = MODES * MODES;

    private final BlockOperator a;
    private final Prolongator p;
    private final double[] pValues;
    private final TaskExecutor threads;
    private final Pattern ap;
    private final Pattern coarse;
    private final double[] values;

    private GalerkinProduct(BlockOperator a, Prolongator p, double[] pValues, TaskExecutor threads) {
        this.a = a;
        this.p = p;
        this.pValues = pValues;
        this.threads = threads;
        ap = Pattern.product(
                a.rows(), a.rowStart(), a.columns(), p.rowStart(), p.columns(), p.coarseRows(), threads);
        coarse = Pattern.product(
                p.coarseRows(),
                p.transposedStart(),
                p.transposedRow(),
                ap.rowStart(),
                ap.columns(),
                p.coarseRows(),
                threads);
        values = new double[COARSE_BLOCK * coarse.columns().length];
    }

    /** @param pValues the blocks of p for the unscaled matrix, see {@link Prolongator#unscaled} */
    static BlockOperator of(BlockOperator a, Prolongator p, double[] pValues, TaskExecutor threads) {
        GalerkinProduct product = new GalerkinProduct(a, p, pValues, threads);
        for (int from = 0; from < a.rows(); from += SLAB) {
            product.addSlab(from, Math.min(a.rows(), from + SLAB));
        }
        product.mirror();
        return new BlockOperator(MODES, product.coarse.rowStart(), product.coarse.columns(), product.values);
    }

    private void addSlab(int from, int to) {
        int block = a.size() * MODES;
        double[] slab = new double[block * (ap.rowStart()[to] - ap.rowStart()[from])];
        Chunks.forEach(threads, to - from, CHUNK_ROWS, (first, last) -> {
            int[] place = new int[p.coarseRows()];
            for (int row = from + first; row < from + last; row++) {
                multiplyRow(row, block * (ap.rowStart()[row] - ap.rowStart()[from]), place, slab);
            }
        });
        Chunks.forEach(threads, p.coarseRows(), CHUNK_GROUPS, (first, last) -> {
            int[] place = new int[p.coarseRows()];
            for (int g = first; g < last; g++) {
                addRow(g, from, to, place, slab);
            }
        });
    }

    /** One row of A P. */
    private void multiplyRow(int row, int at, int[] place, double[] out) {
        int size = a.size();
        int block = size * MODES;
        for (int k = ap.rowStart()[row]; k < ap.rowStart()[row + 1]; k++) {
            place[ap.columns()[k]] = at + block * (k - ap.rowStart()[row]);
        }
        for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
            int j = a.columns()[k];
            for (int m = p.rowStart()[j]; m < p.rowStart()[j + 1]; m++) {
                int to = place[p.columns()[m]];
                if (size == 3) {
                    multiplyAdd3(a.values(), 9 * k, pValues, block * m, out, to);
                } else {
                    multiplyAdd6(a.values(), COARSE_BLOCK * k, pValues, block * m, out, to);
                }
            }
        }
    }

    /** c += a p: 3 x 3 times 3 x 6. */
    private static void multiplyAdd3(double[] a, int atA, double[] p, int atP, double[] c, int atC) {
        double a00 = a[atA];
        double a01 = a[atA + 1];
        double a02 = a[atA + 2];
        double a10 = a[atA + 3];
        double a11 = a[atA + 4];
        double a12 = a[atA + 5];
        double a20 = a[atA + 6];
        double a21 = a[atA + 7];
        double a22 = a[atA + 8];
        for (int s = 0; s < MODES; s++) {
            double p0 = p[atP + s];
            double p1 = p[atP + s + 6];
            double p2 = p[atP + s + 12];
            c[atC + s] += a00 * p0 + a01 * p1 + a02 * p2;
            c[atC + s + 6] += a10 * p0 + a11 * p1 + a12 * p2;
            c[atC + s + 12] += a20 * p0 + a21 * p1 + a22 * p2;
        }
    }

    /** c += a p: 6 x 6 times 6 x 6. */
    private static void multiplyAdd6(double[] a, int atA, double[] p, int atP, double[] c, int atC) {
        for (int s = 0; s < MODES; s++) {
            double p0 = p[atP + s];
            double p1 = p[atP + s + 6];
            double p2 = p[atP + s + 12];
            double p3 = p[atP + s + 18];
            double p4 = p[atP + s + 24];
            double p5 = p[atP + s + 30];
            int v = atA;
            for (int r = atC + s; r < atC + COARSE_BLOCK; r += MODES, v += MODES) {
                c[r] += (a[v] * p0 + a[v + 1] * p1 + a[v + 2] * p2)
                        + (a[v + 3] * p3 + a[v + 4] * p4 + a[v + 5] * p5);
            }
        }
    }

    /** Adds to coarse row g what the fine rows from..to give, on and right of the diagonal. */
    private void addRow(int g, int from, int to, int[] place, double[] slab) {
        int size = a.size();
        int block = size * MODES;
        int first = Arrays.binarySearch(p.transposedRow(), p.transposedStart()[g], p.transposedStart()[g + 1], from);
        first = first < 0 ? -first - 1 : first;
        for (int k = coarse.rowStart()[g]; k < coarse.rowStart()[g + 1]; k++) {
            place[coarse.columns()[k]] = COARSE_BLOCK * k;
        }
        for (int t = first; t < p.transposedStart()[g + 1] && p.transposedRow()[t] < to; t++) {
            int row = p.transposedRow()[t];
            int left = block * p.transposedBlock()[t];
            for (int k = ap.rowStart()[row + 1] - 1; k >= ap.rowStart()[row] && ap.columns()[k] >= g; k--) {
                int right = block * (k - ap.rowStart()[from]);
                int at = place[ap.columns()[k]];
                for (int i = 0; i < size; i++) {
                    addOuter(pValues, left + MODES * i, slab, right + MODES * i, values, at);
                }
            }
        }
    }

    /** c += p^T q for two rows of six. */
    private static void addOuter(double[] p, int atP, double[] q, int atQ, double[] c, int atC) {
        double q0 = q[atQ];
        double q1 = q[atQ + 1];
        double q2 = q[atQ + 2];
        double q3 = q[atQ + 3];
        double q4 = q[atQ + 4];
        double q5 = q[atQ + 5];
        for (int r = 0; r < MODES; r++) {
            double f = p[atP + r];
            int at = atC + MODES * r;
            c[at] += f * q0;
            c[at + 1] += f * q1;
            c[at + 2] += f * q2;
            c[at + 3] += f * q3;
            c[at + 4] += f * q4;
            c[at + 5] += f * q5;
        }
    }

    private void mirror() {
        int[] columns = coarse.columns();
        Chunks.forEach(threads, p.coarseRows(), CHUNK_GROUPS, (first, last) -> {
            for (int g = first; g < last; g++) {
                for (int k = coarse.rowStart()[g]; k < coarse.rowStart()[g + 1] && columns[k] <= g; k++) {
                    int h = columns[k];
                    int upper = Arrays.binarySearch(columns, coarse.rowStart()[h], coarse.rowStart()[h + 1], g);
                    for (int i = 0; i < MODES; i++) {
                        // Of a diagonal block only the lower half, or the copy would undo itself.
                        for (int j = 0; j < (h == g ? i : MODES); j++) {
                            values[COARSE_BLOCK * k + MODES * i + j] = values[COARSE_BLOCK * upper + MODES * j + i];
                        }
                    }
                }
            }
        });
    }
}
