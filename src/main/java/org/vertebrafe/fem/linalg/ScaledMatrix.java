package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * A symmetric matrix of unit diagonal blocks, 3 x 3 or 6 x 6, in single precision; vectors and sums are double. Half the
 * memory traffic of the exact matrix, which is what limits a multigrid cycle.
 */
final class ScaledMatrix {

    private static final int CHUNK_ROWS = 512;

    private final int size;
    private final int[] rowStart;
    private final int[] columns;
    private final float[] values;

    ScaledMatrix(int size, int[] rowStart, int[] columns, float[] values) {
        this.size = size;
        this.rowStart = rowStart;
        this.columns = columns;
        this.values = values;
    }

    int size() {
        return size;
    }

    int rows() {
        return rowStart.length - 1;
    }

    int unknowns() {
        return size * rows();
    }

    int[] rowStart() {
        return rowStart;
    }

    int[] columns() {
        return columns;
    }

    float[] values() {
        return values;
    }

    /** y = A x. */
    void multiply(TaskExecutor threads, double[] x, double[] y) {
        Chunks.forEach(threads, rows(), CHUNK_ROWS, (from, to) -> multiplyRows(x, y, from, to));
    }

    /** r = r - A d; work is overwritten. */
    void subtract(TaskExecutor threads, double[] d, double[] r, double[] work) {
        Chunks.forEach(threads, rows(), CHUNK_ROWS, (from, to) -> {
            multiplyRows(d, work, from, to);
            for (int i = size * from; i < size * to; i++) {
                r[i] -= work[i];
            }
        });
    }

    /** One step of a smoother: r = r - A d, next = keep d + gain r, x = x + next. */
    void step(TaskExecutor threads, double[] d, double[] r, double[] x, double[] next, double keep, double gain) {
        Chunks.forEach(threads, rows(), CHUNK_ROWS, (from, to) -> {
            multiplyRows(d, next, from, to);
            for (int i = size * from; i < size * to; i++) {
                double residual = r[i] - next[i];
                double step = keep * d[i] + gain * residual;
                r[i] = residual;
                next[i] = step;
                x[i] += step;
            }
        });
    }

    private void multiplyRows(double[] x, double[] y, int from, int to) {
        if (size == 3) {
            multiplyRows3(x, y, from, to);
        } else {
            multiplyRows6(x, y, from, to);
        }
    }

    private void multiplyRows3(double[] x, double[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            int end = rowStart[row + 1];
            for (int k = rowStart[row]; k < end; k++) {
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

    private void multiplyRows6(double[] x, double[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int i = 0; i < 6; i++) {
                double sum = 0;
                int end = rowStart[row + 1];
                for (int k = rowStart[row]; k < end; k++) {
                    int c = 6 * columns[k];
                    int v = 36 * k + 6 * i;
                    sum += (values[v] * x[c] + values[v + 1] * x[c + 1] + values[v + 2] * x[c + 2])
                            + (values[v + 3] * x[c + 3] + values[v + 4] * x[c + 4] + values[v + 5] * x[c + 5]);
                }
                y[6 * row + i] = sum;
            }
        }
    }
}
