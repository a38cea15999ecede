package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;

/**
 * A body-centred cubic lattice in a frame of its own: family A at the corners, family B at the centres of its cells. Each
 * vertex has 14 neighbours, six of its own family along the axes (long edges, one cell) and eight of the other along the
 * diagonals (short edges, 0.87 cells). The tetrahedra between two neighbours of each family fill space with dihedral
 * angles of 60 and 90 degrees.
 *
 * @param origin place of vertex A (0, 0, 0), LPS mm
 * @param axes three orthogonal unit vectors, right-handed
 * @param cell edges of the cells along the axes, mm
 * @param nx cells along the first axis
 * @param ny cells along the second axis
 * @param nz cells along the third axis
 */
record Lattice(Vec3 origin, Vec3[] axes, double[] cell, int nx, int ny, int nz) {

    /** Directions 0..5 lead along the axes (-x, +x, -y, ...), 6..13 along the diagonals: bits 0, 1, 2 of d - 6 are the signs. */
    static final int DIRECTIONS = 14;

    static final int FIRST_SHORT = 6;

    /** Steps in half cells of each direction along each axis. */
    static final int[][] STEPS = steps();

    /**
     * The tetrahedra around one vertex, as the triangles opposite to it: three directions each. 24 of them.
     */
    static final int[][] LINK = link();

    /** For each direction the neighbours that are next to the one it leads to: those around the edge. */
    static final int[][] RING = ring();

    private static final int MARGIN = 2;

    /**
     * A lattice around a surface with room on all sides.
     *
     * @param surface what it is to hold
     * @param anchor where a vertex of family A must lie, LPS mm
     * @param axes of the cells
     * @param cell edges of the cells, mm
     */
    static Lattice around(TriangleSurface surface, Vec3 anchor, Vec3[] axes, double[] cell) {
        double[] xyz = surface.coordinates();
        int[] low = new int[3];
        int[] n = new int[3];
        Vec3 origin = anchor;
        for (int a = 0; a < 3; a++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < xyz.length; v += 3) {
                double x = (xyz[v] - anchor.x()) * axes[a].x()
                        + (xyz[v + 1] - anchor.y()) * axes[a].y()
                        + (xyz[v + 2] - anchor.z()) * axes[a].z();
                min = Math.min(min, x);
                max = Math.max(max, x);
            }
            low[a] = (int) Math.floor(min / cell[a]) - MARGIN;
            n[a] = (int) Math.ceil(max / cell[a]) + MARGIN - low[a];
            origin = origin.plus(axes[a].times(low[a] * cell[a]));
        }
        return new Lattice(origin, axes, cell, n[0], n[1], n[2]);
    }

    /** Vertices of one family. */
    int family() {
        return Math.toIntExact((long) nx * ny * nz);
    }

    /** Number of vertex (i, j, k) of family A (0) or B (1). */
    int index(int family, int i, int j, int k) {
        return family * family() + i + nx * (j + ny * k);
    }

    /** Differences of vertex numbers to the 14 neighbours of a vertex of family A (row 0) or B (row 1). */
    int[][] neighbourOffsets() {
        int[][] offsets = new int[2][DIRECTIONS];
        for (int d = 0; d < DIRECTIONS; d++) {
            int[] s = STEPS[d];
            if (d < FIRST_SHORT) {
                offsets[0][d] = s[0] / 2 + nx * (s[1] / 2 + ny * (s[2] / 2));
                offsets[1][d] = offsets[0][d];
            } else {
                // From a corner the centre at -1/2 has the number before, from a centre the corner at +1/2 the next.
                offsets[0][d] = family() + (s[0] - 1) / 2 + nx * ((s[1] - 1) / 2 + ny * ((s[2] - 1) / 2));
                offsets[1][d] = -family() + (s[0] + 1) / 2 + nx * ((s[1] + 1) / 2 + ny * ((s[2] + 1) / 2));
            }
        }
        return offsets;
    }

    /** Local coordinate of a vertex along an axis, mm from the origin. */
    double coordinate(int vertex, int axis) {
        int family = vertex / family();
        int at = vertex % family();
        int position = axis == 0 ? at % nx : axis == 1 ? at / nx % ny : at / nx / ny;
        return (position + 0.5 * family) * cell[axis];
    }

    /** Whether the cell numbers of a vertex sum to an even number; neighbours along an axis differ in this. */
    boolean even(int vertex) {
        int at = vertex % family();
        return (at % nx + at / nx % ny + at / nx / ny & 1) == 0;
    }

    /** Coordinates of patient positions in the lattice's frame, mm from its origin. */
    double[] toLocal(double[] patient) {
        double[] local = new double[patient.length];
        for (int v = 0; v < patient.length; v += 3) {
            Vec3 d = new Vec3(patient[v], patient[v + 1], patient[v + 2]).minus(origin);
            for (int a = 0; a < 3; a++) {
                local[v + a] = d.dot(axes[a]);
            }
        }
        return local;
    }

    /** Patient positions of coordinates in the lattice's frame. */
    double[] toPatient(double[] local) {
        double[] patient = new double[local.length];
        for (int v = 0; v < local.length; v += 3) {
            Vec3 p = origin.plus(axes[0].times(local[v]))
                    .plus(axes[1].times(local[v + 1]))
                    .plus(axes[2].times(local[v + 2]));
            patient[v] = p.x();
            patient[v + 1] = p.y();
            patient[v + 2] = p.z();
        }
        return patient;
    }

    /** The direction that leads back. */
    static int opposite(int direction) {
        return direction < FIRST_SHORT ? direction ^ 1 : (direction - FIRST_SHORT ^ 7) + FIRST_SHORT;
    }

    private static int[][] steps() {
        int[][] steps = new int[DIRECTIONS][3];
        for (int axis = 0; axis < 3; axis++) {
            steps[2 * axis][axis] = -2;
            steps[2 * axis + 1][axis] = 2;
            for (int bits = 0; bits < 8; bits++) {
                steps[FIRST_SHORT + bits][axis] = (bits >> axis & 1) == 1 ? 1 : -1;
            }
        }
        return steps;
    }

    private static int[][] ring() {
        int[][] ring = new int[DIRECTIONS][];
        for (int d = 0; d < DIRECTIONS; d++) {
            int along = d;
            ring[d] = Arrays.stream(LINK)
                    .filter(triangle -> Arrays.stream(triangle).anyMatch(corner -> corner == along))
                    .flatMapToInt(Arrays::stream)
                    .filter(corner -> corner != along)
                    .distinct()
                    .sorted()
                    .toArray();
        }
        return ring;
    }

    private static int[][] link() {
        int[][] link = new int[24][];
        int n = 0;
        for (int along = 0; along < FIRST_SHORT; along++) {
            int axis = along / 2;
            int u = 1 << (axis + 1) % 3;
            int v = 1 << (axis + 2) % 3;
            int base = (along & 1) << axis;
            int[] ring = {base, base | u, base | u | v, base | v};
            for (int r = 0; r < 4; r++) {
                link[n++] = new int[] {along, FIRST_SHORT + ring[r], FIRST_SHORT + ring[(r + 1) % 4]};
            }
        }
        return link;
    }
}
