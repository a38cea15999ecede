package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Which nodes of a mesh of quadratic elements are corners and between which corners the others lie: all that an
 * interpolation from linear to quadratic elements needs.
 */
public final class MidNodes {

    private static final int CHUNK_CORNERS = 512;

    /** First corner of each node, numbered among the corners; a corner has itself twice. */
    private final int[] first;

    private final int[] second;
    /** The node of each corner. */
    private final int[] cornerNode;
    /** The middle nodes around each corner, compressed, rising. */
    private final int[] start;

    private final int[] middles;

    /**
     * @param ends for each node the two nodes in whose middle it lies, or -1 and -1 for a corner; the ends of middle nodes
     *     are corners
     */
    public MidNodes(int[] ends) {
        int nodes = ends.length / 2;
        int[] corner = new int[nodes];
        int count = 0;
        for (int n = 0; n < nodes; n++) {
            corner[n] = ends[2 * n] < 0 ? count++ : -1;
        }
        first = new int[nodes];
        second = new int[nodes];
        cornerNode = new int[count];
        start = new int[count + 1];
        for (int n = 0; n < nodes; n++) {
            if (corner[n] >= 0) {
                first[n] = corner[n];
                second[n] = corner[n];
                cornerNode[corner[n]] = n;
                continue;
            }
            first[n] = corner[ends[2 * n]];
            second[n] = corner[ends[2 * n + 1]];
            if (first[n] < 0 || second[n] < 0 || first[n] == second[n]) {
                throw new IllegalArgumentException("node " + n + " does not lie between two corners");
            }
            start[first[n] + 1]++;
            start[second[n] + 1]++;
        }
        for (int c = 0; c < count; c++) {
            start[c + 1] += start[c];
        }
        middles = new int[start[count]];
        int[] next = start.clone();
        for (int n = 0; n < nodes; n++) {
            if (corner[n] < 0) {
                middles[next[first[n]]++] = n;
                middles[next[second[n]]++] = n;
            }
        }
    }

    /** Number of corners. */
    int corners() {
        return cornerNode.length;
    }

    /** The node of a corner. */
    int node(int corner) {
        return cornerNode[corner];
    }

    /**
     * The system on the corners: P^T A P, with A restricted to the free unknowns and P linear interpolation.
     *
     * @param system over all nodes
     */
    ConstrainedSystem coarse(ConstrainedSystem system, TaskExecutor threads) {
        BitSet fixed = new BitSet(3 * corners());
        double[] coordinates = new double[3 * corners()];
        double[][] floating = new double[system.floating().length][3 * corners()];
        for (int i = 0; i < coordinates.length; i++) {
            int fine = 3 * cornerNode[i / 3] + i % 3;
            coordinates[i] = system.coordinates()[fine];
            fixed.set(i, system.fixed().get(fine));
            for (int m = 0; m < floating.length; m++) {
                floating[m][i] = system.floating()[m][fine];
            }
        }
        return new ConstrainedSystem(galerkin(system, threads), fixed, coordinates, floating);
    }

    /** Corners couple when an edge joins them. */
    private BlockCsrMatrix galerkin(ConstrainedSystem system, TaskExecutor threads) {
        int[] rowStart = new int[corners() + 1];
        for (int c = 0; c < corners(); c++) {
            rowStart[c + 1] = rowStart[c] + start[c + 1] - start[c] + 1;
        }
        int[] columns = new int[rowStart[corners()]];
        double[] values = new double[Math.multiplyExact(9, columns.length)];
        Chunks.forEach(threads, corners(), CHUNK_CORNERS, (from, to) -> {
            int[] place = new int[corners()];
            double[] block = new double[9];
            for (int c = from; c < to; c++) {
                int at = rowStart[c];
                columns[at++] = c;
                for (int k = start[c]; k < start[c + 1]; k++) {
                    columns[at++] = first[middles[k]] + second[middles[k]] - c;
                }
                Arrays.sort(columns, rowStart[c], at);
                for (int k = rowStart[c]; k < at; k++) {
                    place[columns[k]] = 9 * k;
                }
                addRow(system, cornerNode[c], 1, place, block, values);
                for (int k = start[c]; k < start[c + 1]; k++) {
                    addRow(system, middles[k], 0.5, place, block, values);
                }
            }
        });
        return new BlockCsrMatrix(rowStart, columns, values);
    }

    /** Adds a fine row, with a weight, to the coarse row whose blocks stand where {@code place} says. */
    private void addRow(
            ConstrainedSystem system, int row, double weight, int[] place, double[] block, double[] values) {
        BlockCsrMatrix a = system.stored();
        boolean heldRow = held(system.fixed(), row);
        for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
            int column = a.columns()[k];
            double[] from = a.values();
            int at = 9 * k;
            if (heldRow || held(system.fixed(), column)) {
                mask(system.fixed(), row, column, from, at, block);
                from = block;
                at = 0;
            }
            if (first[column] == second[column]) {
                add(weight, from, at, values, place[first[column]]);
            } else {
                add(0.5 * weight, from, at, values, place[first[column]]);
                add(0.5 * weight, from, at, values, place[second[column]]);
            }
        }
    }

    private static boolean held(BitSet fixed, int node) {
        return fixed.get(3 * node) || fixed.get(3 * node + 1) || fixed.get(3 * node + 2);
    }

    private static void mask(BitSet fixed, int row, int column, double[] from, int at, double[] out) {
        for (int i = 0; i < 9; i++) {
            out[i] = fixed.get(3 * row + i / 3) || fixed.get(3 * column + i % 3) ? 0 : from[at + i];
        }
    }

    private static void add(double weight, double[] from, int at, double[] to, int atTo) {
        for (int i = 0; i < 9; i++) {
            to[atTo + i] += weight * from[at + i];
        }
    }

    /** coarse = P^T L r for a scaled residual r; see {@link DiagonalScaling#factor}. */
    void restrict(TaskExecutor threads, float[] factor, float[] r, double[] coarse) {
        Chunks.forEach(threads, corners(), CHUNK_CORNERS, (from, to) -> {
            for (int c = from; c < to; c++) {
                double x = 0;
                double y = 0;
                double z = 0;
                for (int k = start[c]; k < start[c + 1]; k++) {
                    int r0 = 3 * middles[k];
                    int l = 6 * middles[k];
                    x += factor[l] * r[r0];
                    y += factor[l + 1] * r[r0] + factor[l + 2] * r[r0 + 1];
                    z += factor[l + 3] * r[r0] + factor[l + 4] * r[r0 + 1] + factor[l + 5] * r[r0 + 2];
                }
                int r0 = 3 * cornerNode[c];
                int l = 6 * cornerNode[c];
                coarse[3 * c] = 0.5 * x + factor[l] * r[r0];
                coarse[3 * c + 1] = 0.5 * y + factor[l + 1] * r[r0] + factor[l + 2] * r[r0 + 1];
                coarse[3 * c + 2] =
                        0.5 * z + factor[l + 3] * r[r0] + factor[l + 4] * r[r0 + 1] + factor[l + 5] * r[r0 + 2];
            }
        });
    }

    /** x = L^T P coarse, a scaled correction. */
    void prolong(TaskExecutor threads, float[] factor, double[] coarse, float[] x) {
        Chunks.forEach(threads, first.length, 4 * CHUNK_CORNERS, (from, to) -> {
            for (int n = from; n < to; n++) {
                int a = 3 * first[n];
                int b = 3 * second[n];
                double u = 0.5 * (coarse[a] + coarse[b]);
                double v = 0.5 * (coarse[a + 1] + coarse[b + 1]);
                double w = 0.5 * (coarse[a + 2] + coarse[b + 2]);
                int l = 6 * n;
                x[3 * n] = (float) (factor[l] * u + factor[l + 1] * v + factor[l + 3] * w);
                x[3 * n + 1] = (float) (factor[l + 2] * v + factor[l + 4] * w);
                x[3 * n + 2] = (float) (factor[l + 5] * w);
            }
        });
    }
}
