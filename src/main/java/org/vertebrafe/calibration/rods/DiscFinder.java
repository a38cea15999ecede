package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds round spots in a slice: every pixel on an edge votes, along its gradient, for the centres of circles it may lie on
 * (gradient Hough transform); the best supported are fitted to their border.
 */
final class DiscFinder {

    private static final double RADIUS_STEP = 1;

    /** Edges weaker than this are noise, HU per mm. */
    private static final double LEAST_GRADIENT = 7;

    /** Rods that differ less from the slab are looked for later, along the row of the others, HU. */
    static final double LEAST_CONTRAST = 25;

    /** Part of its circumference by which a circle must be voted for. */
    private static final double LEAST_VOTES = 0.35;

    private static final int MOST_PEAKS = 150;

    /** Centres nearer to each other are the same spot, mm. */
    private static final double APART = 4;

    private record Peak(int i, int j, double radius, double score) {}

    private final SliceImage image;
    private final int nx;
    private final int ny;

    private DiscFinder(SliceImage image) {
        this.image = image;
        nx = image.nx();
        ny = image.ny();
    }

    static List<Disc> find(SliceImage image) {
        return new DiscFinder(image).run();
    }

    private List<Disc> run() {
        List<Peak> peaks = new ArrayList<>();
        int radii = (int) Math.round((CircleFit.MAX_RADIUS - CircleFit.MIN_RADIUS) / RADIUS_STEP) + 1;
        for (int sign : new int[] {1, -1}) {
            short[][] votes = votes(radii, sign);
            collect(votes, peaks);
        }
        peaks.sort(Comparator.comparingDouble(Peak::score).reversed());
        CircleFit fit = new CircleFit(image, LEAST_CONTRAST);
        List<Disc> discs = new ArrayList<>();
        for (Peak peak : peaks.subList(0, Math.min(MOST_PEAKS, peaks.size()))) {
            double x = image.x0() + peak.i() * image.px();
            double y = image.y0() + peak.j() * image.py();
            if (discs.stream().anyMatch(d -> Math.hypot(d.x() - x, d.y() - y) < APART)) {
                continue;
            }
            fit.refine(x, y, peak.radius())
                    .filter(d -> d.support() >= 0.6)
                    .filter(d -> discs.stream().noneMatch(o -> Math.hypot(d.x() - o.x(), d.y() - o.y()) < APART))
                    .ifPresent(discs::add);
        }
        return discs;
    }

    private short[][] votes(int radii, int sign) {
        short[][] votes = new short[radii][nx * ny];
        float[] v = image.values();
        for (int j = 1; j < ny - 1; j++) {
            for (int i = 1; i < nx - 1; i++) {
                int at = i + nx * j;
                // Sobel weights: noise across the derivative is averaged.
                double gx = (v[at + 1 - nx]
                                - v[at - 1 - nx]
                                + 2 * (v[at + 1] - v[at - 1])
                                + v[at + 1 + nx]
                                - v[at - 1 + nx])
                        / (8 * image.px());
                double gy = (v[at + nx - 1]
                                - v[at - nx - 1]
                                + 2 * (v[at + nx] - v[at - nx])
                                + v[at + nx + 1]
                                - v[at - nx + 1])
                        / (8 * image.py());
                double g = Math.sqrt(gx * gx + gy * gy);
                if (!(g >= LEAST_GRADIENT)) {
                    continue;
                }
                double ux = sign * gx / g / image.px();
                double uy = sign * gy / g / image.py();
                for (int n = 0; n < radii; n++) {
                    double radius = CircleFit.MIN_RADIUS + n * RADIUS_STEP;
                    int ci = (int) Math.round(i + radius * ux);
                    int cj = (int) Math.round(j + radius * uy);
                    if (ci >= 0 && cj >= 0 && ci < nx && cj < ny) {
                        votes[n][ci + nx * cj]++;
                    }
                }
            }
        }
        return votes;
    }

    /** Local maxima over place and radius of the votes in 3 x 3 pixels, relative to the circumference. */
    private void collect(short[][] votes, List<Peak> peaks) {
        float[] best = new float[nx * ny];
        byte[] bestRadius = new byte[nx * ny];
        for (int n = 0; n < votes.length; n++) {
            double radius = CircleFit.MIN_RADIUS + n * RADIUS_STEP;
            float scale = (float) (image.px() * image.py() / (2 * Math.PI * radius * RADIUS_STEP));
            short[] at = votes[n];
            for (int j = 1; j < ny - 1; j++) {
                int a = 1 + nx * j;
                for (int i = 1; i < nx - 1; i++, a++) {
                    int sum = at[a - nx - 1]
                            + at[a - nx]
                            + at[a - nx + 1]
                            + at[a - 1]
                            + at[a]
                            + at[a + 1]
                            + at[a + nx - 1]
                            + at[a + nx]
                            + at[a + nx + 1];
                    float score = sum * scale;
                    if (score > best[a]) {
                        best[a] = score;
                        bestRadius[a] = (byte) n;
                    }
                }
            }
        }
        for (int j = 1; j < ny - 1; j++) {
            for (int i = 1; i < nx - 1; i++) {
                int a = i + nx * j;
                if (best[a] >= LEAST_VOTES && isPeak(best, a)) {
                    peaks.add(new Peak(i, j, CircleFit.MIN_RADIUS + bestRadius[a] * RADIUS_STEP, best[a]));
                }
            }
        }
    }

    private boolean isPeak(float[] best, int a) {
        int[] before = {a - nx - 1, a - nx, a - nx + 1, a - 1};
        int[] after = {a + 1, a + nx - 1, a + nx, a + nx + 1};
        return Arrays.stream(before).allMatch(n -> best[n] < best[a])
                && Arrays.stream(after).allMatch(n -> best[n] <= best[a]);
    }
}
