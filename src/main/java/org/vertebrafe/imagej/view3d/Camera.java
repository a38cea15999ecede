package org.vertebrafe.imagej.view3d;

import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

/**
 * From where a model is seen, without perspective, so that lengths can be compared anywhere in the picture.
 *
 * @param right unit vector to the right of the screen, LPS
 * @param up unit vector to the top of the screen, LPS
 * @param scale pixels a mm
 * @param panX how far the model's middle is right of the screen's middle, pixels
 * @param panY how far it is below it, pixels
 */
record Camera(Vec3 right, Vec3 up, double scale, double panX, double panY) {

    private static final Vec3 SUPERIOR = new Vec3(0, 0, 1);
    private static final Vec3 LEFT = new Vec3(1, 0, 0);
    private static final Vec3 POSTERIOR = new Vec3(0, 1, 0);

    /** Views by the side of the patient that faces the viewer. */
    static Camera of(String view, double scale) {
        return switch (view) {
            case "anterior" -> new Camera(LEFT, SUPERIOR, scale, 0, 0);
            case "posterior" -> new Camera(LEFT.times(-1), SUPERIOR, scale, 0, 0);
            case "left" -> new Camera(POSTERIOR, SUPERIOR, scale, 0, 0);
            case "right" -> new Camera(POSTERIOR.times(-1), SUPERIOR, scale, 0, 0);
            case "superior" -> new Camera(LEFT.times(-1), POSTERIOR.times(-1), scale, 0, 0);
            case "inferior" -> new Camera(LEFT, POSTERIOR.times(-1), scale, 0, 0);
            case "oblique" -> of("left", scale).turned(35, 0).turned(0, 22);
            default -> throw InputException.of(
                    "View \"%s\" is not known; choose one of: oblique, anterior, posterior, left, right, superior,"
                            + " inferior.",
                    view);
        };
    }

    /** Unit vector from the model to the viewer. */
    Vec3 towards() {
        return right.cross(up);
    }

    /** The model turned as if its near side were dragged to the right and down, degrees. */
    Camera turned(double toRight, double down) {
        Vec3 r = rotated(right, up, -toRight);
        Vec3 u = rotated(up, r, -down);
        return new Camera(r, u, scale, panX, panY);
    }

    /** Turned about the patient's long axis, degrees. */
    Camera spun(double degrees) {
        return new Camera(rotated(right, SUPERIOR, -degrees), rotated(up, SUPERIOR, -degrees), scale, panX, panY);
    }

    Camera moved(double pixelsRight, double pixelsDown) {
        return new Camera(right, up, scale, panX + pixelsRight, panY + pixelsDown);
    }

    /** Zoomed, with a point of the screen, in pixels from its middle, kept in place. */
    Camera zoomed(double factor, double x, double y) {
        return new Camera(right, up, scale * factor, x + (panX - x) * factor, y + (panY - y) * factor);
    }

    /** For a picture with so many times the pixels along each side. */
    Camera enlarged(double factor) {
        return new Camera(right, up, scale * factor, panX * factor, panY * factor);
    }

    private static Vec3 rotated(Vec3 v, Vec3 axis, double degrees) {
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        return v.times(c)
                .plus(axis.cross(v).times(s))
                .plus(axis.times(axis.dot(v) * (1 - c)))
                .normalized();
    }
}
