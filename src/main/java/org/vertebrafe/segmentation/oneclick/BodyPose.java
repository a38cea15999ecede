package org.vertebrafe.segmentation.oneclick;

import org.vertebrafe.base.Vec3;

/**
 * Where a vertebral body lies and how large it is.
 *
 * @param centre middle of the body, LPS mm
 * @param axial turn about the superior axis, left towards posterior, radians
 * @param sagittal tilt about the left axis, posterior towards superior, radians
 * @param coronal tilt about the posterior axis, superior towards left, radians
 * @param halfWidth half the width from left to right, mm
 * @param halfDepth half the depth from anterior to posterior, mm
 * @param halfHeight half the height, mm
 */
record BodyPose(
        Vec3 centre,
        double axial,
        double sagittal,
        double coronal,
        double halfWidth,
        double halfDepth,
        double halfHeight) {

    /** Parameters in order: centre x, y, z, the three angles, the three half sizes. */
    double[] parameters() {
        return new double[] {
            centre.x(), centre.y(), centre.z(), axial, sagittal, coronal, halfWidth, halfDepth, halfHeight
        };
    }

    static BodyPose of(double[] p) {
        return new BodyPose(new Vec3(p[0], p[1], p[2]), p[3], p[4], p[5], p[6], p[7], p[8]);
    }

    Vec3 left() {
        return turn(1, 0, 0);
    }

    Vec3 posterior() {
        return turn(0, 1, 0);
    }

    Vec3 superior() {
        return turn(0, 0, 1);
    }

    /** The same size and turn about another middle. */
    BodyPose at(Vec3 other) {
        return new BodyPose(other, axial, sagittal, coronal, halfWidth, halfDepth, halfHeight);
    }

    /** Position in the body's own axes, mm: left, posterior, superior. */
    Vec3 toLocal(Vec3 patient) {
        Vec3 d = patient.minus(centre);
        return new Vec3(d.dot(left()), d.dot(posterior()), d.dot(superior()));
    }

    /** The same turn with middle and size measured on a surface. */
    BodyPose measured(double[] positions) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int v = 0; v < positions.length / 3; v++) {
            Vec3 p = toLocal(ColumnMesh.vertex(positions, v));
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], p.get(axis));
                high[axis] = Math.max(high[axis], p.get(axis));
            }
        }
        Vec3 middle = centre.plus(left().times((low[0] + high[0]) / 2))
                .plus(posterior().times((low[1] + high[1]) / 2))
                .plus(superior().times((low[2] + high[2]) / 2));
        return new BodyPose(
                middle,
                axial,
                sagittal,
                coronal,
                (high[0] - low[0]) / 2,
                (high[1] - low[1]) / 2,
                (high[2] - low[2]) / 2);
    }

    private Vec3 turn(double vx, double vy, double vz) {
        double c = Math.cos(axial);
        double s = Math.sin(axial);
        double ax = c * vx - s * vy;
        double ay = s * vx + c * vy;
        c = Math.cos(sagittal);
        s = Math.sin(sagittal);
        double by = c * ay - s * vz;
        double bz = s * ay + c * vz;
        c = Math.cos(coronal);
        s = Math.sin(coronal);
        return new Vec3(c * ax + s * bz, by, c * bz - s * ax);
    }
}
