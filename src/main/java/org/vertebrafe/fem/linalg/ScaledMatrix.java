package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * A symmetric matrix of unit diagonal blocks, 3 x 3 or 6 x 6, with its vectors in single precision: half the memory
 * traffic.
 * Rounding of relative size e along an eigenvector of eigenvalue v disturbs a preconditioned residual by e / sqrt(v) in
 * the energy norm, which is harmless for all v that double precision can solve for.
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
    void multiply(TaskExecutor threads, float[] x, float[] y) {
        Chunks.forEach(threads, rows(), CHUNK_ROWS, (from, to) -> multiplyRows(x, y, from, to));
    }

    /** r = r - A d; work is overwritten. */
    void subtract(TaskExecutor threads, float[] d, float[] r, float[] work) {
        Chunks.forEach(threads, rows(), CHUNK_ROWS, (from, to) -> {
            multiplyRows(d, work, from, to);
            for (int i = size * from; i < size * to; i++) {
                r[i] -= work[i];
            }
        });
    }

    /** One step of a smoother: r = r - A d, next = keep d + gain r, x = x + next. */
    void step(TaskExecutor threads, float[] d, float[] r, float[] x, float[] next, float keep, float gain) {
        Chunks.forEach(threads, rows(), CHUNK_ROWS, (from, to) -> {
            multiplyRows(d, next, from, to);
            for (int i = size * from; i < size * to; i++) {
                float residual = r[i] - next[i];
                float step = keep * d[i] + gain * residual;
                r[i] = residual;
                next[i] = step;
                x[i] += step;
            }
        });
    }

    private void multiplyRows(float[] x, float[] y, int from, int to) {
        if (size == 3) {
            multiplyRows3(x, y, from, to);
        } else {
            multiplyRows6(x, y, from, to);
        }
    }

    private void multiplyRows3(float[] x, float[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            int end = rowStart[row + 1];
            for (int k = rowStart[row]; k < end; k++) {
                int c = 3 * columns[k];
                int v = 9 * k;
                float x0 = x[c];
                float x1 = x[c + 1];
                float x2 = x[c + 2];
                s0 += values[v] * x0 + values[v + 1] * x1 + values[v + 2] * x2;
                s1 += values[v + 3] * x0 + values[v + 4] * x1 + values[v + 5] * x2;
                s2 += values[v + 6] * x0 + values[v + 7] * x1 + values[v + 8] * x2;
            }
            y[3 * row] = s0;
            y[3 * row + 1] = s1;
            y[3 * row + 2] = s2;
        }
    }

    private void multiplyRows6(float[] x, float[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int i = 0; i < 6; i++) {
                float sum = 0;
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
