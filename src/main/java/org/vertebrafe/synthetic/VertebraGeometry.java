package org.vertebrafe.synthetic;

/**
 * The whole vertebra as signed distances in its own axes, mm: negative inside, exact to first order at the surfaces. In
 * the rounded seams between two parts they are shorter than the true distance, so cortex is thicker there.
 */
final class VertebraGeometry {

    /** Index of the distance to the outer surface of the bone. */
    static final int OUTER = 0;

    /** Index of the distance to the surface between cortex and trabecular core. */
    static final int CORE = 1;

    /** Index of the distance to the body's own surface, which continues through the roots of the pedicles. */
    static final int BODY = 2;

    /** Number of distances. */
    static final int COUNT = 3;

    /** Rounding of the canal's border, and fillet between body and pedicles, mm. */
    private static final double SEAM = 2;

    private final BodySolid body;
    private final ArchSolid arch;
    private final double wallThickness;
    private final double archThickness;

    VertebraGeometry(SyntheticVertebra vertebra) {
        body = new BodySolid(vertebra.body());
        arch = new ArchSolid(vertebra.body(), vertebra.arch());
        wallThickness = vertebra.body().wallThickness();
        archThickness = vertebra.arch().cortexThickness();
    }

    BodySolid body() {
        return body;
    }

    ArchSolid arch() {
        return arch;
    }

    /** Writes the {@link #COUNT} distances of a position to {@code out}. */
    void distances(double x, double y, double z, double[] out) {
        body.distances(x, y, z, out);
        double outside = -arch.canal(x, y);
        double bodyOuter = Smooth.intersection(out[0], outside, SEAM);
        double bodyCore = Smooth.intersection(out[1], outside + wallThickness, SEAM);
        double rods = arch.distance(x, y, z);
        double archOuter = Smooth.intersection(rods, outside, SEAM);
        double archCore = Smooth.intersection(rods, outside, SEAM) + archThickness;
        out[OUTER] = Smooth.union(bodyOuter, archOuter, SEAM);
        out[CORE] = Smooth.union(bodyCore, archCore, SEAM);
        out[BODY] = bodyOuter;
    }
}
