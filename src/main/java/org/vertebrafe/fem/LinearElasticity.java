package org.vertebrafe.fem;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.BlockCsrMatrix;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.LinearSolver;

/** Small-strain linear elasticity with prescribed displacements. */
public final class LinearElasticity {

    private LinearElasticity() {}

    /**
     * Solves for the displacements.
     *
     * @param model mesh and materials
     * @param constraints prescribed displacements; rigid motions they leave free are set to zero on average
     * @param guess first guess of the displacements, 3 values a node, or null for none
     * @param solver the linear solver
     * @param criterion when it stops
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told of progress, polled for cancel
     */
    public static Solution solve(
            ElasticModel model,
            Constraints constraints,
            double[] guess,
            LinearSolver solver,
            LinearSolver.Criterion criterion,
            TaskExecutor threads,
            Progress progress) {
        progress.report("Assembling", Double.NaN);
        double[] coordinates = model.localCoordinates();
        ElementShapes shapes = new ElementShapes(model, coordinates);
        BlockCsrMatrix stiffness = Assembler.assemble(model, shapes, threads);
        progress.checkCancelled();
        ConstrainedSystem system = new ConstrainedSystem(
                stiffness, constraints.fixed(), coordinates, FloatingModes.of(coordinates, constraints.fixed()));
        double[] load = new double[system.size()];
        stiffness.multiply(threads, constraints.values(), load);
        for (int i = 0; i < load.length; i++) {
            load[i] = -load[i];
        }
        double[] u = guess == null ? new double[system.size()] : guess.clone();
        LinearSolver.Report report = solver.solve(system, load, u, criterion, threads, progress);
        for (int i = 0; i < u.length; i++) {
            u[i] += constraints.values()[i];
        }
        double[] force = new double[system.size()];
        stiffness.multiply(threads, u, force);
        return new Solution(u, force, report);
    }
}
