package org.vertebrafe.imagej;

import java.util.List;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Three directions at right angles along which a figure is laid out. Coordinates along them are in mm from the patient's
 * origin.
 *
 * @param left unit vector to the left, LPS
 * @param posterior unit vector to the back
 * @param superior unit vector to the head
 */
public record Axes(Vec3 left, Vec3 posterior, Vec3 superior) {

    /** Those of the patient. */
    public static final Axes PATIENT = new Axes(new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));

    /** Those of a vertebra. */
    public static Axes of(VertebralFrame frame) {
        return new Axes(frame.left(), frame.anterior().times(-1), frame.superior());
    }

    /** The coordinates of a point. */
    public Vec3 coordinates(Vec3 patient) {
        return new Vec3(patient.dot(left), patient.dot(posterior), patient.dot(superior));
    }

    /** The point of some coordinates, LPS mm. */
    public Vec3 point(Vec3 coordinates) {
        return left.times(coordinates.x())
                .plus(posterior.times(coordinates.y()))
                .plus(superior.times(coordinates.z()));
    }

    /** The least and the greatest coordinates of some points. */
    public List<Vec3> bounds(Iterable<Vec3> points) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Vec3 point : points) {
            Vec3 at = coordinates(point);
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], at.get(axis));
                high[axis] = Math.max(high[axis], at.get(axis));
            }
        }
        return List.of(new Vec3(low[0], low[1], low[2]), new Vec3(high[0], high[1], high[2]));
    }
}
