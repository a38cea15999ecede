package org.vertebrafe.fem.linalg;

import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/** An approximate inverse, symmetric positive definite on the free unknowns. Built for one system. */
interface Preconditioner {

    /**
     * z = M^-1 r.
     *
     * @param threads the caller's threads; the result does not depend on how many
     * @param r residual, zero at fixed unknowns
     * @param z overwritten; zero at fixed unknowns on return
     */
    void apply(TaskExecutor threads, double[] r, double[] z);

    /** What is to take over where this one turns out slow; empty where there is no better one. */
    default Optional<Factory> sturdier() {
        return Optional.empty();
    }

    /** Builds a preconditioner for a system; polls for cancel. */
    @FunctionalInterface
    interface Factory {
        Preconditioner build(ConstrainedSystem system, TaskExecutor threads, Progress progress);
    }
}
