package org.vertebrafe.fem.linalg;

import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * Preconditioned conjugate gradients (Hestenes and Stiefel 1952, doi:10.6028/jres.049.044), flexible in that the
 * preconditioner may vary a little (Notay 2000, doi:10.1137/S1064827599362314). Floating modes are projected
 * out of the residual and of every preconditioned residual, so that a singular but consistent system converges as if it
 * were definite.
 */
public final class ConjugateGradients implements LinearSolver {

    private static final int CHUNK = 8192;
    /** Iterations between recomputations of the true residual, which the recurrence drifts away from. */
    private static final int REFRESH = 200;
    /** True residual beside the recurrence's from which the old direction is worth nothing. */
    private static final double DRIFT = 2;
    /** Iterations after which a preconditioner must have got somewhere, where there is a sturdier one. */
    static final int TRIAL = 20;
    /** Part of the digits asked for that it must have gained by then. */
    private static final double GAINED = 1 / 3.0;

    private final String name;
    private final boolean needsEntries;
    private final Preconditioner.Factory preconditioner;

    private ConjugateGradients(String name, boolean needsEntries, Preconditioner.Factory preconditioner) {
        this.name = name;
        this.needsEntries = needsEntries;
        this.preconditioner = preconditioner;
    }

    /** Conjugate gradients preconditioned by the inverse 3 x 3 diagonal blocks. */
    public static ConjugateGradients blockJacobi() {
        return new ConjugateGradients(
                "cg+block-jacobi", true, (system, threads, progress) -> new BlockJacobi(system, threads));
    }

    /**
     * Conjugate gradients preconditioned by smoothed-aggregation multigrid with the rigid-body modes: iterations hardly
     * grow with the size of the model or the contrast of its moduli.
     */
    public static ConjugateGradients algebraicMultigrid() {
        return algebraicMultigrid(AlgebraicMultigrid.Options.STANDARD);
    }

    /**
     * Conjugate gradients preconditioned by p-multigrid, for {@link TetOperator}s, which are never stored.
     *
     * @param nodes which nodes are corners and which lie between two of them
     */
    public static ConjugateGradients quadraticMultigrid(MidNodes nodes) {
        return quadraticMultigrid(nodes, QuadraticMultigrid.Options.STANDARD);
    }

    /** The same with a cycle of other options. */
    static ConjugateGradients quadraticMultigrid(MidNodes nodes, QuadraticMultigrid.Options options) {
        return new ConjugateGradients(
                "cg+p-multigrid",
                false,
                (system, threads, progress) -> new QuadraticMultigrid(system, nodes, options, threads, progress));
    }

    /** The same with a hierarchy built in another way. */
    static ConjugateGradients algebraicMultigrid(AlgebraicMultigrid.Options options) {
        return new ConjugateGradients(
                "cg+sa-amg",
                true,
                (system, threads, progress) -> new AlgebraicMultigrid(system, options, threads, progress));
    }

    /**
     * Conjugate gradients preconditioned by multigrid on the grid itself, for {@link BrickOperator}s: the finest level is
     * never stored.
     */
    public static ConjugateGradients brickMultigrid() {
        return brickMultigrid(BrickMultigrid.Options.STANDARD);
    }

    /** The same with a hierarchy built in another way. */
    static ConjugateGradients brickMultigrid(BrickMultigrid.Options options) {
        return new ConjugateGradients("cg+brick-mg", true, options::build);
    }

    @Override
    public boolean needsEntries() {
        return needsEntries;
    }

    @Override
    public Report solve(
            ConstrainedSystem system,
            double[] b,
            double[] x,
            Criterion criterion,
            TaskExecutor threads,
            Progress progress) {
        long start = System.nanoTime();
        progress.report("Preconditioner", Double.NaN);
        Run run = new Run(system, preconditioner.build(system, threads, progress), b, x, criterion, threads, progress);
        long built = System.nanoTime();
        int iterations = run.iterate();
        long end = System.nanoTime();
        return new Report(name, iterations, run.relativeResidual, (built - start) * 1e-9, (end - built) * 1e-9);
    }

    /** Zero at fixed unknowns and orthogonal to the floating modes. */
    static void clean(ConstrainedSystem system, double[] v, TaskExecutor threads) {
        system.zeroFixed(v);
        for (double[] mode : system.floating()) {
            axpy(threads, -dot(threads, mode, v), mode, v);
        }
    }

    private static double dot(TaskExecutor threads, double[] a, double[] b) {
        return Chunks.sum(threads, a.length, CHUNK, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        });
    }

    static double norm(TaskExecutor threads, double[] a) {
        return Math.sqrt(dot(threads, a, a));
    }

    static void axpy(TaskExecutor threads, double factor, double[] a, double[] y) {
        Chunks.forEach(threads, y.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] += factor * a[i];
            }
        });
    }

    /** One solution under way: its vectors and its stopping rule. */
    private static final class Run {

        private final ConstrainedSystem system;
        private final double[] b;
        private final double[] x;
        private final Criterion criterion;
        private final TaskExecutor threads;
        private final Progress progress;
        private final double[] r;
        private final double[] z;
        private final double[] p;
        private final double[] ap;
        private Preconditioner m;
        /** That of x when the iterations have ended, computed anew from x. */
        private double relativeResidual;

        Run(
                ConstrainedSystem system,
                Preconditioner m,
                double[] b,
                double[] x,
                Criterion criterion,
                TaskExecutor threads,
                Progress progress) {
            this.system = system;
            this.m = m;
            this.b = b.clone();
            this.x = x;
            this.criterion = criterion;
            this.threads = threads;
            this.progress = progress;
            r = new double[x.length];
            z = new double[x.length];
            p = new double[x.length];
            ap = new double[x.length];
        }

        int iterate() {
            clean(system, b, threads);
            clean(system, x, threads);
            double scale = norm(threads, b);
            if (scale == 0) {
                java.util.Arrays.fill(x, 0);
                return 0;
            }
            double target = target(scale);
            double residual = trueResidual();
            double first = residual;
            double rz = 0;
            double alpha = 0;
            int iteration = 0;
            boolean restart = true;
            double drifted = Double.POSITIVE_INFINITY;
            while (residual > target) {
                progress.checkCancelled();
                if (iteration == criterion.maxIterations()) {
                    throw new SolverException(String.format(
                            Locale.ROOT,
                            "Relative residual %.2e after %d iterations, %.1e asked for: allow more iterations, raise"
                                    + " the modulus floor or look for loosely attached parts in the labels.",
                            residual / scale,
                            iteration,
                            criterion.relativeResidual()));
                }
                m.apply(threads, r, z);
                clean(system, z, threads);
                // Polak and Ribiere's form, z (r - r_before): single precision makes the preconditioner a little
                // different
                // each time, and this beta forgives it.
                direction(restart ? 0 : -alpha * dot(threads, z, ap) / rz);
                rz = dot(threads, r, z);
                system.matrix().multiply(threads, p, ap);
                clean(system, ap, threads);
                alpha = dot(threads, p, r) / dot(threads, p, ap);
                if (!Double.isFinite(alpha) || alpha <= 0) {
                    throw new SolverException(
                            "The stiffness matrix is not positive definite on the free nodes: a part of the model is not"
                                    + " held, or the density is not a number somewhere.");
                }
                axpy(threads, alpha, p, x);
                axpy(threads, -alpha, ap, r);
                iteration++;
                residual = norm(threads, r);
                restart = false;
                if (residual <= target || iteration % REFRESH == 0) {
                    double recurred = residual;
                    residual = trueResidual();
                    restart = residual > DRIFT * recurred;
                }
                if (iteration == TRIAL && m.sturdier().isPresent() && done(first, residual, target) < GAINED) {
                    Preconditioner.Factory sturdier = m.sturdier().get();
                    m = null;
                    m = sturdier.build(system, threads, progress);
                    residual = trueResidual();
                    restart = true;
                } else if (restart) {
                    checkProgress(residual, drifted, scale);
                    drifted = residual;
                }
                report(first, residual, target);
            }
            // The loop ends with a true residual only.
            relativeResidual = residual / scale;
            return iteration;
        }

        /** Gives up when a fresh start from the true residual does not gain a digit: the rest is rounding. */
        private void checkProgress(double residual, double before, double scale) {
            if (residual > target(scale) && residual > 0.1 * before) {
                throw SolverException.rounding(residual / scale, criterion.relativeResidual());
            }
        }

        private double target(double scale) {
            return criterion.relativeResidual() * scale;
        }

        /** p = z + beta p. */
        private void direction(double beta) {
            Chunks.forEach(threads, p.length, CHUNK, (from, to) -> {
                for (int i = from; i < to; i++) {
                    p[i] = z[i] + beta * p[i];
                }
            });
        }

        private double trueResidual() {
            system.matrix().multiply(threads, x, r);
            Chunks.forEach(threads, r.length, CHUNK, (from, to) -> {
                for (int i = from; i < to; i++) {
                    r[i] = b[i] - r[i];
                }
            });
            clean(system, r, threads);
            return norm(threads, r);
        }

        private void report(double first, double residual, double target) {
            progress.report("Solving", Math.max(0, Math.min(1, done(first, residual, target))));
        }

        /** Part of the digits asked for that has been gained. */
        private static double done(double first, double residual, double target) {
            return Math.log(first / residual) / Math.log(first / target);
        }
    }
}
