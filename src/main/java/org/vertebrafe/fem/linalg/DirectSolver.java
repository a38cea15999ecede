package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/**
 * Sparse Cholesky decomposition with iterative refinement: the reference for the iterative solvers. Nothing makes it slow
 * but size; time and memory grow much faster than the number of unknowns.
 */
public final class DirectSolver implements LinearSolver {

    /** Each step of refinement gains digits, or what is left is rounding. */
    private static final double GAIN = 0.5;

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
        double[] springs = springs(system);
        SparseCholesky factor =
                new SparseCholesky(system.stored(), system.coordinates(), system.fixed(), springs, threads, progress);
        long ready = System.nanoTime();
        progress.report("Solving", 0);
        double[] right = b.clone();
        ConjugateGradients.clean(system, right, threads);
        ConjugateGradients.clean(system, x, threads);
        double scale = ConjugateGradients.norm(threads, right);
        double[] r = new double[x.length];
        double[] step = new double[x.length];
        double residual = residual(system, right, x, r, threads);
        int steps = 0;
        if (scale == 0) {
            java.util.Arrays.fill(x, 0);
            residual = 0;
        }
        while (residual > criterion.relativeResidual() * scale) {
            progress.checkCancelled();
            factor.solve(r, step);
            ConjugateGradients.clean(system, step, threads);
            ConjugateGradients.axpy(threads, 1, step, x);
            double before = residual;
            residual = residual(system, right, x, r, threads);
            steps++;
            if (residual > criterion.relativeResidual() * scale
                    && (residual > GAIN * before || steps == criterion.maxIterations())) {
                throw SolverException.rounding(residual / scale, criterion.relativeResidual());
            }
        }
        return new Report(
                "cholesky",
                steps,
                scale == 0 ? 0 : residual / scale,
                (ready - start) * 1e-9,
                (System.nanoTime() - ready) * 1e-9);
    }

    /**
     * Springs that hold the floating motions, one at an unknown each. A load in equilibrium causes no forces in supports that
     * are statically determinate, so that they change nothing but the rigid motion, which is projected out.
     */
    private static double[] springs(ConstrainedSystem system) {
        double[] springs = new double[system.size()];
        double[][] modes = new double[system.floating().length][];
        java.util.Arrays.setAll(modes, m -> system.floating()[m].clone());
        BlockCsrMatrix a = system.stored();
        for (int m = 0; m < modes.length; m++) {
            int row = m;
            int at = 0;
            for (int k = m; k < modes.length; k++) {
                for (int i = 0; i < springs.length; i++) {
                    if (Math.abs(modes[k][i]) > Math.abs(modes[row][at])) {
                        row = k;
                        at = i;
                    }
                }
            }
            double[] pivot = modes[row];
            modes[row] = modes[m];
            modes[m] = pivot;
            springs[at] = a.values()[9 * a.find(at / 3, at / 3) + 4 * (at % 3)];
            for (int k = m + 1; k < modes.length; k++) {
                double f = modes[k][at] / pivot[at];
                for (int i = 0; i < springs.length; i++) {
                    modes[k][i] -= f * pivot[i];
                }
                modes[k][at] = 0;
            }
        }
        return springs;
    }

    private static double residual(ConstrainedSystem system, double[] b, double[] x, double[] r, TaskExecutor threads) {
        system.matrix().multiply(threads, x, r);
        for (int i = 0; i < r.length; i++) {
            r[i] = b[i] - r[i];
        }
        ConjugateGradients.clean(system, r, threads);
        return ConjugateGradients.norm(threads, r);
    }
}
