package org.vertebrafe.mesh.tet;

/** The point of a triangle that is nearest to a point, by the region of the triangle's plane the point projects to. */
final class NearestOnTriangle {

    private NearestOnTriangle() {}

    /**
     * Replaces the best point so far if this triangle has a nearer one.
     *
     * @param xyz coordinates of all vertices
     * @param triangles three vertex numbers of each triangle
     * @param t position of the triangle's first vertex in {@code triangles}
     * @param best squared distance of the best point so far
     * @param to receives the point and, at 3..5, the triangle's normal (not unit)
     * @return the squared distance of the better point
     */
    static double update(
            double[] xyz, int[] triangles, int t, double px, double py, double pz, double best, double[] to) {
        int a = 3 * triangles[t];
        int b = 3 * triangles[t + 1];
        int c = 3 * triangles[t + 2];
        double ux = xyz[b] - xyz[a];
        double uy = xyz[b + 1] - xyz[a + 1];
        double uz = xyz[b + 2] - xyz[a + 2];
        double vx = xyz[c] - xyz[a];
        double vy = xyz[c + 1] - xyz[a + 1];
        double vz = xyz[c + 2] - xyz[a + 2];
        double wx = px - xyz[a];
        double wy = py - xyz[a + 1];
        double wz = pz - xyz[a + 2];
        double uu = ux * ux + uy * uy + uz * uz;
        double uv = ux * vx + uy * vy + uz * vz;
        double vv = vx * vx + vy * vy + vz * vz;
        double uw = ux * wx + uy * wy + uz * wz;
        double vw = vx * wx + vy * wy + vz * wz;
        double det = uu * vv - uv * uv;
        double s = (uw * vv - vw * uv) / det;
        double r = (vw * uu - uw * uv) / det;
        if (!(det > 0) || s < 0 || r < 0 || s + r > 1) {
            // On the border: the best of the three edges.
            double onU = unit(uw / uu);
            double onV = unit(vw / vv);
            double ee = uu - 2 * uv + vv;
            double onE = unit((vw - uw + uu - uv) / ee);
            double du = squared(onU * ux - wx, onU * uy - wy, onU * uz - wz);
            double dv = squared(onV * vx - wx, onV * vy - wy, onV * vz - wz);
            double de = squared(
                    (1 - onE) * ux + onE * vx - wx, (1 - onE) * uy + onE * vy - wy, (1 - onE) * uz + onE * vz - wz);
            if (du <= dv && du <= de) {
                s = onU;
                r = 0;
            } else if (dv <= de) {
                s = 0;
                r = onV;
            } else {
                s = 1 - onE;
                r = onE;
            }
        }
        double qx = s * ux + r * vx;
        double qy = s * uy + r * vy;
        double qz = s * uz + r * vz;
        double distance = squared(qx - wx, qy - wy, qz - wz);
        if (distance >= best) {
            return best;
        }
        to[0] = xyz[a] + qx;
        to[1] = xyz[a + 1] + qy;
        to[2] = xyz[a + 2] + qz;
        to[3] = uy * vz - uz * vy;
        to[4] = uz * vx - ux * vz;
        to[5] = ux * vy - uy * vx;
        return distance;
    }

    private static double unit(double t) {
        return t > 0 ? Math.min(1, t) : 0;
    }

    private static double squared(double x, double y, double z) {
        return x * x + y * y + z * z;
    }
}
