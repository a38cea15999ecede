package org.vertebrafe.base;

import java.util.Locale;

/**
 * A point or vector in space.
 *
 * @param x first component, mm or dimensionless
 * @param y second component
 * @param z third component
 */
public record Vec3(double x, double y, double z) {

    public static final Vec3 ZERO = new Vec3(0, 0, 0);

    public Vec3 plus(Vec3 o) {
        return new Vec3(x + o.x, y + o.y, z + o.z);
    }

    public Vec3 minus(Vec3 o) {
        return new Vec3(x - o.x, y - o.y, z - o.z);
    }

    public Vec3 times(double factor) {
        return new Vec3(x * factor, y * factor, z * factor);
    }

    public double dot(Vec3 o) {
        return x * o.x + y * o.y + z * o.z;
    }

    public Vec3 cross(Vec3 o) {
        return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    public double norm() {
        return Math.sqrt(dot(this));
    }

    /**
     * This direction with length 1.
     *
     * @throws ArithmeticException if the length is 0 or not finite
     */
    public Vec3 normalized() {
        double length = norm();
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new ArithmeticException("No direction: " + this);
        }
        return times(1 / length);
    }

    /** Component 0, 1 or 2. */
    public double get(int component) {
        return switch (component) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("component " + component);
        };
    }

    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "(%.6g, %.6g, %.6g)", x, y, z);
    }
}
