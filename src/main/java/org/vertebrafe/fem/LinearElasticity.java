package org.vertebrafe.fem;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Memory;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.fem.linalg.StiffnessOperator;
import org.vertebrafe.mesh.ElementType;

/** Small-strain linear elasticity with prescribed displacements and concentrated forces. */
public final class LinearElasticity {

    /** Part of the forces along a free rigid motion that counts as rounding. */
    private static final double BALANCED = 1e-9;

    /** Memory that a solution takes for each unknown, bytes: the stiffness of bricks on a grid is not stored. */
    private static final double BYTES_ON_GRID = 170;

    /** The same for quadratic tetrahedra whose forces are computed anew in each product. */
    private static final double BYTES_COMPUTED = 500;

    private static final double BYTES_STORED = 1400;

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
        Optional<BrickLattice.Bricks> bricks =
                solver.needsEntries() ? Optional.empty() : BrickLattice.of(model, coordinates, progress);
        boolean computed = !solver.needsEntries() && model.mesh().type() == ElementType.TET10;
        requireMemory(
                coordinates.length, bricks.isPresent() ? BYTES_ON_GRID : computed ? BYTES_COMPUTED : BYTES_STORED);
        StiffnessOperator stiffness = bricks.isPresent()
                ? bricks.get().operator()
                : computed
                        ? QuadraticTets.stiffness(model, coordinates, threads)
                        : Assembler.assemble(model, coordinates, threads);
        NodeOrder order = bricks.isPresent() ? bricks.get().order() : NodeOrder.SAME;
        progress.checkCancelled();
        coordinates = order.sorted(coordinates);
        BitSet fixed = order.sorted(constraints.fixed());
        double[] prescribed = order.sorted(constraints.values());
        double[] external = order.sorted(forces);
        double[][] floating = FloatingModes.of(coordinates, fixed);
        if (external != null) {
            checkHeld(external, floating, fixed);
        }
        ConstrainedSystem system = new ConstrainedSystem(stiffness, fixed, coordinates, floating);
        double[] load = new double[system.size()];
        stiffness.multiply(threads, prescribed, load);
        for (int i = 0; i < load.length; i++) {
            load[i] = (external == null ? 0 : external[i]) - load[i];
        }
        double[] u = guess == null ? new double[system.size()] : order.sorted(guess.clone());
        LinearSolver.Report report = solver.solve(system, load, u, criterion, threads, progress);
        for (int i = 0; i < u.length; i++) {
            u[i] += prescribed[i];
        }
        stiffness.multiply(threads, u, load);
        return new Solution(order.restored(u), order.restored(load), report);
    }

    private static void requireMemory(int unknowns, double bytes) {
        Memory.require(
                String.format(Locale.ROOT, "A model of %,d unknowns", unknowns),
                bytes * unknowns,
                "choose larger elements");
    }

    /** Forces along a motion that nothing holds have no equilibrium. */
    private static void checkHeld(double[] forces, double[][] floating, BitSet fixed) {
        double squares = 0;
        for (int i = 0; i < forces.length; i++) {
            squares += fixed.get(i) ? 0 : forces[i] * forces[i];
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
