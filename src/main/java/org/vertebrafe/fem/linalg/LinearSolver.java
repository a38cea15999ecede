package org.vertebrafe.fem.linalg;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/** Solves {@link ConstrainedSystem}s to a stated residual. Implementations are stateless and thread-safe. */
public interface LinearSolver {

    /**
     * Solves A x = b for the free unknowns.
     *
     * @param system the matrix and what is held
     * @param b right-hand side, length {@code system.size()}; entries at fixed unknowns are ignored; its part along the
     *     floating modes must vanish to rounding and is removed
     * @param x on entry the first guess, on return the solution, free of floating modes; fixed entries become 0
     * @param criterion when to stop
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told the residual's logarithmic progress; polled for cancel every iteration
     * @return what it took, with the true residual of the returned x
     * @throws SolverException if the residual asked for is not reached
     */
    Report solve(
            ConstrainedSystem system,
            double[] b,
            double[] x,
            Criterion criterion,
            TaskExecutor threads,
            Progress progress);

    /** Whether the matrix must be a stored one; otherwise it may compute its products on the way. */
    default boolean needsEntries() {
        return true;
    }

    /**
     * When to stop.
     *
     * @param relativeResidual largest |b - A x| / |b| over the free unknowns, Euclidean norms
     * @param maxIterations give up after so many
     */
    record Criterion(double relativeResidual, int maxIterations) {

        public Criterion {
            if (!(relativeResidual > 0 && relativeResidual < 1) || maxIterations < 1) {
                throw new IllegalArgumentException(
                        "relative residual " + relativeResidual + ", iterations " + maxIterations);
            }
        }
    }

    /**
     * What a solution took.
     *
     * @param solver name of the method, for provenance
     * @param iterations number of iterations
     * @param relativeResidual |b - A x| / |b|, computed anew from the returned x
     * @param setupSeconds wall time of building the preconditioner
     * @param iterateSeconds wall time of the iterations
     */
    record Report(String solver, int iterations, double relativeResidual, double setupSeconds, double iterateSeconds) {}
}
