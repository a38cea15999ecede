package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;

/**
 * A rod with an elliptic section that changes linearly from one end to the other, and rounded ends. Distances are exact
 * to first order at the surface.
 */
final class TaperedRod {

    private final double x;
    private final double y;
    private final double z;
    private final Vec3 along;
    private final Vec3 thin;
    private final Vec3 wide;
    private final double length;
    private final double thinStart;
    private final double thinSlope;
    private final double wideStart;
    private final double wideSlope;
    private final double largest;
    private final double inverseSmallest;

    /**
     * @param from centre of the first end, mm
     * @param to centre of the second end, mm
     * @param wideHint direction near which the second semi-axis points
     * @param thin0 first semi-axis at {@code from}, across {@code wideHint}, mm
     * @param wide0 second semi-axis at {@code from}, mm
     * @param thin1 first semi-axis at {@code to}, mm
     * @param wide1 second semi-axis at {@code to}, mm
     */
    TaperedRod(Vec3 from, Vec3 to, Vec3 wideHint, double thin0, double wide0, double thin1, double wide1) {
        Vec3 axis = to.minus(from);
        x = from.x();
        y = from.y();
        z = from.z();
        length = axis.norm();
        along = axis.normalized();
        thin = along.cross(wideHint).normalized();
        wide = thin.cross(along);
        thinStart = thin0;
        thinSlope = (thin1 - thin0) / length;
        wideStart = wide0;
        wideSlope = (wide1 - wide0) / length;
        largest = Math.max(Math.max(thin0, thin1), Math.max(wide0, wide1));
        inverseSmallest = 1 / Math.min(Math.min(thin0, thin1), Math.min(wide0, wide1));
    }

    /**
     * Whether {@link #distance} is surely not below a limit, mm: as the gauge is at least the distance from the axis over
     * the largest semi-axis, and the first-order distance at least the gauge less 1 times the smallest. Much cheaper.
     */
    boolean isBeyond(double px, double py, double pz, double limit) {
        double dx = px - x;
        double dy = py - y;
        double dz = pz - z;
        double s = dx * along.x() + dy * along.y() + dz * along.z();
        double past = s - Math.min(Math.max(s, 0), length);
        double squared = dx * dx + dy * dy + dz * dz - s * s + past * past;
        // The small part on top is far more than rounding can take away.
        double enough = largest * (Math.max(limit, 0) * inverseSmallest + 1) + 1e-6;
        return squared > enough * enough;
    }

    /** Signed distance, mm. */
    double distance(double px, double py, double pz) {
        double dx = px - x;
        double dy = py - y;
        double dz = pz - z;
        double s = dx * along.x() + dy * along.y() + dz * along.z();
        double on = Math.min(Math.max(s, 0), length);
        double a = thinStart + thinSlope * on;
        double b = wideStart + wideSlope * on;
        double cap = Math.min(a, b);
        double u = (dx * thin.x() + dy * thin.y() + dz * thin.z()) / a;
        double v = (dx * wide.x() + dy * wide.y() + dz * wide.z()) / b;
        double w = (s - on) / cap;
        double gauge = Math.sqrt(u * u + v * v + w * w);
        if (gauge < 1e-6) {
            return -cap;
        }
        double ua = u / a;
        double vb = v / b;
        double wc = w / cap;
        double firstOrder = gauge * (gauge - 1) / Math.sqrt(ua * ua + vb * vb + wc * wc);
        // No point is deeper than the smaller semi-axis, which the first order does not know.
        return Math.max(firstOrder, -cap);
    }
}
