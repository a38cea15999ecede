package org.vertebrafe.fem.linalg;

/**
 * The matrix of one level of a multigrid hierarchy: square blocks in compressed rows, double precision, both triangles.
 * Every row holds its diagonal block.
 *
 * @param size rows and columns of a block: 3 on the finest level, 6 below
 * @param rowStart first block of each block row, length rows + 1
 * @param columns block column of each block, rising within a row
 * @param values size * size values a block, row by row
 */
record BlockOperator(int size, int[] rowStart, int[] columns, double[] values) {

    /** The same matrix without a copy. */
    static BlockOperator of(BlockCsrMatrix matrix) {
        return new BlockOperator(3, matrix.rowStart(), matrix.columns(), matrix.values());
    }

    /** Number of block rows. */
    int rows() {
        return rowStart.length - 1;
    }

    /** Position of block (row, column), which is stored. */
    int find(int row, int column) {
        return java.util.Arrays.binarySearch(columns, rowStart[row], rowStart[row + 1], column);
    }
}
