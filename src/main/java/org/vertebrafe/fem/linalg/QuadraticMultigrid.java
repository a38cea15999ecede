package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/**
 * One cycle of p-multigrid for quadratic elements: polynomial smoothing on all nodes, and the linear elements on the same
 * corners as the coarse space, for which {@link AlgebraicMultigrid} gives the correction. What linear elements cannot
 * represent is local to the elements, and so the smoother's share does not depend on how the moduli jump from one element
 * to the next. Symmetric positive definite on the free unknowns.
 */
final class QuadraticMultigrid implements Preconditioner {

    /**
     * How the cycle is built.
     *
     * @param degree of the smoothing polynomial on the quadratic level
     * @param linear the hierarchy for the linear elements
     */
    record Options(int degree, AlgebraicMultigrid.Options linear) {
        /**
         * Of degrees 1 to 3 on the quadratic level and 2 and 4 below the pair with the least time on a real vertebra of
         * 293,097 unknowns: 15 iterations, as many as with an exact solution on the linear level.
         */
        static final Options STANDARD = new Options(2, AlgebraicMultigrid.Options.STANDARD.withDegree(4));
    }

    private final MidNodes nodes;
    private final DiagonalScaling scaling;
    private final float[] factor;
    private final ChebyshevSmoother smoother;
    private final AlgebraicMultigrid linear;
    private final float[] r;
    private final float[] x;
    private final float[] d;
    private final float[] e;
    private final double[] coarseR;
    private final double[] coarseX;

    QuadraticMultigrid(
            ConstrainedSystem system, MidNodes nodes, Options options, TaskExecutor threads, Progress progress) {
        this.nodes = nodes;
        BlockOperator a = BlockOperator.of(system.stored());
        scaling = DiagonalScaling.finest(a, system.fixed(), threads);
        factor = scaling.factor(threads);
        ScaledMatrix scaled = scaling.scale(a, threads);
        r = new float[system.size()];
        x = new float[system.size()];
        d = new float[system.size()];
        e = new float[system.size()];
        smoother = new ChebyshevSmoother(scaled, options.degree(), Spectrum.largest(scaled, threads, r, x, d));
        progress.checkCancelled();
        linear = new AlgebraicMultigrid(nodes.coarse(system, threads), options.linear(), threads, progress);
        coarseR = new double[3 * nodes.corners()];
        coarseX = new double[3 * nodes.corners()];
    }

    @Override
    public void apply(TaskExecutor threads, double[] residual, double[] z) {
        double scale = AlgebraicMultigrid.scale(residual);
        scaling.scaleResidual(threads, scale, residual, r);
        smoother.smoothFromZero(threads, r, x, d, e);
        nodes.restrict(threads, factor, r, coarseR);
        linear.apply(threads, coarseR, coarseX);
        nodes.prolong(threads, factor, coarseX, e);
        smoother.smoothCorrected(threads, r, x, e, d);
        scaling.unscale(threads, scale, x, z);
    }
}
