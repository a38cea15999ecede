package org.vertebrafe.fem;

import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.fem.linalg.StiffnessOperator;
import org.vertebrafe.mesh.ElementType;

/** Small-strain linear elasticity with prescribed displacements and concentrated forces. */
public final class LinearElasticity {

    /** Part of the forces along a free rigid motion that counts as rounding. */
    private static final double BALANCED = 1e-9;

    private LinearElasticity() {}

    /**
     * Solves for the displacements.
     *
     * @param model mesh and materials
     * @param constraints prescribed displacements; rigid motions they leave free are set to zero on average
     * @param forces external force on each node, N, 3 values a node in the model's frame, or null for none; at a held
     *     component it only adds to the reaction of the support
     * @param guess first guess of the displacements, 3 values a node, or null for none
     * @param solver the linear solver
     * @param criterion when it stops
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told of progress, polled for cancel
     */
    public static Solution solve(
            ElasticModel model,
            Constraints constraints,
            double[] forces,
            double[] guess,
            LinearSolver solver,
            LinearSolver.Criterion criterion,
            TaskExecutor threads,
            Progress progress) {
        progress.report("Assembling", Double.NaN);
        double[] coordinates = model.localCoordinates();
        StiffnessOperator stiffness = stiffness(model, coordinates, solver, threads);
        progress.checkCancelled();
        double[][] floating = FloatingModes.of(coordinates, constraints.fixed());
        if (forces != null) {
            checkHeld(forces, floating, constraints);
        }
        ConstrainedSystem system = new ConstrainedSystem(stiffness, constraints.fixed(), coordinates, floating);
        double[] load = new double[system.size()];
        stiffness.multiply(threads, constraints.values(), load);
        for (int i = 0; i < load.length; i++) {
            load[i] = (forces == null ? 0 : forces[i]) - load[i];
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

    /** Stored only where it has to be. */
    private static StiffnessOperator stiffness(
            ElasticModel model, double[] coordinates, LinearSolver solver, TaskExecutor threads) {
        Optional<? extends StiffnessOperator> computed = solver.needsEntries()
                ? Optional.empty()
                : model.mesh().type() == ElementType.TET10
                        ? Optional.of(QuadraticTets.stiffness(model, coordinates, threads))
                        : BrickLattice.of(model, coordinates);
        return computed.isPresent() ? computed.get() : Assembler.assemble(model, coordinates, threads);
    }

    /** Forces along a motion that nothing holds have no equilibrium. */
    private static void checkHeld(double[] forces, double[][] floating, Constraints constraints) {
        double squares = 0;
        for (int i = 0; i < forces.length; i++) {
            squares += constraints.fixed().get(i) ? 0 : forces[i] * forces[i];
        }
        for (double[] mode : floating) {
            double work = 0;
            for (int i = 0; i < forces.length; i++) {
                work += mode[i] * forces[i];
            }
            if (Math.abs(work) > BALANCED * Math.sqrt(squares)) {
                throw new InputException(
                        "The forces push the model along a rigid motion that no support holds: hold more"
                                + " nodes, or balance the forces.");
            }
        }
    }
}
