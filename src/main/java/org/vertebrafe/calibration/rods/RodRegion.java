package org.vertebrafe.calibration.rods;

import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

/**
 * Where a rod of a phantom lies: a cylinder, LPS mm. The radius is that of the rod itself; the measurement stays clear of
 * its wall on its own.
 *
 * @param rod its name in the catalogue
 * @param from position on the axis in the first slice to measure, LPS mm
 * @param to position on the axis in the last slice to measure, LPS mm
 * @param radius mm
 */
public record RodRegion(String rod, Vec3 from, Vec3 to, double radius) {

    /** @throws InputException if the cylinder has no length or an impossible radius */
    public RodRegion {
        if (!(radius >= 2 && radius <= 50)) {
            throw InputException.of("Rod %s: radius of %g mm, limits 2 .. 50 mm.", rod, radius);
        }
        if (!from.isFinite() || !to.isFinite() || !(to.minus(from).norm() > 0)) {
            throw InputException.of(
                    "Rod %s: from %s to %s mm has no direction; its two ends must lie in different slices.",
                    rod, from, to);
        }
    }

    /** Unit vector from the first to the last slice, LPS. */
    public Vec3 axis() {
        return to.minus(from).normalized();
    }

    /** Distance between the two ends, mm. */
    public double length() {
        return to.minus(from).norm();
    }

    /** Middle between the two ends, LPS mm. */
    public Vec3 centre() {
        return from.plus(to).times(0.5);
    }
}
