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
     * @param strength norm of the scaled coupling above which two nodes are strongly connected, on every level
     * @param degree of the smoothing polynomial
     * @param denseUnknowns a level of at most so many unknowns is solved directly
     */
    record Options(double strength, int degree, int denseUnknowns) {
        /**
         * Of thresholds 0.02..0.22 and degrees 2 and 3 those with the fewest matrix products until convergence on a real
         * vertebra (per-voxel modulus, 234,000 unknowns) and on cubes of random moduli in 1e-4..2e4 MPa.
         */
        static final Options STANDARD = new Options(0.12, 2, 900);

        /** The same with another size of the coarsest level. */
        Options withDenseUnknowns(int unknowns) {
            return new Options(strength, degree, unknowns);
        }

        /** The same with another smoothing polynomial. */
        Options withDegree(int other) {
            return new Options(strength, other, denseUnknowns);
        }
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
        BlockOperator a = BlockOperator.of(system.stored());
        scaling = DiagonalScaling.finest(a, system.fixed(), threads);
        DiagonalScaling current = scaling;
        double[] modes = RigidBody.modes(system.coordinates());
        double[] floating = columns(system.floating(), system.size());
        while (true) {
            progress.checkCancelled();
            current.scaleModes(threads, modes);
            current.scaleModes(threads, floating);
            if (a.size() * a.rows() <= options.denseUnknowns()) {
                coarsest = new DenseCoarse(a, current, floating);
                break;
            }
            ScaledMatrix scaled = current.scale(a, threads);
            Level level = new Level(scaled, options.degree(), threads);
            levels.add(level);
            Aggregates groups = Aggregates.of(scaled, options.strength(), threads);
            if (groups.count() == 0 || RigidBody.MODES * groups.count() > STAGNATION * a.size() * a.rows()) {
                break;
            }
            progress.checkCancelled();
            double[] q = TentativeBasis.orthonormalize(groups, a.size(), modes, threads);
            modes = TentativeBasis.restrict(groups, a.size(), q, modes, threads);
            floating = TentativeBasis.restrict(groups, a.size(), q, floating, threads);
            level.p = Prolongator.smoothed(scaled, groups, q, level.damping(), threads);
            progress.checkCancelled();
            a = GalerkinProduct.of(a, level.p, level.p.unscaled(current, threads), threads, progress);
            current = DiagonalScaling.coarse(a, threads);
            level.p.scaleColumns(current, threads);
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
    static double scale(double[] r) {
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
