package org.vertebrafe.calibration.rods;

import java.util.Arrays;
import java.util.Optional;

/**
 * Fits a circle to the border of a spot: along rays from its centre, where the image crosses the level halfway between
 * inside and outside, which the blur of the image does not move.
 */
final class CircleFit {

    static final double MIN_RADIUS = 4;
    static final double MAX_RADIUS = 16;

    private static final int RAYS = 36;
    private static final int ROUNDS = 4;

    /** How far from the expected border it is looked for, mm. */
    private static final double SEARCH = 3;

    private static final double STEP = 0.5;

    /** How far beyond the blur of the border the surroundings are read, mm. */
    private static final double AROUND = 1;

    /** Crossings further from the circle do not support it, mm. */
    private static final double NEAR = 0.9;

    private final SliceImage image;
    private final double leastContrast;
    private final double[] borderX = new double[RAYS];
    private final double[] borderY = new double[RAYS];

    CircleFit(SliceImage image, double leastContrast) {
        this.image = image;
        this.leastContrast = leastContrast;
    }

    /** The disc near a first guess, or empty if there is none that at least half of its visible border supports. */
    Optional<Disc> refine(double x, double y, double radius) {
        Disc disc = new Disc(x, y, radius, 0, 0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            Disc better = improve(disc);
            if (better == null || Math.hypot(better.x() - x, better.y() - y) > Math.max(radius, 6)) {
                return Optional.empty();
            }
            disc = better;
        }
        return disc.support() >= 0.5 ? Optional.of(disc) : Optional.empty();
    }

    private Disc improve(Disc disc) {
        double blur = blur();
        double inside = levelInside(disc, Math.max(0.5 * disc.radius(), disc.radius() - blur - 0.5));
        double[] around = ring(disc, disc.radius() + blur + AROUND);
        if (around.length < RAYS / 2 || Double.isNaN(inside)) {
            return null;
        }
        double outside = SliceSeries.median(around);
        double contrast = inside - outside;
        if (Math.abs(contrast) < leastContrast) {
            return null;
        }
        int points = crossings(disc, inside, outside);
        int seen = around.length;
        if (points < 0.5 * seen) {
            return null;
        }
        double[] circle = circle(points, disc);
        if (circle == null || !(circle[2] >= MIN_RADIUS && circle[2] <= MAX_RADIUS)) {
            return null;
        }
        Disc better = new Disc(circle[0], circle[1], circle[2], inside, outside, 0);
        int support = 0;
        for (int n = 0; n < points; n++) {
            if (Math.abs(Math.hypot(borderX[n] - circle[0], borderY[n] - circle[1]) - circle[2]) < near()) {
                support++;
            }
        }
        return new Disc(better.x(), better.y(), better.radius(), inside, outside, Math.min(1, (double) support / seen));
    }

    private double blur() {
        return 1.5 + 0.5 * Math.max(image.px(), image.py());
    }

    private double near() {
        return NEAR + 0.15 * Math.max(0, Math.max(image.px(), image.py()) - 1.5);
    }

    private double levelInside(Disc disc, double reach) {
        double[] values = new double[1 + 3 * 12];
        int count = 0;
        values[count++] = image.at(disc.x(), disc.y());
        for (int ring = 1; ring <= 3; ring++) {
            for (int n = 0; n < 12; n++) {
                double angle = 2 * Math.PI * (n + 0.33 * ring) / 12;
                double r = reach * ring / 3;
                double value = image.at(disc.x() + r * Math.cos(angle), disc.y() + r * Math.sin(angle));
                if (!Double.isNaN(value)) {
                    values[count++] = value;
                }
            }
        }
        return count < 18 || Double.isNaN(values[0]) ? Double.NaN : SliceSeries.median(Arrays.copyOf(values, count));
    }

    /** Values on a circle, where they are seen. */
    double[] ring(Disc disc, double radius) {
        double[] values = new double[RAYS];
        int count = 0;
        for (int n = 0; n < RAYS; n++) {
            double angle = 2 * Math.PI * n / RAYS;
            double value = image.at(disc.x() + radius * Math.cos(angle), disc.y() + radius * Math.sin(angle));
            if (!Double.isNaN(value)) {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    /** Finds on each ray the crossing of the middle level that is nearest to the border; returns how many there are. */
    private int crossings(Disc disc, double inside, double outside) {
        double level = (inside + outside) / 2;
        double sign = Math.signum(inside - outside);
        int points = 0;
        double from = Math.max(0.5, disc.radius() - SEARCH);
        int steps = (int) Math.ceil((disc.radius() + SEARCH - from) / STEP);
        for (int n = 0; n < RAYS; n++) {
            double cosine = Math.cos(2 * Math.PI * n / RAYS);
            double sine = Math.sin(2 * Math.PI * n / RAYS);
            double best = Double.NaN;
            double previous = Double.NaN;
            for (int step = 0; step <= steps; step++) {
                double r = from + step * STEP;
                double value = sign * (image.at(disc.x() + r * cosine, disc.y() + r * sine) - level);
                if (previous > 0 && value <= 0) {
                    double at = r - STEP + STEP * previous / (previous - value);
                    if (Double.isNaN(best) || Math.abs(at - disc.radius()) < Math.abs(best - disc.radius())) {
                        best = at;
                    }
                }
                previous = value;
            }
            if (!Double.isNaN(best)) {
                borderX[points] = disc.x() + best * cosine;
                borderY[points++] = disc.y() + best * sine;
            }
        }
        return points;
    }

    /** Circle through the crossings by least squares; crossings far off the circle count once only, in the first round. */
    private double[] circle(int points, Disc guess) {
        double[] circle = {guess.x(), guess.y(), guess.radius()};
        for (int round = 0; round < 3; round++) {
            double limit = round == 0 ? Double.POSITIVE_INFINITY : 1.2 * near();
            double[] normal = new double[9];
            double[] right = new double[3];
            int used = 0;
            double mx = guess.x();
            double my = guess.y();
            for (int n = 0; n < points; n++) {
                double off = Math.hypot(borderX[n] - circle[0], borderY[n] - circle[1]) - circle[2];
                if (Math.abs(off) > limit) {
                    continue;
                }
                double x = borderX[n] - mx;
                double y = borderY[n] - my;
                double[] row = {2 * x, 2 * y, 1};
                for (int a = 0; a < 3; a++) {
                    for (int b = 0; b < 3; b++) {
                        normal[3 * a + b] += row[a] * row[b];
                    }
                    right[a] += row[a] * (x * x + y * y);
                }
                used++;
            }
            double[] solution = used < RAYS / 3 ? null : solve(normal, right);
            if (solution == null) {
                return null;
            }
            double square = solution[2] + solution[0] * solution[0] + solution[1] * solution[1];
            if (!(square > 0)) {
                return null;
            }
            circle = new double[] {mx + solution[0], my + solution[1], Math.sqrt(square)};
        }
        return circle;
    }

    /** Cramer's rule for three unknowns; null where singular. */
    private static double[] solve(double[] m, double[] v) {
        double det = det(m);
        if (!(Math.abs(det) > 1e-9)) {
            return null;
        }
        double[] solution = new double[3];
        for (int column = 0; column < 3; column++) {
            double[] replaced = m.clone();
            for (int row = 0; row < 3; row++) {
                replaced[3 * row + column] = v[row];
            }
            solution[column] = det(replaced) / det;
        }
        return solution;
    }

    private static double det(double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }
}
