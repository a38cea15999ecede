package org.vertebrafe.mesh.tet;

/** Measures of the shape of a straight tetrahedron. An instance holds scratch; one for each thread. */
final class TetShape {

    /** Pairs of faces at the six edges, face i being opposite to corner i. */
    private static final int[][] PAIRS = {{2, 3}, {0, 3}, {1, 3}, {1, 2}, {0, 2}, {0, 1}};

    /** Cosines of the dihedral angles at the six edges, in the order of {@link Edges#ENDS}. */
    final double[] cosine = new double[6];

    /** Inscribed over circumscribed radius, times 3: 1 for the regular tetrahedron, 0 for a flat one. */
    double radiusRatio;

    /** Volume, mm3. */
    double volume;

    private final double[] normal = new double[12];
    private final double[] length = new double[4];

    /** Measures the tetrahedron with these four nodes. */
    void measure(double[] xyz, int n0, int n1, int n2, int n3) {
        int a = 3 * n0;
        double ux = xyz[3 * n1] - xyz[a];
        double uy = xyz[3 * n1 + 1] - xyz[a + 1];
        double uz = xyz[3 * n1 + 2] - xyz[a + 2];
        double vx = xyz[3 * n2] - xyz[a];
        double vy = xyz[3 * n2 + 1] - xyz[a + 1];
        double vz = xyz[3 * n2 + 2] - xyz[a + 2];
        double wx = xyz[3 * n3] - xyz[a];
        double wy = xyz[3 * n3 + 1] - xyz[a + 1];
        double wz = xyz[3 * n3 + 2] - xyz[a + 2];
        // Normals of the faces at corner 0, inward, and of the one opposite to it: twice their areas.
        cross(1, vx, vy, vz, wx, wy, wz);
        cross(2, wx, wy, wz, ux, uy, uz);
        cross(3, ux, uy, uz, vx, vy, vz);
        for (int i = 0; i < 3; i++) {
            normal[i] = -(normal[3 + i] + normal[6 + i] + normal[9 + i]);
        }
        double six = ux * normal[3] + uy * normal[4] + uz * normal[5];
        volume = six / 6;
        double areas = 0;
        for (int f = 0; f < 4; f++) {
            length[f] = Math.sqrt(dot(f, f));
            areas += length[f];
        }
        for (int e = 0; e < 6; e++) {
            int f = PAIRS[e][0];
            int g = PAIRS[e][1];
            cosine[e] = -dot(f, g) / (length[f] * length[g]);
        }
        double uu = ux * ux + uy * uy + uz * uz;
        double vv = vx * vx + vy * vy + vz * vz;
        double ww = wx * wx + wy * wy + wz * wz;
        double cx = uu * normal[3] + vv * normal[6] + ww * normal[9];
        double cy = uu * normal[4] + vv * normal[7] + ww * normal[10];
        double cz = uu * normal[5] + vv * normal[8] + ww * normal[11];
        // r = six / areas (areas doubled), R = |c| / (2 six).
        radiusRatio = 3 * six / areas * 2 * Math.abs(six) / Math.sqrt(cx * cx + cy * cy + cz * cz);
    }

    private void cross(int face, double ux, double uy, double uz, double vx, double vy, double vz) {
        normal[3 * face] = uy * vz - uz * vy;
        normal[3 * face + 1] = uz * vx - ux * vz;
        normal[3 * face + 2] = ux * vy - uy * vx;
    }

    private double dot(int f, int g) {
        return normal[3 * f] * normal[3 * g]
                + normal[3 * f + 1] * normal[3 * g + 1]
                + normal[3 * f + 2] * normal[3 * g + 2];
    }
}
