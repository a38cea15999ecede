package org.vertebrafe.fem.linalg;

/**
 * The bricks of a coarse level. Parts of the model that do not hang together within a cell have a brick each there, and
 * nodes of their own.
 *
 * @param grid the finest bricks
 * @param scale edge of a coarse brick in edges of a finest one
 * @param nx cells along the first axis
 * @param ny cells along the second axis
 * @param nz cells along the third axis
 * @param positions cell of each brick, i + nx (j + ny k), never falling; to be read only
 * @param corners nodes of each brick by bits i + 2 j + 4 k, one brick after the other; to be read only
 * @param nodes number of nodes
 */
record CoarseBricks(BrickGrid grid, int scale, int nx, int ny, int nz, int[] positions, int[] corners, int nodes)
        implements BrickLayout {

    @Override
    public int bricks() {
        return positions.length;
    }

    @Override
    public int position(int brick) {
        return positions[brick];
    }

    @Override
    public double coordinate(int i, int j, int k, int c) {
        return grid.coordinate(scale * i, scale * j, scale * k, c);
    }

    @Override
    public boolean hangsTogether() {
        return false;
    }

    @Override
    public void forEach(Visitor visitor) {
        int[] buffer = new int[8];
        for (int brick = 0; brick < positions.length; brick++) {
            System.arraycopy(corners, 8 * brick, buffer, 0, 8);
            visitor.at(brick, buffer);
        }
    }

    /** x, y, z of each node, mm. */
    double[] coordinates() {
        double[] coordinates = new double[3 * nodes];
        for (int slot = 0; slot < corners.length; slot++) {
            int at = positions[slot / 8];
            int i = at % nx + (slot & 1);
            int j = at / nx % ny + (slot >> 1 & 1);
            int k = at / nx / ny + (slot >> 2 & 1);
            for (int c = 0; c < 3; c++) {
                coordinates[3 * corners[slot] + c] = coordinate(i, j, k, c);
            }
        }
        return coordinates;
    }
}
