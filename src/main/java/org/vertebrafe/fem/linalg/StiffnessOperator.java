package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;

/** A stiffness matrix, stored or computed on the way: three rows a node, symmetric, positive semi-definite. */
public interface StiffnessOperator {

    /** Number of nodes; the matrix has three times as many rows. */
    int blockRows();

    /**
     * y = A x.
     *
     * @param threads the caller's threads; the result does not depend on how many
     * @param x length 3 * blockRows
     * @param y overwritten, length 3 * blockRows, not x
     */
    void multiply(TaskExecutor threads, double[] x, double[] y);
}
