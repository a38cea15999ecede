package org.vertebrafe.segmentation.oneclick;

import org.vertebrafe.base.Vec3;

/**
 * Where the parts of a vertebral arch run, as line segments in the axes of the body: a rough map that says to which of
 * two vertebrae a piece of bone belongs. Widths and heights go with those of the body; the depths behind it with the
 * body's depth.
 */
final class ArchModel {

    /** Half the depth of the body for which the depths behind it are given, mm. */
    private static final double USUAL_HALF_DEPTH = 16.5;

    /**
     * Segments: x as a part of half the width, y in mm behind the body's posterior wall, z as a part of half the height;
     * start and end. Left and right are mirrored.
     */
    private static final double[][] PARTS = {
        // pedicle, out of the body
        {0.62, -5, 0.35, 0.68, 8, 0.35},
        // superior articular process
        {0.68, 8, 0.35, 0.74, 13, 1.35},
        // pars, and inferior articular process
        {0.68, 8, 0.35, 0.55, 16, -0.5},
        {0.55, 16, -0.5, 0.48, 19, -1.45},
        // lamina
        {0.6, 14, 0, 0, 21, -0.5},
        // spinous process
        {0, 21, -0.5, 0, 45, -0.95},
        // transverse process
        {0.68, 8, 0.35, 1.75, 14, 0.3},
    };

    private final Vec3 centre;
    private final Vec3 left;
    private final Vec3 posterior;
    private final Vec3 superior;
    private final double[][] segments = new double[PARTS.length][];

    ArchModel(BodyPose pose) {
        centre = pose.centre();
        // Each takes sines and cosines, too many for every voxel.
        left = pose.left();
        posterior = pose.posterior();
        superior = pose.superior();
        double scale = pose.halfDepth() / USUAL_HALF_DEPTH;
        for (int n = 0; n < PARTS.length; n++) {
            segments[n] = new double[6];
            for (int end = 0; end < 6; end += 3) {
                segments[n][end] = PARTS[n][end] * pose.halfWidth();
                segments[n][end + 1] = pose.halfDepth() + PARTS[n][end + 1] * scale;
                segments[n][end + 2] = PARTS[n][end + 2] * pose.halfHeight();
            }
        }
    }

    /** Corners of a box that holds the arch of any body of this pose, x, y, z in LPS mm. */
    static double[] corners(BodyPose pose) {
        double scale = pose.halfDepth() / USUAL_HALF_DEPTH;
        double[] corners = new double[24];
        for (int n = 0; n < 8; n++) {
            double x = (n & 1) == 0 ? -2.2 : 2.2;
            double y = (n & 2) == 0 ? -1 : 1;
            double z = (n & 4) == 0 ? -2.7 : 2.2;
            Vec3 p = pose.centre()
                    .plus(pose.left().times(x * pose.halfWidth()))
                    .plus(pose.posterior().times(y < 0 ? -pose.halfDepth() : pose.halfDepth() + 58 * scale))
                    .plus(pose.superior().times(z * pose.halfHeight()));
            corners[3 * n] = p.x();
            corners[3 * n + 1] = p.y();
            corners[3 * n + 2] = p.z();
        }
        return corners;
    }

    /** Distance of a position, LPS mm, from the nearest part, mm. */
    double distance(Vec3 patient) {
        Vec3 p = patient.minus(centre);
        double x = Math.abs(p.dot(left));
        double y = p.dot(posterior);
        double z = p.dot(superior);
        double best = Double.MAX_VALUE;
        for (double[] s : segments) {
            double dx = s[3] - s[0];
            double dy = s[4] - s[1];
            double dz = s[5] - s[2];
            double t = ((x - s[0]) * dx + (y - s[1]) * dy + (z - s[2]) * dz) / (dx * dx + dy * dy + dz * dz);
            t = Math.min(Math.max(t, 0), 1);
            double ex = x - s[0] - t * dx;
            double ey = y - s[1] - t * dy;
            double ez = z - s[2] - t * dz;
            best = Math.min(best, ex * ex + ey * ey + ez * ez);
        }
        return Math.sqrt(best);
    }
}
