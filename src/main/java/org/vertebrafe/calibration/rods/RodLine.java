package org.vertebrafe.calibration.rods;

/**
 * A straight rod through the layers of a {@link WorkingStack}: at height z its axis is at (x + tx z, y + ty z).
 *
 * @param x place of the axis at height 0, mm
 * @param y place of the axis at height 0, mm
 * @param tx slope of the axis
 * @param ty slope of the axis
 * @param radius mm
 * @param inside CT number, HU
 * @param outside CT number around it, HU
 * @param from height at which it begins to be seen, mm
 * @param to height at which it ends to be seen, mm
 * @param layers number of layers in which it was seen
 */
record RodLine(
        double x,
        double y,
        double tx,
        double ty,
        double radius,
        double inside,
        double outside,
        double from,
        double to,
        int layers) {

    double xAt(double z) {
        return x + tx * z;
    }

    double yAt(double z) {
        return y + ty * z;
    }

    double length() {
        return to - from;
    }

    double middle() {
        return (from + to) / 2;
    }
}
