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

    /** The corner at a node. */
    int corner(int node) {
        return first[node];
    }

    /** The node of a corner. */
    int node(int corner) {
        return cornerNode[corner];
    }

    /**
     * The system on the corners: P^T A P, with A restricted to the free unknowns and P linear interpolation.
     *
     * @param system over all nodes, its matrix a {@link TetOperator}
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
        return new ConstrainedSystem(
                TetGalerkin.of(TetOperator.of(system), system.fixed(), this, threads), fixed, coordinates, floating);
    }

    /** Which corners couple: those that an edge joins. */
    Pattern coupling(TaskExecutor threads) {
        int[] rowStart = new int[corners() + 1];
        for (int c = 0; c < corners(); c++) {
            rowStart[c + 1] = rowStart[c] + start[c + 1] - start[c] + 1;
        }
        int[] columns = new int[rowStart[corners()]];
        Chunks.forEach(threads, corners(), CHUNK_CORNERS, (from, to) -> {
            for (int c = from; c < to; c++) {
                int at = rowStart[c];
                columns[at++] = c;
                for (int k = start[c]; k < start[c + 1]; k++) {
                    columns[at++] = first[middles[k]] + second[middles[k]] - c;
                }
                Arrays.sort(columns, rowStart[c], at);
            }
        });
        return new Pattern(rowStart, columns);
    }

    /** coarse = P^T r. */
    void restrict(TaskExecutor threads, double[] r, double[] coarse) {
        Chunks.forEach(threads, corners(), CHUNK_CORNERS, (from, to) -> {
            for (int c = from; c < to; c++) {
                double x = 0;
                double y = 0;
                double z = 0;
                for (int k = start[c]; k < start[c + 1]; k++) {
                    int at = 3 * middles[k];
                    x += r[at];
                    y += r[at + 1];
                    z += r[at + 2];
                }
                int at = 3 * cornerNode[c];
                coarse[3 * c] = 0.5 * x + r[at];
                coarse[3 * c + 1] = 0.5 * y + r[at + 1];
                coarse[3 * c + 2] = 0.5 * z + r[at + 2];
            }
        });
    }

    /** x = P coarse. */
    void prolong(TaskExecutor threads, double[] coarse, double[] x) {
        Chunks.forEach(threads, first.length, 4 * CHUNK_CORNERS, (from, to) -> {
            for (int n = from; n < to; n++) {
                int a = 3 * first[n];
                int b = 3 * second[n];
                x[3 * n] = 0.5 * (coarse[a] + coarse[b]);
                x[3 * n + 1] = 0.5 * (coarse[a + 1] + coarse[b + 1]);
                x[3 * n + 2] = 0.5 * (coarse[a + 2] + coarse[b + 2]);
            }
        });
    }
}
