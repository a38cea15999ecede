package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Interpolation from the aggregates to the nodes: the rigid-body modes of the aggregates, smoothed by one damped Jacobi
 * step, P = (I - omega A) Q (Vanek, Mandel and Brezina 1996, doi:10.1007/BF02238511). Blocks have as many rows as a fine
 * node has unknowns and six columns; single precision.
 */
final class Prolongator {

    private static final int CHUNK_ROWS = 1024;
    private static final int CHUNK_GROUPS = 64;
    private static final int MODES = RigidBody.MODES;

    private final int size;
    private final int coarseRows;
    private final int[] rowStart;
    private final int[] columns;
    private final float[] values;
    /** First entry of each coarse row in the transposed lists. */
    private final int[] transposedStart;
    /** Fine row of each transposed entry, rising within a coarse row. */
    private final int[] transposedRow;
    /** Its block. */
    private final int[] transposedBlock;

    private Prolongator(int size, int coarseRows, int[] rowStart, int[] columns, float[] values) {
        this.size = size;
        this.coarseRows = coarseRows;
        this.rowStart = rowStart;
        this.columns = columns;
        this.values = values;
        transposedStart = new int[coarseRows + 1];
        for (int column : columns) {
            transposedStart[column + 1]++;
        }
        for (int g = 0; g < coarseRows; g++) {
            transposedStart[g + 1] += transposedStart[g];
        }
        transposedRow = new int[columns.length];
        transposedBlock = new int[columns.length];
        int[] next = transposedStart.clone();
        for (int row = 0; row < rowStart.length - 1; row++) {
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                int at = next[columns[k]]++;
                transposedRow[at] = row;
                transposedBlock[at] = k;
            }
        }
    }

    /**
     * Smooths the bases of the aggregates.
     *
     * @param a matrix of unit diagonal blocks
     * @param q orthonormal bases, see {@link TentativeBasis}
     * @param omega damping
     */
    static Prolongator smoothed(ScaledMatrix a, Aggregates groups, double[] q, double omega, TaskExecutor threads) {
        Pattern pattern = Pattern.product(a.rows(), a.rowStart(), a.columns(), groups, threads);
        int size = a.size();
        float[] values = new float[size * MODES * pattern.columns().length];
        Chunks.forEach(threads, a.rows(), CHUNK_ROWS, (from, to) -> {
            int[] place = new int[groups.count()];
            double[] coupling = new double[size * size];
            double[] row = new double[0];
            for (int i = from; i < to; i++) {
                int first = pattern.rowStart()[i];
                int count = pattern.rowStart()[i + 1] - first;
                for (int k = 0; k < count; k++) {
                    place[pattern.columns()[first + k]] = size * MODES * k;
                }
                row = row.length < size * MODES * count ? new double[size * MODES * count] : row;
                Arrays.fill(row, 0, size * MODES * count, 0);
                smoothRow(a, groups, q, omega, i, place, coupling, row);
                for (int m = 0; m < size * MODES * count; m++) {
                    values[size * MODES * first + m] = (float) row[m];
                }
            }
        });
        return new Prolongator(size, groups.count(), pattern.rowStart(), pattern.columns(), values);
    }

    private static void smoothRow(
            ScaledMatrix a,
            Aggregates groups,
            double[] q,
            double omega,
            int i,
            int[] place,
            double[] coupling,
            double[] row) {
        int size = a.size();
        if (groups.of()[i] >= 0) {
            System.arraycopy(q, size * MODES * i, row, place[groups.of()[i]], size * MODES);
        }
        for (int k = a.rowStart()[i]; k < a.rowStart()[i + 1]; k++) {
            int j = a.columns()[k];
            if (groups.of()[j] < 0) {
                continue;
            }
            for (int m = 0; m < coupling.length; m++) {
                coupling[m] = -omega * a.values()[coupling.length * k + m];
            }
            BlockKernels.multiplyAdd(size, coupling, 0, q, size * MODES * j, row, place[groups.of()[j]]);
        }
    }

    int size() {
        return size;
    }

    int fineRows() {
        return rowStart.length - 1;
    }

    int coarseRows() {
        return coarseRows;
    }

    int[] rowStart() {
        return rowStart;
    }

    int[] columns() {
        return columns;
    }

    int[] transposedStart() {
        return transposedStart;
    }

    int[] transposedRow() {
        return transposedRow;
    }

    int[] transposedBlock() {
        return transposedBlock;
    }

    /** The blocks as seen by the unscaled matrix, in double precision. */
    double[] unscaled(DiagonalScaling fine, TaskExecutor threads) {
        double[] out = new double[values.length];
        Chunks.forEach(threads, fineRows(), CHUNK_ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                    fine.unscaleBlock(row, values, size * MODES * k, out, size * MODES * k);
                }
            }
        });
        return out;
    }

    /** Rescales the columns in place, for a coarse matrix that is scaled to unit diagonal blocks. */
    void scaleColumns(DiagonalScaling coarse, TaskExecutor threads) {
        Chunks.forEach(threads, fineRows(), CHUNK_ROWS, (from, to) -> {
            for (int k = rowStart[from]; k < rowStart[to]; k++) {
                coarse.scaleColumns(columns[k], values, size * MODES * k, size);
            }
        });
    }

    /** coarse = P^T fine. */
    void restrict(TaskExecutor threads, float[] fine, float[] coarse) {
        Chunks.forEach(threads, coarseRows, CHUNK_GROUPS, (from, to) -> {
            for (int g = from; g < to; g++) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                float s4 = 0;
                float s5 = 0;
                for (int m = transposedStart[g]; m < transposedStart[g + 1]; m++) {
                    int x = size * transposedRow[m];
                    int v = size * MODES * transposedBlock[m];
                    for (int i = 0; i < size; i++, v += MODES) {
                        float f = fine[x + i];
                        s0 += values[v] * f;
                        s1 += values[v + 1] * f;
                        s2 += values[v + 2] * f;
                        s3 += values[v + 3] * f;
                        s4 += values[v + 4] * f;
                        s5 += values[v + 5] * f;
                    }
                }
                int y = MODES * g;
                coarse[y] = s0;
                coarse[y + 1] = s1;
                coarse[y + 2] = s2;
                coarse[y + 3] = s3;
                coarse[y + 4] = s4;
                coarse[y + 5] = s5;
            }
        });
    }

    /** fine = P coarse. */
    void prolong(TaskExecutor threads, float[] coarse, float[] fine) {
        Chunks.forEach(threads, fineRows(), CHUNK_ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int i = 0; i < size; i++) {
                    float sum = 0;
                    for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                        int x = MODES * columns[k];
                        int v = MODES * (size * k + i);
                        sum += (values[v] * coarse[x] + values[v + 1] * coarse[x + 1] + values[v + 2] * coarse[x + 2])
                                + (values[v + 3] * coarse[x + 3]
                                        + values[v + 4] * coarse[x + 4]
                                        + values[v + 5] * coarse[x + 5]);
                    }
                    fine[size * row + i] = sum;
                }
            }
        });
    }
}
