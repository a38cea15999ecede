package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Where a sparse matrix has blocks.
 *
 * @param rowStart first block of each row, length rows + 1
 * @param columns column of each block, rising within a row
 */
public record Pattern(int[] rowStart, int[] columns) {

    private static final int CHUNK_ROWS = 2048;

    /** Writes the columns of one row into a list, unsorted, each once; returns how many. */
    @FunctionalInterface
    private interface RowColumns {
        int list(int row, int[] seen, int[] out);
    }

    /** Pattern of A times the map of nodes to aggregates. */
    static Pattern product(int rows, int[] rowStart, int[] columns, Aggregates groups, TaskExecutor threads) {
        int[] of = groups.of();
        return build(rows, groups.count(), threads, (row, seen, out) -> {
            int count = 0;
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                int g = of[columns[k]];
                if (g >= 0 && seen[g] != row + 1) {
                    seen[g] = row + 1;
                    out[count++] = g;
                }
            }
            return count;
        });
    }

    /**
     * Pattern of the product of two sparse matrices.
     *
     * @param rows of the left matrix
     * @param leftStart first entry of each row of the left matrix
     * @param leftColumns columns of its entries
     * @param rightStart first entry of each row of the right matrix
     * @param right columns of its entries
     * @param width columns of the right matrix
     */
    public static Pattern product(
            int rows,
            int[] leftStart,
            int[] leftColumns,
            int[] rightStart,
            int[] right,
            int width,
            TaskExecutor threads) {
        return build(rows, width, threads, (row, seen, out) -> {
            int count = 0;
            for (int k = leftStart[row]; k < leftStart[row + 1]; k++) {
                int j = leftColumns[k];
                for (int m = rightStart[j]; m < rightStart[j + 1]; m++) {
                    int g = right[m];
                    if (seen[g] != row + 1) {
                        seen[g] = row + 1;
                        out[count++] = g;
                    }
                }
            }
            return count;
        });
    }

    private static Pattern build(int rows, int width, TaskExecutor threads, RowColumns source) {
        int[][] parts = new int[(rows + CHUNK_ROWS - 1) / CHUNK_ROWS][];
        int[] rowStart = new int[rows + 1];
        Chunks.forEach(threads, rows, CHUNK_ROWS, (from, to) -> {
            int[] seen = new int[width];
            int[] row = new int[width];
            int[] part = new int[16 * (to - from)];
            int filled = 0;
            for (int i = from; i < to; i++) {
                int count = source.list(i, seen, row);
                Arrays.sort(row, 0, count);
                if (filled + count > part.length) {
                    part = Arrays.copyOf(part, Math.max(filled + count, 2 * part.length));
                }
                System.arraycopy(row, 0, part, filled, count);
                filled += count;
                rowStart[i + 1] = count;
            }
            if (to > from) {
                parts[from / CHUNK_ROWS] = Arrays.copyOf(part, filled);
            }
        });
        for (int i = 0; i < rows; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        int[] columns = new int[rowStart[rows]];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, columns, at, part.length);
            at += part.length;
        }
        return new Pattern(rowStart, columns);
    }
}
