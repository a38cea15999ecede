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

    private static final double FROM = -4.5;
    private static final double TO = 3.5;
    private static final int SAMPLES = (int) Math.rint((TO - FROM) / STEP) + 1;

    /** Distance of the places and thicknesses tried, mm. */
    private static final double FINE = 0.1;

    /** Places tried on either side of the surface found so far. */
    private static final int PLACES = 20;

    private static final int THICKNESSES = 30;

    /** Blurs tried, standard deviation in mm. */
    private static final double[] BLURS = {0.45, 0.55, 0.65, 0.8, 0.95, 1.15, 1.4, 1.7, 2.1};

    /** Directions between the plane of the slices and their axis for which the blur is worked out. */
    private static final int DIRECTIONS = 12;

    private final WorkingCube cube;
    private final ColumnMesh mesh;
    private final double[] normals;
    private final double[] profiles;
    private final double[] along;
    private final int columns;

    /** Fraction of the profile's variance that the model explains, 0..1. */
    final double[] explained;

    /** Distance of the outer surface of the cortex from the surface of the mesh along the normal, mm. */
    final double[] places;

    /** Thickness of the cortex, mm. */
    final double[] thicknesses;

    /** Standard deviation of the blur within the slices and across them, mm. */
    private double blurInPlane;

    private double blurAcross;

    private CorticalFit(WorkingCube cube, ColumnMesh mesh) {
        this.cube = cube;
        this.mesh = mesh;
        columns = mesh.sphere.vertices;
        normals = mesh.normals(mesh.base);
        profiles = new double[columns * SAMPLES];
        along = new double[columns];
        explained = new double[columns];
        places = new double[columns];
        thicknesses = new double[columns];
    }

    /**
     * Fits all columns of a mesh.
     *
     * @param cube image, not blurred further
     * @param mesh whose surface is about that of the bone
     */
    static CorticalFit of(WorkingCube cube, ColumnMesh mesh, TaskExecutor threads, Progress progress) {
        CorticalFit fit = new CorticalFit(cube, mesh);
        fit.sample(threads);
        Vec3 slices = cube.grid().zAxis();
        for (int c = 0; c < fit.columns; c++) {
            fit.along[c] = Math.abs(ColumnMesh.vertex(fit.normals, c).dot(slices));
        }
        fit.blurInPlane = fit.bestBlur(c -> fit.along[c] < 0.4, threads);
        fit.blurAcross = fit.bestBlur(c -> fit.along[c] > 0.8, threads);
        progress.checkCancelled();
        Edges[] edges = new Edges[DIRECTIONS + 1];
        for (int n = 0; n <= DIRECTIONS; n++) {
            double part = (double) n / DIRECTIONS;
            edges[n] = new Edges(
                    Math.sqrt(part * fit.blurAcross * fit.blurAcross + (1 - part) * fit.blurInPlane * fit.blurInPlane));
        }
        Chunks.forEach(threads, fit.columns, 128, (from, to) -> {
            for (int c = from; c < to && !progress.isCancelled(); c++) {
                fit.fit(c, edges[(int) Math.rint(DIRECTIONS * fit.along[c] * fit.along[c])]);
            }
        });
        progress.checkCancelled();
        return fit;
    }

    double blurInPlane() {
        return blurInPlane;
    }

    double blurAcross() {
        return blurAcross;
    }

    /** Samples the profiles; each becomes the mean of itself and its neighbours', which halves the noise. */
    private void sample(TaskExecutor threads) {
        double[] own = new double[profiles.length];
        Chunks.forEach(threads, columns, 256, (from, to) -> {
            for (int c = from; c < to; c++) {
                for (int n = 0; n < SAMPLES; n++) {
                    double s = FROM + n * STEP;
                    own[c * SAMPLES + n] = cube.at(
                            mesh.base[3 * c] + s * normals[3 * c],
                            mesh.base[3 * c + 1] + s * normals[3 * c + 1],
                            mesh.base[3 * c + 2] + s * normals[3 * c + 2]);
                }
            }
        });
        for (int c = 0; c < columns; c++) {
            int[] beside = mesh.sphere.neighbours[c];
            for (int n = 0; n < SAMPLES; n++) {
                double sum = 2 * own[c * SAMPLES + n];
                for (int other : beside) {
                    sum += own[other * SAMPLES + n];
                }
                profiles[c * SAMPLES + n] = sum / (2 + beside.length);
            }
        }
    }

    private double bestBlur(java.util.function.IntPredicate chosen, TaskExecutor threads) {
        int[] some = IntStream.range(0, columns)
                .filter(c -> c % 5 == 0 && chosen.test(c))
                .toArray();
        double[][] lost = new double[BLURS.length][some.length];
        Chunks.forEach(threads, BLURS.length, 1, (from, to) -> {
            for (int b = from; b < to; b++) {
                Edges edges = new Edges(BLURS[b]);
                for (int n = 0; n < some.length; n++) {
                    double[] best = best(some[n], edges);
                    lost[b][n] = Math.sqrt(best[0] / SAMPLES);
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
        for (int n = 0; n < SAMPLES; n++) {
            mean += profiles[c * SAMPLES + n] / SAMPLES;
        }
        double variance = 0;
        for (int n = 0; n < SAMPLES; n++) {
            double d = profiles[c * SAMPLES + n] - mean;
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
        for (int n = 0; n < SAMPLES; n++) {
            double y = profiles[c * SAMPLES + n];
            sum += y;
            squares += y * y;
        }
        double[] dots = edges.dots(profiles, c * SAMPLES);
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

        private final double[][] steps = new double[COUNT][SAMPLES];
        private final double[] sums = new double[COUNT];
        private final double[][] products = new double[COUNT][COUNT];

        Edges(double sd) {
            for (int e = 0; e < COUNT; e++) {
                double place = (e - THICKNESSES - PLACES) * FINE;
                for (int n = 0; n < SAMPLES; n++) {
                    steps[e][n] = normal((place - FROM - n * STEP) / sd);
                    sums[e] += steps[e][n];
                }
            }
            for (int e = 0; e < COUNT; e++) {
                for (int f = 0; f < COUNT; f++) {
                    for (int n = 0; n < SAMPLES; n++) {
                        products[e][f] += steps[e][n] * steps[f][n];
                    }
                }
            }
        }

        double[] dots(double[] profiles, int at) {
            double[] dots = new double[COUNT];
            for (int e = 0; e < COUNT; e++) {
                double dot = 0;
                for (int n = 0; n < SAMPLES; n++) {
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
            double ss = SAMPLES - 2 * sums[outer] + oo;
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
