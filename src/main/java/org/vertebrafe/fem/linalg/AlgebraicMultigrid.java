package org.vertebrafe.fem.linalg;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/**
 * One V-cycle of smoothed-aggregation multigrid for elasticity, with the rigid-body modes as near null space (Vanek,
 * Mandel and Brezina 1996, doi:10.1007/BF02238511). Symmetric positive definite on the free unknowns. Each level is
 * scaled to unit diagonal blocks and stored in single precision; coarse matrices are computed in double.
 */
final class AlgebraicMultigrid implements Preconditioner {

    /**
     * How the hierarchy is built.
     *
     * @param strength scaled coupling above which two nodes are strongly connected, on the finest level
     * @param strengthDecay factor of the threshold from one level to the next
     * @param degree of the smoothing polynomial
     * @param denseUnknowns a level of at most so many unknowns is solved directly
     */
    record Options(double strength, double strengthDecay, int degree, int denseUnknowns) {
        static final Options STANDARD = new Options(
                Double.parseDouble(System.getProperty("amg.theta", "0.06")),
                Double.parseDouble(System.getProperty("amg.decay", "0.5")),
                Integer.getInteger("amg.degree", 2),
                Integer.getInteger("amg.dense", 900));
    }

    /** Share of the unknowns above which a coarser level is not worth having. */
    private static final double STAGNATION = 0.8;

    private final DiagonalScaling scaling;
    private final List<Level> levels = new ArrayList<>();

    /** Null when the coarsest level is too large to be solved directly and is smoothed instead. */
    private DenseCoarse coarsest;

    private final float[] coarsestR;
    private final float[] coarsestX;

    AlgebraicMultigrid(ConstrainedSystem system, Options options, TaskExecutor threads, Progress progress) {
        BlockOperator a = BlockOperator.of(system.matrix());
        scaling = DiagonalScaling.finest(a, system.fixed(), threads);
        DiagonalScaling current = scaling;
        double[] modes = RigidBody.modes(system.coordinates());
        double[] floating = columns(system.floating(), system.size());
        double threshold = options.strength();
        while (true) {
            progress.checkCancelled();
            current.scaleModes(threads, modes);
            current.scaleModes(threads, floating);
            if (a.size() * a.rows() <= options.denseUnknowns()) {
                coarsest = new DenseCoarse(a, current, floating);
                break;
            }
            long t0 = System.nanoTime();
            ScaledMatrix scaled = current.scale(a, threads);
            long t1 = System.nanoTime();
            Level level = new Level(scaled, options.degree(), threads);
            levels.add(level);
            long t2 = System.nanoTime();
            Aggregates groups = Aggregates.of(scaled, threshold, threads);
            long t3 = System.nanoTime();
            if (System.getProperty("amg.log") != null)
                System.err.printf("level n=%d nnzb=%d lambda=%.3f groups=%d members=%d scale %.0f lanczos %.0f agg %.0f ms%n", a.rows(), a.columns().length, level.largest,
                        groups.count(), groups.members().length, (t1 - t0) * 1e-6, (t2 - t1) * 1e-6, (t3 - t2) * 1e-6);
            if (groups.count() == 0 || RigidBody.MODES * groups.count() > STAGNATION * a.size() * a.rows()) {
                break;
            }
            progress.checkCancelled();
            double[] q = TentativeBasis.orthonormalize(groups, a.size(), modes, threads);
            modes = TentativeBasis.restrict(groups, a.size(), q, modes, threads);
            floating = TentativeBasis.restrict(groups, a.size(), q, floating, threads);
            long t4 = System.nanoTime();
            level.p = Prolongator.smoothed(scaled, groups, q, level.damping(), threads);
            long t5 = System.nanoTime();
            progress.checkCancelled();
            a = GalerkinProduct.of(a, level.p, level.p.unscaled(current, threads), threads);
            long t6 = System.nanoTime();
            current = DiagonalScaling.coarse(a, threads);
            level.p.scaleColumns(current, threads);
            if (System.getProperty("amg.log") != null)
                System.err.printf("   qr %.0f P %.0f (%.1f/row) rap %.0f%n", (t4 - t3) * 1e-6, (t5 - t4) * 1e-6, level.p.columns().length / (double) level.p.fineRows(), (t6 - t5) * 1e-6);
            threshold *= options.strengthDecay();
        }
        int n = coarsest == null ? 0 : a.size() * a.rows();
        coarsestR = new float[n];
        coarsestX = new float[n];
    }

    private static double[] columns(double[][] vectors, int n) {
        double[] columns = new double[RigidBody.MODES * n];
        for (int m = 0; m < vectors.length; m++) {
            for (int i = 0; i < n; i++) {
                columns[RigidBody.MODES * i + m] = vectors[m][i];
            }
        }
        return columns;
    }

    @Override
    public void apply(TaskExecutor threads, double[] r, double[] z) {
        double factor = scale(r);
        scaling.scaleResidual(threads, factor, r, residual(0));
        cycle(threads, 0);
        scaling.unscale(threads, factor, solution(0), z);
    }

    /** The power of two that brings the largest entry near 1, so that single precision neither over- nor underflows. */
    private static double scale(double[] r) {
        double largest = 0;
        for (double value : r) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest > 0 && largest < Double.POSITIVE_INFINITY ? Math.scalb(1.0, -Math.getExponent(largest)) : 1;
    }

    private float[] residual(int depth) {
        return depth < levels.size() ? levels.get(depth).r : coarsestR;
    }

    private float[] solution(int depth) {
        return depth < levels.size() ? levels.get(depth).x : coarsestX;
    }

    private void cycle(TaskExecutor threads, int depth) {
        if (depth == levels.size()) {
            coarsest.solve(coarsestR, coarsestX);
            return;
        }
        Level level = levels.get(depth);
        level.smoother.smoothFromZero(threads, level.r, level.x, level.d, level.e);
        if (level.p == null) {
            return;
        }
        level.p.restrict(threads, level.r, residual(depth + 1));
        cycle(threads, depth + 1);
        level.p.prolong(threads, solution(depth + 1), level.e);
        level.smoother.smoothCorrected(threads, level.r, level.x, level.e, level.d);
    }

    void profile(TaskExecutor threads) { // PROFILE
        for (int rep = 0; rep < 3; rep++) for (int l = 0; l < levels.size(); l++) {
            Level v = levels.get(l);
            long[] t = new long[7];
            for (int k = 0; k < 20; k++) {
                long t0 = System.nanoTime(); v.smoother.smoothFromZero(threads, v.r, v.x, v.d, v.e);
                long t1 = System.nanoTime(); v.p.restrict(threads, v.r, residual(l + 1));
                long t2 = System.nanoTime(); v.p.prolong(threads, solution(l + 1), v.e);
                long t3 = System.nanoTime(); v.smoother.smoothCorrected(threads, v.r, v.x, v.e, v.d);
                long t4 = System.nanoTime(); if (l == levels.size() - 1) coarsest.solve(coarsestR, coarsestX);
                long t5 = System.nanoTime();
                t[0] += t1 - t0; t[1] += t2 - t1; t[2] += t3 - t2; t[3] += t4 - t3; t[4] += t5 - t4;
            }
            if (rep == 2) System.out.printf("level %d pre %.2f restrict %.2f prolong %.2f post %.2f dense %.2f%n", l, t[0] / 2e7, t[1] / 2e7, t[2] / 2e7, t[3] / 2e7, t[4] / 2e7);
        }
    } // PROFILE

    /** One level that is smoothed, with its vectors. */
    private static final class Level {

        private final ChebyshevSmoother smoother;
        private final double largest;
        private final float[] r;
        private final float[] x;
        private final float[] d;
        private final float[] e;

        /** To the next coarser level; null on a last level that is only smoothed. */
        private Prolongator p;

        Level(ScaledMatrix a, int degree, TaskExecutor threads) {
            r = new float[a.unknowns()];
            x = new float[a.unknowns()];
            d = new float[a.unknowns()];
            e = new float[a.unknowns()];
            largest = Spectrum.largest(a, threads, r, x, d);
            smoother = new ChebyshevSmoother(a, degree, largest);
        }

        /** Damping of the prolongator smoothing, 4/3 over the largest eigenvalue. */
        double damping() {
            return 4 / (3 * largest);
        }
    }
}
