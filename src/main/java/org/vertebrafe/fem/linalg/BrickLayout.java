package org.vertebrafe.fem.linalg;

/**
 * The bricks of one level of multigrid on a grid: in which cell of the grid each lies and which nodes are its corners.
 * They are numbered by rising position.
 */
interface BrickLayout {

    /** Cells along the first axis. */
    int nx();

    /** Cells along the second axis. */
    int ny();

    /** Cells along the third axis. */
    int nz();

    /** Number of bricks. */
    int bricks();

    /** Number of nodes. */
    int nodes();

    /** Cell of a brick: i + nx (j + ny k). */
    int position(int brick);

    /** Component c of the position of a grid point, mm. */
    double coordinate(int i, int j, int k, int c);

    /** Whether all bricks around a grid point share one node there, so that a cell holds one brick at most. */
    boolean hangsTogether();

    /** Shows each brick, in order. */
    void forEach(Visitor visitor);

    /** What is done with a brick. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param brick its number
         * @param corners its nodes, by bits i + 2 j + 4 k; overwritten for the next brick
         */
        void at(int brick, int[] corners);
    }
}
