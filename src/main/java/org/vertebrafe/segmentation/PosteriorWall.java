package org.vertebrafe.segmentation;

import java.util.Arrays;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

/**
 * The posterior wall of a vertebral body, in the vertebra's frame: y = c0 + c1 x + c2 z + c3 x^2, mm, over the width of the
 * canal; beyond it, where the pedicles leave the body, as at the canal's edge.
 */
final class PosteriorWall {

    /** Points further away than this do not count, mm (Tukey's biweight): spurs, the mouth of a vein. */
    private static final double CUTOFF = 5;

    private static final int ROUNDS = 10;
    private static final int TERMS = 4;

    private final double[] c;
    private final double halfWidth;

    private PosteriorWall(double[] c, double halfWidth) {
        this.c = c;
        this.halfWidth = halfWidth;
    }

    /**
     * Fits.
     *
     * @param seen points of the wall: left, anterior, superior, mm
     * @param halfWidth half the width of the canal, mm; points beside it are left out
     */
    static PosteriorWall fit(List<Vec3> seen, double halfWidth) {
        List<Vec3> points =
                seen.stream().filter(p -> Math.abs(p.x()) <= halfWidth).toList();
        double[] weights = new double[points.size()];
        Arrays.fill(weights, 1);
        PosteriorWall wall = null;
        for (int round = 0; round < ROUNDS; round++) {
            wall = new PosteriorWall(solve(points, weights), halfWidth);
            for (int n = 0; n < weights.length; n++) {
                Vec3 p = points.get(n);
                double t = (p.y() - wall.at(p.x(), p.z())) / CUTOFF;
                weights[n] = Math.abs(t) < 1 ? (1 - t * t) * (1 - t * t) : 0;
            }
        }
        return wall;
    }

    private static double[] solve(List<Vec3> points, double[] weights) {
        LeastSquares fit = new LeastSquares(TERMS);
        for (int n = 0; n < weights.length; n++) {
            Vec3 p = points.get(n);
            fit.add(weights[n], p.y(), 1, p.x(), p.z(), p.x() * p.x());
        }
        return fit.solve()
                .orElseThrow(() -> new InputException(
                        "The posterior wall of the vertebral body cannot be fitted: too little of it is"
                                + " seen through the spinal canal. Give a mask of the body."));
    }

    /** How far in front of the body's centre the wall lies, mm; negative. */
    double at(double x, double z) {
        double inside = Math.max(-halfWidth, Math.min(halfWidth, x));
        return c[0] + c[1] * inside + c[2] * z + c[3] * inside * inside;
    }
}
