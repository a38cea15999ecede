package org.vertebrafe.mesh.tet;

/**
 * Joins the cells of a lattice, away from its surface, to larger ones of 2, 4 or 8 times the edge: the leaves of octrees of
 * which two that share a face or an edge differ by a factor of two at most. Between them lie the tetrahedra of Labelle and
 * Shewchuk 2007 (doi:10.1145/1276377.1276448): those of a larger lattice, halves and quarters of them, and half pyramids;
 * their dihedral angles are 45 to 120 degrees. All their vertices are vertices of the fine lattice.
 */
final class Grading {

    private static final int[][] FACE_SIDES = {{1, 2}, {2, 0}, {0, 1}};

    private final Lattice lattice;
    private final int[] size;

    /** Level of the leaf that each cell belongs to: it has 2^level cells along each edge. */
    private final byte[] level;

    /** The first cell, along each axis, of the leaves of each level. */
    private final int[][] start = new int[4][3];

    private Grading(Lattice lattice) {
        this.lattice = lattice;
        this.size = new int[] {lattice.nx(), lattice.ny(), lattice.nz()};
        this.level = new byte[lattice.family()];
    }

    /**
     * @param solid a lattice fitted to a surface
     * @param border fitted to a border inside; null if there is none
     * @param levels how often cells may be doubled
     */
    static Grading of(CutLattice solid, CutLattice border, int levels) {
        Grading grading = new Grading(solid.lattice);
        if (levels > 0) {
            grading.join(solid, border, levels);
        }
        return grading;
    }

    private void join(CutLattice solid, CutLattice border, int levels) {
        int[] n = size.clone();
        boolean[] free = free(solid, border);
        for (int up = 1; up <= levels; up++) {
            boolean[] finer = free;
            int[] fine = n;
            int most = 0;
            int best = 0;
            for (int shift = 0; shift < 8; shift++) {
                int joined = count(coarser(finer, fine, shift, up > 1));
                best = joined > most ? shift : best;
                most = Math.max(most, joined);
            }
            if (most == 0) {
                return;
            }
            free = coarser(finer, fine, best, up > 1);
            n = halved(fine, best);
            for (int axis = 0; axis < 3; axis++) {
                start[up][axis] = start[up - 1][axis] + (best >> axis & 1) * (1 << up - 1);
            }
            for (int at = 0; at < free.length; at++) {
                if (free[at]) {
                    mark(at % n[0], at / n[0] % n[1], at / n[0] / n[1], up);
                }
            }
        }
    }

    private static int count(boolean[] cells) {
        int n = 0;
        for (boolean cell : cells) {
            n += cell ? 1 : 0;
        }
        return n;
    }

    /** Numbers of cells of twice the size, when the first ones of each axis are left out where {@code shift} has a bit. */
    private static int[] halved(int[] n, int shift) {
        return new int[] {(n[0] - (shift & 1)) / 2, (n[1] - (shift >> 1 & 1)) / 2, (n[2] - (shift >> 2)) / 2};
    }

    private static boolean[] coarser(boolean[] finer, int[] fine, int shift, boolean balanced) {
        int[] n = halved(fine, shift);
        boolean[] free = new boolean[n[0] * n[1] * n[2]];
        for (int k = 0, at = 0; k < n[2]; k++) {
            for (int j = 0; j < n[1]; j++) {
                for (int i = 0; i < n[0]; i++, at++) {
                    int a = 2 * i + (shift & 1);
                    int b = 2 * j + (shift >> 1 & 1);
                    int c = 2 * k + (shift >> 2);
                    free[at] = joins(finer, fine, a, b, c, balanced);
                }
            }
        }
        return free;
    }

    /** Whether the eight cells that make a larger one may be joined, and those of half its size beside it are there. */
    private static boolean joins(boolean[] finer, int[] n, int i, int j, int k, boolean balanced) {
        int reach = balanced ? 1 : 0;
        for (int c = -reach; c < 2 + reach; c++) {
            for (int b = -reach; b < 2 + reach; b++) {
                for (int a = -reach; a < 2 + reach; a++) {
                    boolean corner = (a < 0 || a > 1) && (b < 0 || b > 1) && (c < 0 || c > 1);
                    if (!corner && !get(finer, n, i + a, j + b, k + c)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean get(boolean[] cells, int[] n, int i, int j, int k) {
        boolean beyond = i < 0 || j < 0 || k < 0 || i >= n[0] || j >= n[1] || k >= n[2];
        return !beyond && cells[i + n[0] * (j + n[1] * k)];
    }

    private void mark(int i, int j, int k, int up) {
        int edge = 1 << up;
        int[] low = start[up];
        for (int c = 0; c < edge; c++) {
            for (int b = 0; b < edge; b++) {
                for (int a = 0; a < edge; a++) {
                    level[lattice.index(0, low[0] + i * edge + a, low[1] + j * edge + b, low[2] + k * edge + c)] =
                            (byte) up;
                }
            }
        }
    }

    /** The cells all of whose tetrahedra are as the lattice has them, away from surface and border. */
    private boolean[] free(CutLattice solid, CutLattice border) {
        int family = lattice.family();
        boolean[] free = new boolean[family];
        int[] step = {1, size[0], size[0] * size[1]};
        int[] around = new int[14];
        for (int k = 1; k < size[2] - 1; k++) {
            for (int j = 1; j < size[1] - 1; j++) {
                for (int i = 1; i < size[0] - 1; i++) {
                    int cell = lattice.index(0, i, j, k);
                    for (int corner = 0; corner < 8; corner++) {
                        around[corner] =
                                cell + (corner & 1) * step[0] + (corner >> 1 & 1) * step[1] + (corner >> 2) * step[2];
                    }
                    for (int axis = 0; axis < 3; axis++) {
                        around[8 + 2 * axis] = family + cell - step[axis];
                        around[9 + 2 * axis] = family + cell + step[axis];
                    }
                    free[cell] = alike(solid, border, family + cell, around);
                }
            }
        }
        return free;
    }

    /** Whether vertices lie inside, unmoved, and on one side of the border. */
    private static boolean alike(CutLattice solid, CutLattice border, int middle, int[] around) {
        boolean alike = solid.state[middle] < 0 && (border == null || border.state[middle] != 0);
        for (int at = 0; at < around.length && alike; at++) {
            int v = around[at];
            alike = solid.state[v] < 0 && (border == null || border.state[v] == border.state[middle]);
        }
        return alike;
    }

    /** Whether a cell of the lattice stands for itself. */
    boolean isFine(int cell) {
        return level[cell] == 0;
    }

    /** Fills the larger leaves whose lowest cells lie in layer k, and the smaller cells' sides that meet them. */
    void fill(int k, Stencils stencils) {
        for (int j = 0; j < size[1]; j++) {
            for (int i = 0; i < size[0]; i++) {
                int up = level[lattice.index(0, i, j, k)];
                int inside = (1 << up) - 1;
                int[] low = start[up];
                boolean lowest = (i - low[0] & inside) == 0 && (j - low[1] & inside) == 0 && (k - low[2] & inside) == 0;
                if (up > 0 && lowest) {
                    for (int face = 0; face < 6; face++) {
                        face(new int[] {i, j, k}, up, face / 2, face % 2, stencils);
                    }
                }
            }
        }
    }

    private int levelAt(int[] cell) {
        return level[lattice.index(0, cell[0], cell[1], cell[2])];
    }

    private int corner(int[] at) {
        return lattice.index(0, at[0], at[1], at[2]);
    }

    /** The vertex in the middle of a leaf. */
    private int centre(int[] low, int up) {
        if (up == 0) {
            return lattice.index(1, low[0], low[1], low[2]);
        }
        int half = 1 << up - 1;
        return lattice.index(0, low[0] + half, low[1] + half, low[2] + half);
    }

    private void face(int[] low, int up, int axis, int side, Stencils stencils) {
        int edge = 1 << up;
        int[] beyond = low.clone();
        beyond[axis] += side == 1 ? edge : -1;
        int other = levelAt(beyond);
        if (other == up && side == 1) {
            between(low, beyond, up, axis, stencils);
        } else if (other < up) {
            quarters(low, up, axis, side, stencils);
        }
    }

    /** The tetrahedra around the line between the middles of two leaves of one size. */
    private void between(int[] low, int[] beyond, int up, int axis, Stencils stencils) {
        int edge = 1 << up;
        int a = centre(low, up);
        int b = centre(beyond, up);
        for (int s = 0; s < 2; s++) {
            int along = FACE_SIDES[axis][s];
            int across = FACE_SIDES[axis][1 - s];
            for (int far = 0; far < 2; far++) {
                int[] start = beyond.clone();
                start[across] += far * edge;
                int[] end = start.clone();
                end[along] += edge;
                int[] neighbour = beyond.clone();
                neighbour[across] += far == 1 ? edge : -1;
                int[] lower = neighbour.clone();
                lower[axis] -= 1;
                if (levelAt(neighbour) < up || levelAt(lower) < up) {
                    int[] middle = start.clone();
                    middle[along] += edge / 2;
                    stencils.whole(a, b, corner(start), corner(middle));
                    stencils.whole(a, b, corner(middle), corner(end));
                } else {
                    stencils.whole(a, b, corner(start), corner(end));
                }
            }
        }
    }

    /** The tetrahedra on both sides of a face between a leaf and the four of half its size beside it. */
    private void quarters(int[] low, int up, int axis, int side, Stencils stencils) {
        int half = 1 << up - 1;
        int u = FACE_SIDES[axis][0];
        int v = FACE_SIDES[axis][1];
        int[] middle = low.clone();
        middle[axis] += side * 2 * half;
        middle[u] += half;
        middle[v] += half;
        int large = centre(low, up);
        for (int quarter = 0; quarter < 4; quarter++) {
            int du = (quarter & 1) == 1 ? half : -half;
            int dv = quarter >> 1 == 1 ? half : -half;
            int[] small = middle.clone();
            small[axis] -= side == 1 ? 0 : half;
            small[u] += Math.min(0, du);
            small[v] += Math.min(0, dv);
            int[] outer = middle.clone();
            outer[u] += du;
            outer[v] += dv;
            for (int way : new int[] {u, v}) {
                int[] beside = middle.clone();
                beside[way] += way == u ? du : dv;
                stencils.whole(large, corner(middle), corner(outer), corner(beside));
                stencils.whole(centre(small, up - 1), corner(middle), corner(outer), corner(beside));
            }
        }
    }
}
