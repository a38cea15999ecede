package org.vertebrafe.segmentation.oneclick;

import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;

/**
 * Where the outer surface of the cortex is, to a fraction of a voxel, and how thick the cortex is: the image along each
 * normal is compared with that of a plate of known CT number between marrow and soft tissue, blurred by the scanner
 * (Treece, Gee, Mayhew and Poole 2010, doi:10.1016/j.media.2010.01.003). A plate thinner than the blur has its steepest
 * flank well outside its surface, so the steepest place would make bones too large.
 */
final class CorticalFit {

    /** CT number of the material of the cortex, HU: what dense lamellar bone of about 0.85 g/cm3 has at 120 kVp. */
    private static final double CORTEX_HU = 1200;

    /** Samples along the normal, mm. */
    private static final double STEP = 0.5;

    private static final double TO = 3.5;

    /** Neighbours count by this power of the normals' cosine: across a rim the profile is another. */
    private static final double LIKENESS = 8;

    /** Distance of the places and thicknesses tried, mm. */
    private static final double FINE = 0.1;

    /** Places tried on either side of the surface found so far. */
    private static final int PLACES = 20;

    private static final int THICKNESSES = 30;

    /** Blurs tried, standard deviation in mm. */
    private static final double[] BLURS = {0.45, 0.55, 0.65, 0.8, 0.95, 1.15, 1.4, 1.7, 2.1};

    /** Directions between the plane of the slices and their axis for which the blur is worked out. */
    private static final int DIRECTIONS = 12;

    /**
     * Where a surface is to be found.
     *
     * @param points about on it, x, y, z in LPS mm
     * @param normals outward unit vectors
     * @param neighbours of each point
     * @param inward how far inside the profiles begin, mm: less than the thinnest bone
     */
    record Surface(double[] points, double[] normals, int[][] neighbours, double inward) {

        int size() {
            return neighbours.length;
        }

        static Surface of(ColumnMesh mesh, double inward) {
            return new Surface(mesh.base, mesh.normals(mesh.base), mesh.sphere.neighbours, inward);
        }
    }

    /**
     * Blur of an image, standard deviations in mm.
     *
     * @param inPlane within the slices
     * @param across across the slices
     */
    record Blur(double inPlane, double across) {

        /** In a direction whose squared cosine with the axis of the slices is given. */
        double along(double squaredCosine) {
            return Math.sqrt(squaredCosine * across * across + (1 - squaredCosine) * inPlane * inPlane);
        }
    }

    private final WorkingCube cube;
    private final Surface surface;
    private final double innermost;
    private final int samples;
    private final double[] profiles;
    private final double[] along;

    /** Fraction of the profile's variance that the model explains, 0..1. */
    final double[] explained;

    /** Distance of the outer surface of the cortex from each point along the normal, mm. */
    final double[] places;

    /** Thickness of the cortex, mm. */
    final double[] thicknesses;

    private Blur blur;

    private CorticalFit(WorkingCube cube, Surface surface) {
        this.cube = cube;
        this.surface = surface;
        innermost = -surface.inward();
        samples = (int) Math.rint((TO - innermost) / STEP) + 1;
        int n = surface.size();
        profiles = new double[n * samples];
        along = new double[n];
        explained = new double[n];
        places = new double[n];
        thicknesses = new double[n];
        Vec3 slices = cube.grid().zAxis();
        for (int c = 0; c < n; c++) {
            along[c] = Math.abs(ColumnMesh.vertex(surface.normals(), c).dot(slices));
        }
    }

    /** Fits all points of a surface after finding the blur that suits most of them. */
    static CorticalFit of(WorkingCube cube, Surface surface, TaskExecutor threads, Progress progress) {
        CorticalFit fit = new CorticalFit(cube, surface);
        fit.sample(threads);
        double inPlane = fit.bestBlur(c -> fit.along[c] < 0.4, threads);
        double across = fit.bestBlur(c -> fit.along[c] > 0.8, threads);
        fit.run(new Blur(inPlane, across), threads, progress);
        return fit;
    }

    /** Fits all points of a surface with a known blur. */
    static CorticalFit of(WorkingCube cube, Surface surface, Blur blur, TaskExecutor threads, Progress progress) {
        CorticalFit fit = new CorticalFit(cube, surface);
        fit.sample(threads);
        fit.run(blur, threads, progress);
        return fit;
    }

    Blur blur() {
        return blur;
    }

    /** Blur of the image along the normal of a point, standard deviation in mm. */
    double blurAt(int point) {
        return blur.along(along[point] * along[point]);
    }

    private void run(Blur known, TaskExecutor threads, Progress progress) {
        blur = known;
        progress.checkCancelled();
        Edges[] edges = new Edges[DIRECTIONS + 1];
        for (int n = 0; n <= DIRECTIONS; n++) {
            edges[n] = new Edges(blur.along((double) n / DIRECTIONS), innermost, samples);
        }
        Chunks.forEach(threads, surface.size(), 128, (begin, end) -> {
            for (int c = begin; c < end && !progress.isCancelled(); c++) {
                fit(c, edges[(int) Math.rint(DIRECTIONS * along[c] * along[c])]);
            }
        });
        progress.checkCancelled();
    }

    /** Samples the profiles; each becomes the mean of itself and those beside it on the same face, which halves the noise. */
    private void sample(TaskExecutor threads) {
        double[] own = new double[profiles.length];
        double[] p = surface.points();
        double[] u = surface.normals();
        Chunks.forEach(threads, surface.size(), 256, (begin, end) -> {
            for (int c = begin; c < end; c++) {
                for (int n = 0; n < samples; n++) {
                    double s = innermost + n * STEP;
                    own[c * samples + n] = cube.at(
                            p[3 * c] + s * u[3 * c], p[3 * c + 1] + s * u[3 * c + 1], p[3 * c + 2] + s * u[3 * c + 2]);
                }
            }
        });
        for (int c = 0; c < surface.size(); c++) {
            double weight = 2;
            for (int n = 0; n < samples; n++) {
                profiles[c * samples + n] = 2 * own[c * samples + n];
            }
            for (int other : surface.neighbours()[c]) {
                double cosine =
                        u[3 * c] * u[3 * other] + u[3 * c + 1] * u[3 * other + 1] + u[3 * c + 2] * u[3 * other + 2];
                double share = Math.pow(Math.max(cosine, 0), LIKENESS);
                weight += share;
                for (int n = 0; n < samples; n++) {
                    profiles[c * samples + n] += share * own[other * samples + n];
                }
            }
            for (int n = 0; n < samples; n++) {
                profiles[c * samples + n] /= weight;
            }
        }
    }

    private double bestBlur(java.util.function.IntPredicate chosen, TaskExecutor threads) {
        int[] some = IntStream.range(0, surface.size())
                .filter(c -> c % 5 == 0 && chosen.test(c))
                .toArray();
        double[][] lost = new double[BLURS.length][some.length];
        Chunks.forEach(threads, BLURS.length, 1, (from, to) -> {
            for (int b = from; b < to; b++) {
                Edges edges = new Edges(BLURS[b], innermost, samples);
                for (int n = 0; n < some.length; n++) {
                    double[] best = best(some[n], edges);
                    lost[b][n] = Math.sqrt(best[0] / samples);
                }
            }
        });
        int winner = 0;
        double least = Double.MAX_VALUE;
        for (int b = 0; b < BLURS.length; b++) {
            double sum = 0;
            for (double loss : lost[b]) {
                // Where something else lies behind the surface no blur fits: such columns must not decide.
                sum += Math.min(loss, 60);
            }
            if (sum < least) {
                least = sum;
                winner = b;
            }
        }
        return BLURS[winner];
    }

    private void fit(int c, Edges edges) {
        double[] best = best(c, edges);
        double mean = 0;
        for (int n = 0; n < samples; n++) {
            mean += profiles[c * samples + n] / samples;
        }
        double variance = 0;
        for (int n = 0; n < samples; n++) {
            double d = profiles[c * samples + n] - mean;
            variance += d * d;
        }
        places[c] = best[1];
        thicknesses[c] = best[2];
        explained[c] = variance > 0 ? Math.max(0, 1 - best[0] / variance) : 0;
    }

    /** Least sum of squares, place and thickness of a column, over all places and thicknesses tried. */
    private double[] best(int c, Edges edges) {
        double[] best = {Double.MAX_VALUE, 0, 0};
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < samples; n++) {
            double y = profiles[c * samples + n];
            sum += y;
            squares += y * y;
        }
        double[] dots = edges.dots(profiles, c * samples);
        for (int outer = THICKNESSES; outer <= THICKNESSES + 2 * PLACES; outer++) {
            for (int inner = outer - THICKNESSES; inner < outer; inner++) {
                double loss = edges.loss(outer, inner, dots[outer], dots[inner], sum, squares);
                if (loss < best[0]) {
                    best[0] = loss;
                    best[1] = (outer - THICKNESSES - PLACES) * FINE;
                    best[2] = (outer - inner) * FINE;
                }
            }
        }
        return best;
    }

    /** Blurred steps down at all places tried, sampled as the profiles are, and their products. */
    private static final class Edges {

        private static final int COUNT = THICKNESSES + 2 * PLACES + 1;

        private final int samples;
        private final double[][] steps;
        private final double[] sums = new double[COUNT];
        private final double[][] products = new double[COUNT][COUNT];

        Edges(double sd, double innermost, int samples) {
            this.samples = samples;
            steps = new double[COUNT][samples];
            for (int e = 0; e < COUNT; e++) {
                double place = (e - THICKNESSES - PLACES) * FINE;
                for (int n = 0; n < samples; n++) {
                    steps[e][n] = normal((place - innermost - n * STEP) / sd);
                    sums[e] += steps[e][n];
                }
            }
            for (int e = 0; e < COUNT; e++) {
                for (int f = 0; f < COUNT; f++) {
                    for (int n = 0; n < samples; n++) {
                        products[e][f] += steps[e][n] * steps[f][n];
                    }
                }
            }
        }

        double[] dots(double[] profiles, int at) {
            double[] dots = new double[COUNT];
            for (int e = 0; e < COUNT; e++) {
                double dot = 0;
                for (int n = 0; n < samples; n++) {
                    dot += steps[e][n] * profiles[at + n];
                }
                dots[e] = dot;
            }
            return dots;
        }

        /** Sum of squares with the best CT numbers of marrow and soft tissue, which enter linearly. */
        double loss(int outer, int inner, double yOuter, double yInner, double sum, double squares) {
            double oo = products[outer][outer];
            double oi = products[outer][inner];
            double ii = products[inner][inner];
            // The image less the cortex, against marrow = inner step and soft tissue = 1 - outer step.
            double yy = squares - 2 * CORTEX_HU * (yOuter - yInner) + CORTEX_HU * CORTEX_HU * (oo - 2 * oi + ii);
            double my = yInner - CORTEX_HU * (oi - ii);
            double sy = sum - yOuter - CORTEX_HU * (sums[outer] - sums[inner] - oo + oi);
            double ms = sums[inner] - oi;
            double ss = samples - 2 * sums[outer] + oo;
            double determinant = ii * ss - ms * ms;
            if (determinant < 1e-9) {
                return Double.MAX_VALUE;
            }
            double marrow = (my * ss - sy * ms) / determinant;
            double soft = (sy * ii - my * ms) / determinant;
            return yy - marrow * my - soft * sy;
        }

        /** Standard normal distribution (Abramowitz and Stegun 7.1.26, error below 1e-7). */
        private static double normal(double x) {
            double t = 1 / (1 + 0.3275911 * Math.abs(x) / Math.sqrt(2));
            double tail = 0.5
                    * t
                    * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                    * Math.exp(-0.5 * x * x);
            return x > 0 ? 1 - tail : tail;
        }
    }
}
