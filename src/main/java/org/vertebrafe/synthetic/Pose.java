package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;

/**
 * Where the vertebra lies in the scanner: its own axes (x left, y posterior, z superior, origin in the middle of the
 * body) in LPS coordinates.
 *
 * @param centre middle of the body, LPS mm
 * @param left unit vector to the vertebra's left, LPS
 * @param posterior unit vector to its posterior, LPS
 * @param superior unit vector to its superior, LPS
 */
public record Pose(Vec3 centre, Vec3 left, Vec3 posterior, Vec3 superior) {

    /** Upright at the origin. */
    public static final Pose UPRIGHT = tilted(Vec3.ZERO, 0, 0, 0);

    /** @throws org.vertebrafe.base.InputException if the centre is not finite */
    public Pose {
        Checks.range("centre", centre.norm(), "mm from the origin", 0, 1e5);
        Checks.range("length of the left axis", left.norm(), "", 1 - 1e-9, 1 + 1e-9);
        Checks.range("length of the posterior axis", posterior.norm(), "", 1 - 1e-9, 1 + 1e-9);
        Checks.range("skew of left and posterior axis", left.dot(posterior), "", -1e-9, 1e-9);
        Checks.range(
                "error of the superior axis",
                left.cross(posterior).minus(superior).norm(),
                "",
                0,
                1e-9);
    }

    /**
     * A pose turned from upright about the scanner's fixed axes, in this order.
     *
     * @param centre middle of the body, LPS mm
     * @param axial turn about the superior axis, left towards posterior, degrees
     * @param sagittal tilt about the left axis, posterior towards superior, degrees
     * @param coronal tilt about the posterior axis, superior towards left, degrees
     */
    public static Pose tilted(Vec3 centre, double axial, double sagittal, double coronal) {
        Checks.range("axial turn", axial, "degrees", -180, 180);
        Checks.range("sagittal tilt", sagittal, "degrees", -180, 180);
        Checks.range("coronal tilt", coronal, "degrees", -180, 180);
        return new Pose(
                centre,
                turn(new Vec3(1, 0, 0), axial, sagittal, coronal),
                turn(new Vec3(0, 1, 0), axial, sagittal, coronal),
                turn(new Vec3(0, 0, 1), axial, sagittal, coronal));
    }

    /**
     * A pose whose superior axis is a direction.
     *
     * @param centre its centre, LPS mm
     * @param superior the direction, of any length
     * @param beside what its left axis is normal to; not along {@code superior}
     */
    static Pose along(Vec3 centre, Vec3 superior, Vec3 beside) {
        Vec3 up = superior.normalized();
        Vec3 left = beside.cross(up).normalized();
        return new Pose(centre, left, up.cross(left), up);
    }

    private static Vec3 turn(Vec3 v, double axial, double sagittal, double coronal) {
        // StrictMath: the same bits on every platform.
        double c = StrictMath.cos(StrictMath.toRadians(axial));
        double s = StrictMath.sin(StrictMath.toRadians(axial));
        Vec3 a = new Vec3(c * v.x() - s * v.y(), s * v.x() + c * v.y(), v.z());
        c = StrictMath.cos(StrictMath.toRadians(sagittal));
        s = StrictMath.sin(StrictMath.toRadians(sagittal));
        Vec3 b = new Vec3(a.x(), c * a.y() - s * a.z(), s * a.y() + c * a.z());
        c = StrictMath.cos(StrictMath.toRadians(coronal));
        s = StrictMath.sin(StrictMath.toRadians(coronal));
        return new Vec3(c * b.x() + s * b.z(), b.y(), c * b.z() - s * b.x());
    }

    /** Position in the vertebra's own axes, mm, of an LPS position. */
    public Vec3 toLocal(Vec3 patient) {
        Vec3 d = patient.minus(centre);
        return new Vec3(d.dot(left), d.dot(posterior), d.dot(superior));
    }

    /** LPS position, mm, of a position in the vertebra's own axes. */
    public Vec3 toPatient(Vec3 local) {
        return centre.plus(left.times(local.x()))
                .plus(posterior.times(local.y()))
                .plus(superior.times(local.z()));
    }
}
