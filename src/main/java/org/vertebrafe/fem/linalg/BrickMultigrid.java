package org.vertebrafe.fem.linalg;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Memory;
import org.vertebrafe.base.Progress;

/**
 * One multigrid cycle for bricks on a grid: the finest level is never stored (see {@link BrickOperator}), the next ones
 * are the Galerkin matrices of bricks of twice the size each, and algebraic multigrid solves for the last of them.
 * Symmetric positive definite on the free unknowns.
 */
final class BrickMultigrid implements Preconditioner {

    /**
     * How the hierarchy is built.
     *
     * @param algebraicUnknowns a coarse level of at most so many unknowns is left to algebraic multigrid
     * @param algebraic how that is built
     */
    record Options(int algebraicUnknowns, AlgebraicMultigrid.Options algebraic) {
        static final Options STANDARD = new Options(60_000, AlgebraicMultigrid.Options.STANDARD);

        /**
         * The same with one coarse grid only: algebraic multigrid copes with stiff parts that float in soft ones, which
         * trilinear functions over several bricks cannot move apart.
         */
        Options sturdier() {
            return new Options(Integer.MAX_VALUE, algebraic);
        }

        /** Builds it. */
        BrickMultigrid build(ConstrainedSystem system, TaskExecutor threads, Progress progress) {
            return new BrickMultigrid(system, this, threads, progress);
        }
    }

    /** Degree of the smoothing polynomial. */
    private static final int DEGREE = 2;

    /**
     * Share of the bricks above which a coarser grid is not used. In a solid it is near 1/8, in a plate one brick thick
     * 1/4: trilinear functions over larger bricks cannot bend it, the rigid motions of algebraic multigrid can.
     */
    private static final double THIN = 0.22;
    /** Largest edge of a coarse brick, in bricks: its matrix knows so many places cubed. */
    private static final int LARGEST_SCALE = 8;

    /** Memory that algebraic multigrid takes for each node, bytes. */
    private static final double ALGEBRAIC_BYTES = 4200;

    private final Options options;
    private final List<OperatorSmoother> smoothers = new ArrayList<>();
    private final List<BrickCoarsening> coarsenings = new ArrayList<>();
    private final Preconditioner coarsest;
    /** Residual and solution of each coarse level. */
    private final List<double[]> residuals = new ArrayList<>();

    private final List<double[]> solutions = new ArrayList<>();

    /**
     * @param system a {@link BrickOperator} and what is held
     * @param progress polled for cancel, also while the cycle runs later
     * @throws IllegalArgumentException if the matrix is another one
     */
    BrickMultigrid(ConstrainedSystem system, Options options, TaskExecutor threads, Progress progress) {
        if (!(system.matrix() instanceof BrickOperator a)) {
            throw new IllegalArgumentException("multigrid on a grid needs bricks, not " + system.matrix());
        }
        this.options = options;
        BitSet none = new BitSet();
        BitSet supports = BrickGalerkin.supports(a.grid(), system.fixed());
        smoothers.add(new OperatorSmoother(a, a.diagonalBlocks(threads), system.fixed(), DEGREE, threads, progress));
        coarsenings.add(new BrickCoarsening(a.grid(), progress));
        int[] ancestors = coarsenings.get(0).parents();
        while (true) {
            CoarseBricks bricks = coarsenings.get(coarsenings.size() - 1).coarse();
            residuals.add(new double[3 * bricks.nodes()]);
            solutions.add(new double[3 * bricks.nodes()]);
            BrickGalerkin galerkin = new BrickGalerkin(a, system.fixed(), supports, ancestors, bricks);
            progress.checkCancelled();
            BrickCoarsening next = 3 * bricks.nodes() > options.algebraicUnknowns() && bricks.scale() < LARGEST_SCALE
                    ? new BrickCoarsening(bricks, progress)
                    : null;
            if (next == null || next.coarse().bricks() > THIN * bricks.bricks()) {
                Memory.require(
                        String.format(Locale.ROOT, "Multigrid for %,d unknowns with thin parts", system.size()),
                        ALGEBRAIC_BYTES * bricks.nodes(),
                        "choose larger elements");
                // Nothing is fixed there: springs hold what is fixed here.
                double[] coordinates = bricks.coordinates();
                ConstrainedSystem below = new ConstrainedSystem(
                        galerkin.matrix(threads, progress),
                        none,
                        coordinates,
                        RigidBody.continued(system.floating(), system.coordinates(), coordinates));
                coarsest = new AlgebraicMultigrid(below, options.algebraic(), threads, progress);
                break;
            }
            BrickMatrix matrix = new BrickMatrix(galerkin, threads, progress);
            smoothers.add(new OperatorSmoother(matrix, matrix.takeDiagonalBlocks(), none, DEGREE, threads, progress));
            coarsenings.add(next);
            ancestors = composed(ancestors, next.parents(), threads);
        }
    }

    private static int[] composed(int[] first, int[] then, TaskExecutor threads) {
        int[] both = new int[first.length];
        Chunks.forEach(threads, both.length, 1 << 16, (from, to) -> {
            for (int i = from; i < to; i++) {
                both[i] = then[first[i]];
            }
        });
        return both;
    }

    @Override
    public Optional<Factory> sturdier() {
        return smoothers.size() > 1 ? Optional.of(options.sturdier()::build) : Optional.empty();
    }

    /** Number of levels on grids, the finest one included. */
    int gridLevels() {
        return smoothers.size() + 1;
    }

    @Override
    public void apply(TaskExecutor threads, double[] residual, double[] z) {
        cycle(threads, 0, residual, z);
    }

    private void cycle(TaskExecutor threads, int depth, double[] residual, double[] z) {
        if (depth == smoothers.size()) {
            coarsest.apply(threads, residual, z);
            return;
        }
        OperatorSmoother smoother = smoothers.get(depth);
        BrickCoarsening coarsening = coarsenings.get(depth);
        double[] left = smoother.smooth(threads, residual, z);
        coarsening.restrict(threads, left, residuals.get(depth));
        cycle(threads, depth + 1, residuals.get(depth), solutions.get(depth));
        coarsening.prolong(threads, solutions.get(depth), smoother.correction());
        smoother.smoothCorrected(threads, z);
    }
}
