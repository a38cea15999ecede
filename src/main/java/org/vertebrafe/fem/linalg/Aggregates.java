package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Disjoint groups of strongly connected nodes, the nodes of the next coarser level, after Vanek, Mandel and Brezina 1996
 * (doi:10.1007/BF02238511). Two nodes are strongly connected when the Frobenius norm of their scaled coupling exceeds a
 * threshold; nodes with no strong connection join no group, since smoothing alone solves for them.
 *
 * @param of group of each node, or -1
 * @param start first member of each group in {@code members}, length groups + 1
 * @param members the nodes of all groups, group by group, rising within each
 */
record Aggregates(int[] of, int[] start, int[] members) {

    private static final int CHUNK_ROWS = 1024;

    /** Number of groups. */
    int count() {
        return start.length - 1;
    }

    /** Groups the nodes of a matrix of unit diagonal blocks; sequential, hence the same on any machine. */
    static Aggregates of(ScaledMatrix a, double threshold, TaskExecutor threads) {
        float[] strength = strength(a, threads);
        int[] of = new int[a.rows()];
        Arrays.fill(of, -1);
        int count = seed(a, strength, threshold, of);
        count = attach(a, strength, threshold, of, count);
        return sorted(of, count);
    }

    private static float[] strength(ScaledMatrix a, TaskExecutor threads) {
        float[] strength = new float[a.columns().length];
        int block = a.size() * a.size();
        Chunks.forEach(threads, a.rows(), CHUNK_ROWS, (from, to) -> {
            for (int k = a.rowStart()[from]; k < a.rowStart()[to]; k++) {
                float sum = 0;
                for (int i = block * k; i < block * (k + 1); i++) {
                    sum += a.values()[i] * a.values()[i];
                }
                strength[k] = (float) Math.sqrt(sum);
            }
        });
        return strength;
    }

    /** Groups made of a node and all its strong neighbours, where none of them is taken yet. */
    private static int seed(ScaledMatrix a, float[] strength, double threshold, int[] of) {
        int count = 0;
        for (int row = 0; row < of.length; row++) {
            boolean free = of[row] < 0;
            int strong = 0;
            for (int k = a.rowStart()[row]; free && k < a.rowStart()[row + 1]; k++) {
                int column = a.columns()[k];
                if (column != row && strength[k] > threshold) {
                    strong++;
                    free = of[column] < 0;
                }
            }
            if (free && strong > 0) {
                claim(a, strength, threshold, of, row, count++);
            }
        }
        return count;
    }

    /** Gives the rest to the group of their strongest grouped neighbour, or to groups of their own. */
    private static int attach(ScaledMatrix a, float[] strength, double threshold, int[] of, int seeds) {
        int[] joined = of.clone();
        for (int row = 0; row < of.length; row++) {
            double best = threshold;
            for (int k = a.rowStart()[row]; of[row] < 0 && k < a.rowStart()[row + 1]; k++) {
                int column = a.columns()[k];
                if (column != row && of[column] >= 0 && strength[k] > best) {
                    best = strength[k];
                    joined[row] = of[column];
                }
            }
        }
        System.arraycopy(joined, 0, of, 0, of.length);
        int count = seeds;
        for (int row = 0; row < of.length; row++) {
            boolean strong = false;
            for (int k = a.rowStart()[row]; of[row] < 0 && k < a.rowStart()[row + 1]; k++) {
                strong |= a.columns()[k] != row && strength[k] > threshold;
            }
            if (strong) {
                claim(a, strength, threshold, of, row, count++);
            }
        }
        return count;
    }

    private static void claim(ScaledMatrix a, float[] strength, double threshold, int[] of, int row, int group) {
        of[row] = group;
        for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
            int column = a.columns()[k];
            if (of[column] < 0 && strength[k] > threshold) {
                of[column] = group;
            }
        }
    }

    private static Aggregates sorted(int[] of, int count) {
        int[] start = new int[count + 1];
        for (int group : of) {
            if (group >= 0) {
                start[group + 1]++;
            }
        }
        for (int g = 0; g < count; g++) {
            start[g + 1] += start[g];
        }
        int[] next = start.clone();
        int[] members = new int[start[count]];
        for (int node = 0; node < of.length; node++) {
            if (of[node] >= 0) {
                members[next[of[node]]++] = node;
            }
        }
        return new Aggregates(of, start, members);
    }
}
