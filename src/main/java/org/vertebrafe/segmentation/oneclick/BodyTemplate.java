package org.vertebrafe.segmentation.oneclick;

import org.vertebrafe.base.Vec3;

/**
 * The shape that a vertebral body has in common with all others: a rounded, slightly waisted prism with concave
 * endplates and a concave posterior wall. Held for half sizes of 1 and scaled by a {@link BodyPose}.
 */
final class BodyTemplate {

    /** Exponent of the superellipse of the cross-section: 2 is an ellipse. */
    private static final double SECTION = 2.5;

    /** Exponent that joins wall and endplates: the larger, the sharper the rim. */
    private static final double RIM = 8;

    private static final double WAIST = 0.08;
    private static final double ENDPLATE_CONCAVITY = 0.10;
    private static final double POSTERIOR_CONCAVITY = 0.14;

    final Icosphere sphere;

    /** x, y, z of each vertex at half sizes 1. */
    final double[] points;

    /** Outward normal at each vertex at half sizes 1, not of unit length. */
    final double[] normals;

    /** 0 where the pedicles leave the body and there is no surface to see, else 1. */
    final double[] weights;

    BodyTemplate(int level) {
        sphere = new Icosphere(level);
        points = new double[sphere.points.length];
        weights = new double[sphere.vertices];
        for (int v = 0; v < sphere.vertices; v++) {
            place(v);
        }
        normals = normals(sphere, points);
    }

    private void place(int v) {
        double dx = sphere.points[3 * v];
        double dy = sphere.points[3 * v + 1];
        double dz = sphere.points[3 * v + 2];
        double section = Math.pow(Math.abs(dx), SECTION) + Math.pow(Math.abs(dy), SECTION);
        double gauge = Math.pow(Math.pow(section, RIM / SECTION) + Math.pow(Math.abs(dz), RIM), 1 / RIM);
        double x = dx / gauge;
        double y = dy / gauge;
        double z = dz / gauge;
        double waist = 1 - WAIST * Math.max(0, 1 - z * z);
        x *= waist;
        y *= y > 0 ? 1 : waist;
        double r2 = Math.min(1, x * x + y * y);
        z *= 1 - ENDPLATE_CONCAVITY * (1 - r2) * (1 - r2);
        if (y > 0) {
            y *= 1 - POSTERIOR_CONCAVITY * Math.exp(-x * x / 0.2);
        }
        points[3 * v] = x;
        points[3 * v + 1] = y;
        points[3 * v + 2] = z;
        boolean pedicle = y > 0.35 && Math.abs(x) > 0.35 && z > -0.35 && z < 0.95;
        weights[v] = pedicle ? 0 : 1;
    }

    /** Sums of the area vectors of the triangles at each vertex. */
    static double[] normals(Icosphere sphere, double[] points) {
        double[] normals = new double[points.length];
        int[] t = sphere.triangles;
        for (int f = 0; f < t.length; f += 3) {
            int a = 3 * t[f];
            int b = 3 * t[f + 1];
            int c = 3 * t[f + 2];
            double ux = points[b] - points[a];
            double uy = points[b + 1] - points[a + 1];
            double uz = points[b + 2] - points[a + 2];
            double vx = points[c] - points[a];
            double vy = points[c + 1] - points[a + 1];
            double vz = points[c + 2] - points[a + 2];
            double nx = uy * vz - uz * vy;
            double ny = uz * vx - ux * vz;
            double nz = ux * vy - uy * vx;
            for (int at : new int[] {a, b, c}) {
                normals[at] += nx;
                normals[at + 1] += ny;
                normals[at + 2] += nz;
            }
        }
        return normals;
    }

    /** Positions of the vertices in LPS mm. */
    double[] placed(BodyPose pose) {
        return placed(pose, 1, 1);
    }

    /** As {@link #placed(BodyPose)}, shrunk within the section and along the axis by factors. */
    double[] placed(BodyPose pose, double across, double along) {
        Vec3 l = pose.left().times(pose.halfWidth() * across);
        Vec3 p = pose.posterior().times(pose.halfDepth() * across);
        Vec3 s = pose.superior().times(pose.halfHeight() * along);
        double[] out = new double[points.length];
        for (int v = 0; v < points.length; v += 3) {
            double x = points[v];
            double y = points[v + 1];
            double z = points[v + 2];
            out[v] = pose.centre().x() + x * l.x() + y * p.x() + z * s.x();
            out[v + 1] = pose.centre().y() + x * l.y() + y * p.y() + z * s.y();
            out[v + 2] = pose.centre().z() + x * l.z() + y * p.z() + z * s.z();
        }
        return out;
    }
}
