package org.vertebrafe.fem.linalg;

import java.util.BitSet;

/**
 * The free part of a symmetric positive semi-definite system: A x = b for the free unknowns, with the fixed unknowns
 * held at zero. Only {@code fixed} tells the two apart; the matrix keeps all rows, so that reactions can be had from it.
 *
 * @param matrix all rows and columns, free and fixed
 * @param fixed the unknowns that are held, by row number; not to be changed
 * @param coordinates x, y, z of each block row's node, mm, for preconditioners that want the rigid-body modes
 * @param floating orthonormal vectors of length 3 * blockRows, zero at fixed unknowns, that span the null space of the
 *     free part; empty when the system is definite
 */
public record ConstrainedSystem(StiffnessOperator matrix, BitSet fixed, double[] coordinates, double[][] floating) {

    /**
     * The matrix with its entries.
     *
     * @throws IllegalStateException if it has none but computes its products
     */
    public BlockCsrMatrix stored() {
        if (matrix instanceof BlockCsrMatrix blocks) {
            return blocks;
        }
        throw new IllegalStateException(
                "this matrix has no entries: " + matrix.getClass().getSimpleName());
    }

    /** Number of unknowns, fixed ones included. */
    public int size() {
        return 3 * matrix.blockRows();
    }

    /** Sets the fixed entries of a vector to zero. */
    public void zeroFixed(double[] vector) {
        for (int i = fixed.nextSetBit(0); i >= 0; i = fixed.nextSetBit(i + 1)) {
            vector[i] = 0;
        }
    }
}
