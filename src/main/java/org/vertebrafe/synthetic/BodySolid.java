package org.vertebrafe.synthetic;

/**
 * The vertebral body as signed distances in its own axes, mm: a wall of rounded, waisted section between two concave
 * endplates with a flat rim.
 */
final class BodySolid {

    /** 0 is an ellipse, 1 the rounder-cornered fourth-power oval. */
    private static final double SQUARENESS = 0.45;

    /** Part of the radius over which the endplate is concave; outside lies the rim. */
    private static final double CONCAVE_PART = 0.86;

    /** Rounding of the edge between wall and rim, mm. */
    private static final double EDGE_RADIUS = 1.6;

    private final BodyShape shape;
    private final double inverseA2;
    private final double inverseB2;
    private final double waist;
    private final double halfHeight;

    BodySolid(BodyShape shape) {
        this.shape = shape;
        double a = shape.width() / 2;
        double b = shape.depth() / 2;
        inverseA2 = 1 / (a * a);
        inverseB2 = 1 / (b * b);
        waist = shape.waist() / a;
        halfHeight = shape.height() / 2;
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

    /** Length of the gradient of {@link #gauge}, 1/mm. */
    private double gaugeGradient(double x, double y, double gauge) {
        double s = x * x * inverseA2;
        double t = y * y * inverseB2;
        double q = Math.sqrt(s * s + t * t);
        if (gauge < 1e-9) {
            return 1 / Math.sqrt(Math.max(1 / inverseA2, 1 / inverseB2));
        }
        double gx = x * inverseA2 * (1 - SQUARENESS + SQUARENESS * s / q) / gauge;
        double gy = y * inverseB2 * (1 - SQUARENESS + SQUARENESS * t / q) / gauge;
        return Math.sqrt(gx * gx + gy * gy);
    }

    /**
     * Distances of the outer surface and of the trabecular core.
     *
     * @param out receives outer distance and core distance, mm, at 0 and 1
     */
    void distances(double x, double y, double z, double[] out) {
        double gauge = gauge(x, y);
        double gradient = gaugeGradient(x, y, gauge);

        // Past the endplates the wall goes on as it was there.
        double u = Math.max(-1, Math.min(1, z / halfHeight));
        double section = 1 - waist * (1 - u * u);
        double slope = 2 * waist * u / halfHeight;
        double wall = (gauge - section) / Math.sqrt(gradient * gradient + slope * slope);

        double concavity = z > 0 ? shape.superiorConcavity() : shape.inferiorConcavity();
        double r = gauge / CONCAVE_PART;
        double inner = r < 1 ? 1 - r * r : 0;
        double tilt = 4 * concavity * inner * r / CONCAVE_PART * gradient;
        double endplate = (Math.abs(z) - halfHeight + concavity * inner * inner) / Math.sqrt(1 + tilt * tilt);

        out[0] = Smooth.intersection(wall, endplate, EDGE_RADIUS);
        out[1] = Smooth.intersection(wall + shape.wallThickness(), endplate + shape.endplateThickness(), EDGE_RADIUS);
    }
}
