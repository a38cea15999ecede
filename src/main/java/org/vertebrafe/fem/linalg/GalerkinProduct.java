package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * The coarse matrix P^T A P, in double precision: the rigid motion of a stiff part held by soft elements only has an
 * energy that is the small difference of large numbers. A P is made for a slab of rows at a time, so that it never needs
 * to be stored as a whole. Only the upper triangle is computed, then mirrored: the result is exactly symmetric.
 */
final class GalerkinProduct {

    private static final int CHUNK_ROWS = 512;
    private static final int CHUNK_GROUPS = 32;
    /** Fine rows whose part of A P is kept at a time. */
    private static final int SLAB = 1 << 14;

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
        ap = Pattern.product(a.rows(), a.rowStart(), a.columns(), p.rowStart(), p.columns(), p.coarseRows(), threads);
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

    /**
     * @param pValues the blocks of p for the unscaled matrix, see {@link Prolongator#unscaled}
     * @param progress polled for cancel
     */
    static BlockOperator of(BlockOperator a, Prolongator p, double[] pValues, TaskExecutor threads, Progress progress) {
        GalerkinProduct product = new GalerkinProduct(a, p, pValues, threads);
        for (int from = 0; from < a.rows(); from += SLAB) {
            progress.checkCancelled();
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
            int[] place = null;
            for (int g = first; g < last; g++) {
                int entry = firstEntry(g, from);
                if (entry < p.transposedStart()[g + 1] && p.transposedRow()[entry] < to) {
                    place = place == null ? new int[p.coarseRows()] : place;
                    addRow(g, entry, from, to, place, slab);
                }
            }
        });
    }

    /** The first transposed entry of coarse row g whose fine row is not before {@code from}. */
    private int firstEntry(int g, int from) {
        int entry = Arrays.binarySearch(p.transposedRow(), p.transposedStart()[g], p.transposedStart()[g + 1], from);
        return entry < 0 ? -entry - 1 : entry;
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
                BlockKernels.multiplyAdd(size, a.values(), size * size * k, pValues, block * m, out, to);
            }
        }
    }

    /** Adds to coarse row g what the fine rows from..to give, on and right of the diagonal. */
    private void addRow(int g, int first, int from, int to, int[] place, double[] slab) {
        int size = a.size();
        int block = size * MODES;
        for (int k = coarse.rowStart()[g]; k < coarse.rowStart()[g + 1]; k++) {
            place[coarse.columns()[k]] = COARSE_BLOCK * k;
        }
        for (int t = first; t < p.transposedStart()[g + 1] && p.transposedRow()[t] < to; t++) {
            int row = p.transposedRow()[t];
            int left = block * p.transposedBlock()[t];
            for (int k = ap.rowStart()[row + 1] - 1; k >= ap.rowStart()[row] && ap.columns()[k] >= g; k--) {
                int right = block * (k - ap.rowStart()[from]);
                int at = place[ap.columns()[k]];
                BlockKernels.multiplyTransposedAdd(size, pValues, left, slab, right, values, at);
            }
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
