package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;

/**
 * A solid of one material: a box or an elliptic cylinder about its own z axis.
 *
 * @param form box or cylinder
 * @param pose where it lies
 * @param half half its size along its own three axes, mm
 * @param hu its true CT number, HU
 */
public record Primitive(Form form, Pose pose, Vec3 half, double hu) {

    /** The forms there are. */
    public enum Form {
        BOX,
        CYLINDER
    }

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public Primitive {
        for (int axis = 0; axis < 3; axis++) {
            Checks.range("half the size of a solid", half.get(axis), "mm", 0.1, 2000);
        }
        Checks.range("CT number of a solid", hu, "HU", -1024, 30000);
    }

    /** Signed distance of an LPS position, mm, negative inside; exact to first order at the surface. */
    double distance(double px, double py, double pz) {
        double dx = px - pose.centre().x();
        double dy = py - pose.centre().y();
        double dz = pz - pose.centre().z();
        double x =
                dx * pose.left().x() + dy * pose.left().y() + dz * pose.left().z();
        double y = dx * pose.posterior().x()
                + dy * pose.posterior().y()
                + dz * pose.posterior().z();
        double z = dx * pose.superior().x()
                + dy * pose.superior().y()
                + dz * pose.superior().z();
        double end = Math.abs(z) - half.z();
        if (form == Form.CYLINDER) {
            return Math.max(ellipse(x / half.x(), y / half.y(), half.x(), half.y()), end);
        }
        return Math.max(Math.max(Math.abs(x) - half.x(), Math.abs(y) - half.y()), end);
    }

    /** Distance to an ellipse of coordinates in its semi-axes, exact to first order at its border and for circles, mm. */
    static double ellipse(double u, double v, double a, double b) {
        double gauge = Math.sqrt(u * u + v * v);
        if (gauge < 1e-6) {
            return -Math.min(a, b);
        }
        double ua = u / a;
        double vb = v / b;
        return gauge * (gauge - 1) / Math.sqrt(ua * ua + vb * vb);
    }

    /** Factor by which {@link #distance} may exceed the true distance. */
    double slack() {
        return form == Form.BOX ? 1 : Math.max(half.x(), half.y()) / Math.min(half.x(), half.y());
    }
}
