package org.vertebrafe.segmentation;

import org.vertebrafe.base.Vec3;

/**
 * A plane in patient coordinates.
 *
 * @param point a point on it, LPS mm
 * @param normal unit normal
 */
public record Plane(Vec3 point, Vec3 normal) {

    /** Signed distance of a point from the plane, mm; positive on the normal's side. */
    public double distance(Vec3 position) {
        return position.minus(point).dot(normal);
    }

    /** Distance from a start along a unit direction to the plane, mm. */
    public double along(Vec3 start, Vec3 direction) {
        return -distance(start) / direction.dot(normal);
    }
}
