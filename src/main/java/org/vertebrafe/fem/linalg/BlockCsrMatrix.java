package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * A sparse matrix of 3 x 3 blocks in compressed rows, as elasticity gives them: block row and column are nodes, the
 * nine values their couplings. Block columns rise within a row; every row holds its diagonal block. Block {@code k} has
 * its values at {@code 9k..9k+8}, row by row. The whole matrix is stored, both triangles.
 */
public final class BlockCsrMatrix implements StiffnessOperator {

    private static final int CHUNK_ROWS = 1024;

    private final int[] rowStart;
    private final int[] columns;
    private final double[] values;

    /**
     * @param rowStart first block of each block row, length rows + 1; handed over
     * @param columns block column of each block; handed over
     * @param values nine values a block; handed over
     */
    public BlockCsrMatrix(int[] rowStart, int[] columns, double[] values) {
        if (values.length != 9L * columns.length || rowStart[rowStart.length - 1] != columns.length) {
            throw new IllegalArgumentException("inconsistent block structure");
        }
        this.rowStart = rowStart;
        this.columns = columns;
        this.values = values;
    }

    @Override
    public int blockRows() {
        return rowStart.length - 1;
    }

    /** Number of 3 x 3 blocks stored. */
    public int blocks() {
        return columns.length;
    }

    /** First block of each row and, last, the number of blocks; to be read only. */
    public int[] rowStart() {
        return rowStart;
    }

    /** Block column of each block; to be read only. */
    public int[] columns() {
        return columns;
    }

    /** Nine values a block, row by row; to be read only. */
    public double[] values() {
        return values;
    }

    /** Position of block (row, column), or a negative number where none is stored. */
    public int find(int row, int column) {
        return java.util.Arrays.binarySearch(columns, rowStart[row], rowStart[row + 1], column);
    }

    @Override
    public void multiply(TaskExecutor threads, double[] x, double[] y) {
        Chunks.forEach(threads, blockRows(), CHUNK_ROWS, (from, to) -> multiplyRows(x, y, from, to));
    }

    private void multiplyRows(double[] x, double[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                int c = 3 * columns[k];
                int v = 9 * k;
                double x0 = x[c];
                double x1 = x[c + 1];
                double x2 = x[c + 2];
                s0 += values[v] * x0 + values[v + 1] * x1 + values[v + 2] * x2;
                s1 += values[v + 3] * x0 + values[v + 4] * x1 + values[v + 5] * x2;
                s2 += values[v + 6] * x0 + values[v + 7] * x1 + values[v + 8] * x2;
            }
            y[3 * row] = s0;
            y[3 * row + 1] = s1;
            y[3 * row + 2] = s2;
        }
    }
}
