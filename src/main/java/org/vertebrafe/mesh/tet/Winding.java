package org.vertebrafe.mesh.tet;

/**
 * Tells which vertices of a lattice lie inside a closed surface: along each column of vertices it counts how often the
 * surface is entered and left. Points on the border of triangles are decided as if displaced by an infinitely small amount,
 * the same for all triangles, so that none is counted twice or forgotten.
 */
final class Winding {

    private Winding() {}

    /**
     * @param lattice whose vertices are asked about
     * @param xyz vertices of the surface in the lattice's frame, mm
     * @param triangles of a closed surface, counter-clockwise seen from outside
     * @return for each vertex of the lattice, whether it lies inside
     */
    static boolean[] inside(Lattice lattice, double[] xyz, int[] triangles) {
        int[] count = new int[2 * lattice.family()];
        for (int t = 0; t < triangles.length; t += 3) {
            for (int family = 0; family < 2; family++) {
                columns(lattice, family, xyz, triangles[t], triangles[t + 1], triangles[t + 2], count);
            }
        }
        int layer = lattice.nx() * lattice.ny();
        boolean[] inside = new boolean[count.length];
        for (int family = 0; family < 2; family++) {
            int start = family * lattice.family();
            for (int at = 0; at < lattice.family(); at++) {
                if (at >= layer) {
                    count[start + at] += count[start + at - layer];
                }
                inside[start + at] = count[start + at] > 0;
            }
        }
        return inside;
    }

    private static void columns(Lattice lattice, int family, double[] xyz, int a, int b, int c, int[] count) {
        double hx = lattice.cell()[0];
        double hy = lattice.cell()[1];
        double shift = 0.5 * family;
        double x0 = Math.min(xyz[3 * a], Math.min(xyz[3 * b], xyz[3 * c]));
        double x1 = Math.max(xyz[3 * a], Math.max(xyz[3 * b], xyz[3 * c]));
        int i0 = (int) Math.floor(x0 / hx - shift);
        int i1 = (int) Math.ceil(x1 / hx - shift);
        if (i1 - i0 == 1 && (i0 + shift) * hx < x0 && (i1 + shift) * hx > x1) {
            return;
        }
        double y0 = Math.min(xyz[3 * a + 1], Math.min(xyz[3 * b + 1], xyz[3 * c + 1]));
        double y1 = Math.max(xyz[3 * a + 1], Math.max(xyz[3 * b + 1], xyz[3 * c + 1]));
        int j0 = (int) Math.floor(y0 / hy - shift);
        int j1 = (int) Math.ceil(y1 / hy - shift);
        for (int j = j0; j <= j1; j++) {
            double y = (j + shift) * hy;
            for (int i = i0; i <= i1; i++) {
                double x = (i + shift) * hx;
                int turn = turn(xyz, a, b, c, x, y);
                if (turn != 0) {
                    count(lattice, family, i, j, height(xyz, a, b, c, x, y), turn, count);
                }
            }
        }
    }

    /** 1 if a line upward through (x, y) leaves through the triangle, -1 if it enters, 0 if it passes by. */
    private static int turn(double[] xyz, int a, int b, int c, double x, double y) {
        int ab = side(xyz, a, b, x, y);
        return ab == side(xyz, b, c, x, y) && ab == side(xyz, c, a, x, y) ? ab : 0;
    }

    /** On which side of the directed edge a point lies in the plane: 1 left, -1 right; exactly opposite for the edge reversed. */
    private static int side(double[] xyz, int from, int to, double x, double y) {
        int p = Math.min(from, to);
        int q = Math.max(from, to);
        double dx = xyz[3 * q] - xyz[3 * p];
        double dy = xyz[3 * q + 1] - xyz[3 * p + 1];
        double cross = dx * (y - xyz[3 * p + 1]) - dy * (x - xyz[3 * p]);
        // On the line: as if the point were a little farther along x, and very much less along y.
        boolean left = cross != 0 ? cross > 0 : dy != 0 ? dy < 0 : dx > 0;
        return left == (from == p) ? 1 : -1;
    }

    private static double height(double[] xyz, int a, int b, int c, double x, double y) {
        double ux = xyz[3 * b] - xyz[3 * a];
        double uy = xyz[3 * b + 1] - xyz[3 * a + 1];
        double uz = xyz[3 * b + 2] - xyz[3 * a + 2];
        double vx = xyz[3 * c] - xyz[3 * a];
        double vy = xyz[3 * c + 1] - xyz[3 * a + 1];
        double vz = xyz[3 * c + 2] - xyz[3 * a + 2];
        double nz = ux * vy - uy * vx;
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double z = xyz[3 * a + 2] - (nx * (x - xyz[3 * a]) + ny * (y - xyz[3 * a + 1])) / nz;
        double low = Math.min(xyz[3 * a + 2], Math.min(xyz[3 * b + 2], xyz[3 * c + 2]));
        double high = Math.max(xyz[3 * a + 2], Math.max(xyz[3 * b + 2], xyz[3 * c + 2]));
        // A triangle seen edge-on has no height of its own here.
        return z >= low && z <= high ? z : Math.max(low, Math.min(high, z == z ? z : (low + high) / 2));
    }

    /** Notes a crossing at the first vertex of the column above it. */
    private static void count(Lattice lattice, int family, int i, int j, double z, int turn, int[] count) {
        int k = (int) Math.ceil(z / lattice.cell()[2] - 0.5 * family);
        // Seen from below: a face that looks up is left through, one that looks down is entered by.
        count[lattice.index(family, i, j, k)] -= turn;
    }
}
