package org.vertebrafe.calibration.tissues;

import org.vertebrafe.image.VoxelGrid;

/**
 * The aorta in a {@link WorkImage}: a round tube of even density, mostly surrounded by fat, in front of the spine or to
 * the left of its front. The inferior vena cava lies to the right, muscles behind, bowel further in front and not through
 * many slices.
 */
final class Aorta {

    private static final double[] RADII = {6.5, 7.5, 8.5, 9.5, 11, 12.5, 14.5};

    /** Where the middle can be against that of the canal and the front of the column, mm. */
    private static final double RIGHT = -12;

    private static final double LEFT = 42;
    private static final double BEFORE = 32;
    private static final double BEHIND = 12;

    /** Where it most often is, and how far from it, mm. */
    private static final double USUAL_LEFT = 12;

    private static final double USUAL_SPREAD = 14;

    /** Blood with and without contrast agent, HU. */
    private static final double MIN_HU = 12;

    private static final double MAX_HU = 700;

    /** By how much fat around it is less dense, HU. */
    private static final double EDGE = 30;

    /** Directions in which its edge is looked for. */
    private static final int DIRECTIONS = 16;

    /** Part of the radius within which it is measured: blur and pulsation stay outside. */
    static final double INNER = 0.62;

    /** Shorter tubes are not taken, mm. */
    static final double MIN_LENGTH = 18;

    private final VoxelGrid grid;
    private final float[] hu;
    private final SpineLine spine;

    private Aorta(WorkImage image, SpineLine spine) {
        grid = image.grid();
        hu = SmoothSlices.of(image, 5);
        this.spine = spine;
    }

    /** The aorta; a tube without discs when there is none. */
    static Tube of(WorkImage image, SpineLine spine) {
        Aorta aorta = new Aorta(image, spine);
        return Tube.best(image.grid(), aorta::best).above(0.1);
    }

    private Tube.Disc best(int i, int j, int k) {
        if (!spine.known(k)) {
            return null;
        }
        double x = i * grid.spacing().x();
        double y = j * grid.spacing().y();
        double left = x - spine.x(k);
        double before = spine.front(k) - y;
        if (left < RIGHT || left > LEFT || before > BEFORE || before < -BEHIND) {
            return null;
        }
        // Where it lies behind the front of the column, it is beside the body.
        if (before < 4 && left < 14) {
            return null;
        }
        double prior = Math.exp(-0.5 * Math.pow((left - USUAL_LEFT) / USUAL_SPREAD, 2));
        Tube.Disc best = null;
        for (double radius : RADII) {
            double score = score(x, y, k, radius);
            double gap = before - radius;
            score += 0.3 * (prior - 1) - 0.02 * Math.max(0, gap - 8);
            if (best == null || score > best.score()) {
                best = new Tube.Disc(k, x, y, radius, score);
            }
        }
        return best;
    }

    /** Evenness within and edge around, -1..0.5. */
    private double score(double x, double y, int k, double radius) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        double inner = 0.75 * radius;
        int ri = (int) (inner / grid.spacing().x());
        int rj = (int) (inner / grid.spacing().y());
        int i = (int) Math.round(x / grid.spacing().x());
        int j = (int) Math.round(y / grid.spacing().y());
        for (int b = Math.max(0, j - rj); b <= Math.min(grid.ny() - 1, j + rj); b++) {
            for (int a = Math.max(0, i - ri); a <= Math.min(grid.nx() - 1, i + ri); a++) {
                double d = Math.hypot(
                        a * grid.spacing().x() - x, b * grid.spacing().y() - y);
                if (d <= inner + 1e-6) {
                    double value = hu[grid.index(a, b, k)];
                    sum += value;
                    squares += value * value;
                    n++;
                }
            }
        }
        double mean = sum / n;
        if (n < 2 || !(mean > MIN_HU && mean < MAX_HU)) {
            return -1;
        }
        double sd = Math.sqrt(Math.max(0, squares / n - mean * mean));
        int edges = 0;
        for (int d = 0; d < DIRECTIONS; d++) {
            double angle = 2 * Math.PI * d / DIRECTIONS;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            double outside = at(x + (radius + 2.5) * cos, y + (radius + 2.5) * sin, k);
            double within = at(x + (radius - 2.5) * cos, y + (radius - 2.5) * sin, k);
            boolean edge = outside < mean - EDGE || outside > mean + 2 * EDGE;
            edges += edge && Math.abs(within - mean) < EDGE ? 1 : 0;
        }
        double uneven = Math.max(0, sd - 10) / 20;
        return 1.5 * edges / DIRECTIONS - 1.0 - uneven;
    }

    private double at(double x, double y, int k) {
        double u = Math.max(0, Math.min(grid.nx() - 1.0, x / grid.spacing().x()));
        double v = Math.max(0, Math.min(grid.ny() - 1.0, y / grid.spacing().y()));
        int i = Math.min((int) u, Math.max(0, grid.nx() - 2));
        int j = Math.min((int) v, Math.max(0, grid.ny() - 2));
        int i1 = Math.min(i + 1, grid.nx() - 1);
        int j1 = Math.min(j + 1, grid.ny() - 1);
        double a = u - i;
        double b = v - j;
        return (1 - b) * ((1 - a) * hu[grid.index(i, j, k)] + a * hu[grid.index(i1, j, k)])
                + b * ((1 - a) * hu[grid.index(i, j1, k)] + a * hu[grid.index(i1, j1, k)]);
    }
}
