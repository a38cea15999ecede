package org.vertebrafe.calibration.rods;

/**
 * A round, uniform spot in a slice.
 *
 * @param x place of its centre, mm
 * @param y place of its centre, mm
 * @param radius mm
 * @param inside median inside, HU
 * @param outside median around it, HU
 * @param support part of its border that lies on the circle, 0..1
 */
record Disc(double x, double y, double radius, double inside, double outside, double support) {

    double contrast() {
        return inside - outside;
    }
}
