package org.vertebrafe.imagej.view3d;

import org.vertebrafe.base.Vec3;

/**
 * A plane beyond which the model is not drawn, so that its inside is seen.
 *
 * @param normal unit vector towards what is cut away, LPS
 * @param offset of the plane from the model's middle along the normal, mm
 */
record Cut(Vec3 normal, double offset) {

    /** How far a point, relative to the model's middle, lies on the side that is cut away, mm. */
    double beyond(double x, double y, double z) {
        return normal.x() * x + normal.y() * y + normal.z() * z - offset;
    }
}
