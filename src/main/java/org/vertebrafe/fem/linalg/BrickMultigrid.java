package org.vertebrafe.fem.linalg;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/**
 * One multigrid cycle for bricks on a grid: the finest level is never stored (see {@link BrickOperator}), the next is the
 * Galerkin matrix of bricks of twice the size, and algebraic multigrid solves for that one. Symmetric positive definite
 * on the free unknowns.
 */
final class BrickMultigrid implements Preconditioner {

    /** Degree of the smoothing polynomial. */
    private static final int DEGREE = 2;

    private final OperatorSmoother smoother;
    private final BrickCoarsening coarsening;
    private final Preconditioner coarse;
    private final double[] coarseR;
    private final double[] coarseX;

    /**
     * @param system a {@link BrickOperator} and what is held
     * @param options how the hierarchy below the second level is built
     * @throws IllegalArgumentException if the matrix is another one
     */
    BrickMultigrid(
            ConstrainedSystem system, AlgebraicMultigrid.Options options, TaskExecutor threads, Progress progress) {
        if (!(system.matrix() instanceof BrickOperator bricks)) {
            throw new IllegalArgumentException("multigrid on a grid needs bricks, not " + system.matrix());
        }
        smoother = new OperatorSmoother(bricks, bricks.diagonalBlocks(threads), system.fixed(), DEGREE, threads);
        progress.checkCancelled();
        coarsening = new BrickCoarsening(bricks.grid());
        progress.checkCancelled();
        BlockCsrMatrix matrix = coarsening.galerkin(bricks, system.fixed(), threads);
        progress.checkCancelled();
        double[] coordinates = coarsening.coordinates();
        // Nothing is fixed there: springs hold what is fixed here.
        ConstrainedSystem below = new ConstrainedSystem(
                matrix,
                new BitSet(),
                coordinates,
                RigidBody.continued(system.floating(), system.coordinates(), coordinates));
        coarse = new AlgebraicMultigrid(below, options, threads, progress);
        coarseR = new double[below.size()];
        coarseX = new double[below.size()];
    }

    @Override
    public void apply(TaskExecutor threads, double[] residual, double[] z) {
        smoother.smoothFromZero(threads, residual, z);
        coarsening.restrict(threads, smoother.residual(), coarseR);
        coarse.apply(threads, coarseR, coarseX);
        coarsening.prolong(threads, coarseX, smoother.correction());
        smoother.smoothCorrected(threads, z);
    }
}
