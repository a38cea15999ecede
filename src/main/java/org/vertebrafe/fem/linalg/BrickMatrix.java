package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * The stiffness of a coarse level: the couplings above the diagonal, in single precision. A product takes the
 * differences of neighbours' displacements, so that no rounding in the couplings makes a translation cost energy.
 */
final class BrickMatrix implements StiffnessOperator {

    /** Rows of a slab at least. */
    private static final int SLAB_ROWS = 256;

    private final int rows;
    private final int[] rowStart;
    private final int[] columns;
    private final float[] values;
    /** Upper triangles of the diagonal blocks, six values a row; only until the smoother has them. */
    private double[] diagonal;
    /** Rows that springs hold, and the sum of each of these rows: nine values. */
    private final int[] supported;

    private final double[] support;
    /** First row of each slab and, last, their number; a slab's couplings reach no farther than the next one. */
    private final int[] slabs;

    BrickMatrix(BrickGalerkin galerkin, TaskExecutor threads, Progress progress) {
        rows = galerkin.rows();
        rowStart = new int[rows + 1];
        int[] last = new int[rows];
        galerkin.forEachRow(threads, progress, (n, work) -> {
            int count = work.find(n);
            int above = Arrays.binarySearch(work.neighbours(), 0, count, n) + 1;
            rowStart[n + 1] = count - above;
            last[n] = work.neighbours()[count - 1];
        });
        for (int n = 0; n < rows; n++) {
            rowStart[n + 1] = Math.addExact(rowStart[n + 1], rowStart[n]);
        }
        columns = new int[rowStart[rows]];
        values = new float[Math.multiplyExact(9, columns.length)];
        diagonal = new double[6 * rows];
        double[] sums = new double[9 * rows];
        boolean[] held = new boolean[rows];
        galerkin.forEachRow(threads, progress, (n, work) -> {
            work.compute(n);
            held[n] = work.supported();
            store(n, work, sums);
        });
        BitSet heldRows = new BitSet(rows);
        for (int n = 0; n < rows; n++) {
            heldRows.set(n, held[n]);
        }
        supported = heldRows.stream().toArray();
        support = new double[9 * supported.length];
        for (int i = 0; i < supported.length; i++) {
            System.arraycopy(sums, 9 * supported[i], support, 9 * i, 9);
        }
        slabs = slabs(last);
    }

    private void store(int n, BrickGalerkin.Rows work, double[] sums) {
        int k = rowStart[n];
        for (int at = 0; at < work.count(); at++) {
            int column = work.neighbours()[at];
            int block = 9 * at;
            for (int i = 0; i < 9; i++) {
                sums[9 * n + i] += work.blocks()[block + i];
            }
            if (column == n) {
                for (int i = 0, d = 6 * n; i < 3; i++) {
                    for (int j = i; j < 3; j++) {
                        diagonal[d++] = work.blocks()[block + 3 * i + j];
                    }
                }
            } else if (column > n) {
                columns[k] = column;
                for (int i = 0; i < 9; i++) {
                    values[9 * k + i] = (float) work.blocks()[block + i];
                }
                k++;
            }
        }
    }

    /** Slabs of consecutive rows: even ones do not touch each other's rows, neither do odd ones. */
    private static int[] slabs(int[] last) {
        int rows = last.length;
        int[] starts = new int[rows + 2];
        int count = 1;
        int reach = 0;
        for (int n = 0; starts[count - 1] < rows; count++) {
            int end = Math.min(rows, Math.max(starts[count - 1] + SLAB_ROWS, reach + 1));
            for (; n < end; n++) {
                reach = Math.max(reach, last[n]);
            }
            starts[count] = end;
        }
        return Arrays.copyOf(starts, count);
    }

    /** The upper triangle of the diagonal block of each node, six values; can be had once. */
    double[] takeDiagonalBlocks() {
        double[] blocks = diagonal;
        diagonal = null;
        return blocks;
    }

    @Override
    public int blockRows() {
        return rows;
    }

    @Override
    public void multiply(TaskExecutor threads, double[] x, double[] y) {
        int count = slabs.length - 1;
        for (int colour = 0; colour < 2; colour++) {
            int odd = colour;
            Chunks.forEach(threads, (count + 1 - odd) / 2, 1, (from, to) -> {
                for (int slab = 2 * from + odd; slab < 2 * to + odd; slab += 2) {
                    if (odd == 0) {
                        Arrays.fill(y, 3 * slabs[slab], 3 * slabs[Math.min(count, slab + 2)], 0);
                    }
                    addRows(slabs[slab], slabs[slab + 1], x, y);
                }
            });
        }
        for (int i = 0; i < supported.length; i++) {
            int n = 3 * supported[i];
            for (int c = 0; c < 3; c++) {
                int at = 9 * i + 3 * c;
                y[n + c] += support[at] * x[n] + support[at + 1] * x[n + 1] + support[at + 2] * x[n + 2];
            }
        }
    }

    private void addRows(int from, int to, double[] x, double[] y) {
        for (int row = from; row < to; row++) {
            double x0 = x[3 * row];
            double x1 = x[3 * row + 1];
            double x2 = x[3 * row + 2];
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            int end = rowStart[row + 1];
            for (int k = rowStart[row]; k < end; k++) {
                int c = 3 * columns[k];
                int v = 9 * k;
                double d0 = x[c] - x0;
                double d1 = x[c + 1] - x1;
                double d2 = x[c + 2] - x2;
                s0 += values[v] * d0 + values[v + 1] * d1 + values[v + 2] * d2;
                s1 += values[v + 3] * d0 + values[v + 4] * d1 + values[v + 5] * d2;
                s2 += values[v + 6] * d0 + values[v + 7] * d1 + values[v + 8] * d2;
                y[c] -= values[v] * d0 + values[v + 3] * d1 + values[v + 6] * d2;
                y[c + 1] -= values[v + 1] * d0 + values[v + 4] * d1 + values[v + 7] * d2;
                y[c + 2] -= values[v + 2] * d0 + values[v + 5] * d1 + values[v + 8] * d2;
            }
            y[3 * row] += s0;
            y[3 * row + 1] += s1;
            y[3 * row + 2] += s2;
        }
    }
}
