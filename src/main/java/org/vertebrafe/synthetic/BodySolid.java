package org.vertebrafe.synthetic;

/**
 * The vertebral body as signed distances in its own axes, mm: a wall of rounded, waisted section between two concave
 * endplates with a flat rim.
 */
final class BodySolid {

    /** 0 is an ellipse, 1 the rounder-cornered fourth-power oval. */
    private static final double SQUARENESS = 0.45;

    /** Part of the radius over which the endplate is concave; outside lies the rim. */
    private static final double CONCAVE_PART = 0.85;

    /** Rounding of the edge between wall and rim, mm. */
    private static final double EDGE_RADIUS = 1.9;

    /** How much of the waist the posterior wall lacks. */
    private static final double POSTERIOR_RELIEF = 0.7;

    private static final double TINY = 1e-9;

    private final BodyShape shape;
    private final double inverseA2;
    private final double inverseB2;
    private final double waist;
    private final double halfHeight;
    private final double halfDepth;

    /** Half of the gauge's smallest gradient, 1/mm: keeps distances finite near the axis. */
    private final double leastGradient;

    BodySolid(BodyShape shape) {
        this.shape = shape;
        double a = shape.width() / 2;
        double b = shape.depth() / 2;
        inverseA2 = 1 / (a * a);
        inverseB2 = 1 / (b * b);
        waist = shape.waist() / a;
        halfHeight = shape.height() / 2;
        halfDepth = b;
        leastGradient = 0.5 / Math.max(a, b);
    }

    /**
     * Radial position in the section: 0 on the axis, 1 on the wall at the endplates.
     *
     * @param x to the left, mm
     * @param y to posterior, mm
     */
    double gauge(double x, double y) {
        double s = x * x * inverseA2;
        double t = y * y * inverseB2;
        return Math.sqrt((1 - SQUARENESS) * (s + t) + SQUARENESS * Math.sqrt(s * s + t * t));
    }

    /**
     * Distances of the outer surface and of the trabecular core.
     *
     * @param out receives outer distance and core distance, mm, at 0 and 1
     */
    void distances(double x, double y, double z, double[] out) {
        double s = x * x * inverseA2;
        double t = y * y * inverseB2;
        double gauge = gauge(x, y);
        double even = 1 - SQUARENESS;
        double square = SQUARENESS / Math.max(Math.sqrt(s * s + t * t), TINY);
        double gx = x * inverseA2 * (even + square * s) / Math.max(gauge, TINY);
        double gy = y * inverseB2 * (even + square * t) / Math.max(gauge, TINY);

        // Past the endplates the wall goes on as it was there; the posterior wall is less waisted.
        double u = Math.max(-1, Math.min(1, z / halfHeight));
        double back = Math.max(0, Math.min(1, y / halfDepth));
        double bulge = waist * (1 - u * u);
        double section = 1 - bulge * (1 - POSTERIOR_RELIEF * back * back);
        double slopeY = 2 * bulge * POSTERIOR_RELIEF * back / halfDepth;
        double slopeZ = 2 * waist * u / halfHeight * (1 - POSTERIOR_RELIEF * back * back);
        double steep = gx * gx + (gy - slopeY) * (gy - slopeY) + slopeZ * slopeZ;
        double wall = (gauge - section) / Math.sqrt(Math.max(steep, leastGradient * leastGradient));
        double gradient = Math.sqrt(gx * gx + gy * gy);

        double concavity = z > 0 ? shape.superiorConcavity() : shape.inferiorConcavity();
        double r = gauge / CONCAVE_PART;
        double inner = r < 1 ? 1 - r * r : 0;
        double tilt = 4 * concavity * inner * r / CONCAVE_PART * gradient;
        double endplate = (Math.abs(z) - halfHeight + concavity * inner * inner) / Math.sqrt(1 + tilt * tilt);

        out[0] = Smooth.intersection(wall, endplate, EDGE_RADIUS);
        out[1] = Smooth.intersection(wall + shape.wallThickness(), endplate + shape.endplateThickness(), EDGE_RADIUS);
    }
}
