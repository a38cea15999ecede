package org.vertebrafe.synthetic;

/** Union and intersection of signed distances (negative inside) with a rounded seam. */
final class Smooth {

    private Smooth() {}

    /** Union; the seam is filled where the two distances differ by less than {@code radius}, mm. */
    static double union(double a, double b, double radius) {
        double overlap = Math.max(radius - Math.abs(a - b), 0);
        return Math.min(a, b) - overlap * overlap / (4 * radius);
    }

    /** Intersection; the edge is rounded where the two distances differ by less than {@code radius}, mm. */
    static double intersection(double a, double b, double radius) {
        double overlap = Math.max(radius - Math.abs(a - b), 0);
        return Math.max(a, b) + overlap * overlap / (4 * radius);
    }
}
