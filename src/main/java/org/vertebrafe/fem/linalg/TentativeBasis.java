package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Orthonormal bases of the rigid-body modes on each aggregate, by modified Gram-Schmidt done twice. Modes that an
 * aggregate cannot tell from others (rotations of a single node, modes held by supports) get a zero column.
 */
final class TentativeBasis {

    private static final int CHUNK_GROUPS = 128;
    /** What is left of a mode beside its own length when it depends on the modes before it. */
    private static final double DEPENDENT = 1e-6;

    private static final int MODES = RigidBody.MODES;

    private TentativeBasis() {}

    /** The bases Q, six columns a node's unknown, row by row; zero on nodes of no aggregate. */
    static double[] orthonormalize(Aggregates groups, int size, double[] modes, TaskExecutor threads) {
        double[] q = new double[modes.length];
        Chunks.forEach(threads, groups.count(), CHUNK_GROUPS, (from, to) -> {
            for (int g = from; g < to; g++) {
                int[] rows = rows(groups, g, size);
                for (int row : rows) {
                    System.arraycopy(modes, MODES * row, q, MODES * row, MODES);
                }
                for (int column = 0; column < MODES; column++) {
                    orthonormalize(q, rows, column);
                }
            }
        });
        return q;
    }

    /** Q^T B, aggregate by aggregate: six columns on the fine level become six columns on the coarse one. */
    static double[] restrict(Aggregates groups, int size, double[] q, double[] columns, TaskExecutor threads) {
        double[] coarse = new double[MODES * MODES * groups.count()];
        Chunks.forEach(threads, groups.count(), CHUNK_GROUPS, (from, to) -> {
            for (int g = from; g < to; g++) {
                for (int row : rows(groups, g, size)) {
                    for (int i = 0; i < MODES; i++) {
                        for (int j = 0; j < MODES; j++) {
                            coarse[MODES * (MODES * g + i) + j] += q[MODES * row + i] * columns[MODES * row + j];
                        }
                    }
                }
            }
        });
        return coarse;
    }

    /** The unknowns of an aggregate. */
    private static int[] rows(Aggregates groups, int g, int size) {
        int first = groups.start()[g];
        int[] rows = new int[size * (groups.start()[g + 1] - first)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = size * groups.members()[first + i / size] + i % size;
        }
        return rows;
    }

    private static void orthonormalize(double[] q, int[] rows, int column) {
        double before = Math.sqrt(dot(q, rows, column, column));
        for (int pass = 0; pass < 2; pass++) {
            for (int other = 0; other < column; other++) {
                double part = dot(q, rows, column, other);
                for (int row : rows) {
                    q[MODES * row + column] -= part * q[MODES * row + other];
                }
            }
        }
        double left = Math.sqrt(dot(q, rows, column, column));
        double f = left > DEPENDENT * before ? 1 / left : 0;
        for (int row : rows) {
            q[MODES * row + column] *= f;
        }
    }

    private static double dot(double[] q, int[] rows, int a, int b) {
        double sum = 0;
        for (int row : rows) {
            sum += q[MODES * row + a] * q[MODES * row + b];
        }
        return sum;
    }
}
