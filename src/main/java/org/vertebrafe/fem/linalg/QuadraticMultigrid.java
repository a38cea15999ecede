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
    private final OperatorSmoother smoother;
    private final AlgebraicMultigrid linear;
    private final double[] coarseR;
    private final double[] coarseX;

    QuadraticMultigrid(
            ConstrainedSystem system, MidNodes nodes, Options options, TaskExecutor threads, Progress progress) {
        this.nodes = nodes;
        TetOperator a = TetOperator.of(system);
        smoother =
                new OperatorSmoother(a, a.diagonalBlocks(threads), system.fixed(), options.degree(), threads, progress);
        progress.checkCancelled();
        linear = new AlgebraicMultigrid(nodes.coarse(system, threads), options.linear(), threads, progress);
        coarseR = new double[3 * nodes.corners()];
        coarseX = new double[3 * nodes.corners()];
    }

    @Override
    public void apply(TaskExecutor threads, double[] residual, double[] z) {
        nodes.restrict(threads, smoother.smooth(threads, residual, z), coarseR);
        linear.apply(threads, coarseR, coarseX);
        nodes.prolong(threads, coarseX, smoother.correction());
        smoother.smoothCorrected(threads, z);
    }
}
