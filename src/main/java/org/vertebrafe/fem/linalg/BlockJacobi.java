package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/** Inverts the 3 x 3 diagonal block of each node, restricted to its free unknowns. */
final class BlockJacobi implements Preconditioner {

    private static final int CHUNK_ROWS = 4096;

    /** Nine values a node; rows and columns of fixed unknowns are zero. */
    private final double[] inverse;

    BlockJacobi(ConstrainedSystem system, TaskExecutor threads) {
        BlockCsrMatrix matrix = system.stored();
        inverse = new double[9 * matrix.blockRows()];
        Chunks.forEach(threads, matrix.blockRows(), CHUNK_ROWS, (from, to) -> {
            double[] block = new double[9];
            for (int row = from; row < to; row++) {
                System.arraycopy(matrix.values(), 9 * matrix.find(row, row), block, 0, 9);
                Block3.isolateFixed(block, system.fixed(), 3 * row);
                Block3.invert(block, row);
                for (int i = 0; i < 3; i++) {
                    if (system.fixed().get(3 * row + i)) {
                        block[4 * i] = 0;
                    }
                }
                System.arraycopy(block, 0, inverse, 9 * row, 9);
            }
        });
    }

    @Override
    public void apply(TaskExecutor threads, double[] r, double[] z) {
        Chunks.forEach(threads, inverse.length / 9, CHUNK_ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                Block3.multiply(inverse, 9 * row, r, 3 * row, z, 3 * row);
            }
        });
    }
}
