package org.vertebrafe.mesh.tet;

import org.vertebrafe.base.Vec3;

/**
 * A surface of triangles in patient coordinates (LPS, mm), counter-clockwise seen from outside. A value: the arrays are
 * handed over and to be read only.
 *
 * @param coordinates x, y, z of each vertex, LPS mm
 * @param triangles three vertex numbers, from 0, of each triangle
 */
public record TriangleSurface(double[] coordinates, int[] triangles) {

    public TriangleSurface {
        if (coordinates.length % 3 != 0 || triangles.length % 3 != 0) {
            throw new IllegalArgumentException("array lengths are not multiples of 3");
        }
    }

    /** Number of vertices. */
    public int vertices() {
        return coordinates.length / 3;
    }

    /** Number of triangles. */
    public int faces() {
        return triangles.length / 3;
    }

    /** Position of a vertex, LPS mm. */
    public Vec3 vertex(int vertex) {
        return new Vec3(coordinates[3 * vertex], coordinates[3 * vertex + 1], coordinates[3 * vertex + 2]);
    }

    /** Enclosed volume, mm3; negative if the triangles are clockwise seen from outside. */
    public double volume() {
        if (coordinates.length == 0) {
            return 0;
        }
        // About a vertex, so that the distance from the scanner's origin costs no digits.
        Vec3 pivot = vertex(0);
        double six = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            Vec3 a = vertex(triangles[t]).minus(pivot);
            Vec3 b = vertex(triangles[t + 1]).minus(pivot);
            Vec3 c = vertex(triangles[t + 2]).minus(pivot);
            six += a.dot(b.cross(c));
        }
        return six / 6;
    }

    /** Area, mm2. */
    public double area() {
        double twice = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            Vec3 a = vertex(triangles[t]);
            twice += vertex(triangles[t + 1])
                    .minus(a)
                    .cross(vertex(triangles[t + 2]).minus(a))
                    .norm();
        }
        return twice / 2;
    }

    /** Middle of the smallest box around the vertices, LPS mm. */
    public Vec3 centre() {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < coordinates.length; i++) {
            low[i % 3] = Math.min(low[i % 3], coordinates[i]);
            high[i % 3] = Math.max(high[i % 3], coordinates[i]);
        }
        return new Vec3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
    }

    /** Adds to each vertex twice the area vectors of its triangles: its normal, not of unit length. */
    static void addNormals(double[] xyz, int[] triangles, double[] normals) {
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t];
            int b = 3 * triangles[t + 1];
            int c = 3 * triangles[t + 2];
            double ux = xyz[b] - xyz[a];
            double uy = xyz[b + 1] - xyz[a + 1];
            double uz = xyz[b + 2] - xyz[a + 2];
            double vx = xyz[c] - xyz[a];
            double vy = xyz[c + 1] - xyz[a + 1];
            double vz = xyz[c + 2] - xyz[a + 2];
            double nx = uy * vz - uz * vy;
            double ny = uz * vx - ux * vz;
            double nz = ux * vy - uy * vx;
            for (int corner = 0; corner < 3; corner++) {
                int v = corner == 0 ? a : corner == 1 ? b : c;
                normals[v] += nx;
                normals[v + 1] += ny;
                normals[v + 2] += nz;
            }
        }
    }

    /** What the triangles form: closed or not, manifold or not, how many parts. */
    public SurfaceTopology topology() {
        return SurfaceTopology.of(vertices(), triangles);
    }
}
