package org.vertebrafe.fem;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.BrickOperator;
import org.vertebrafe.fem.linalg.ConjugateGradients;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Which linear solver suits a model. */
public final class SolverChoice {

    private SolverChoice() {}

    /** The solver that is fastest for elements of this kind. */
    public static LinearSolver of(Mesh mesh) {
        return mesh.type() == ElementType.HEX8 ? new ForBricks() : ConjugateGradients.algebraicMultigrid();
    }

    /** Multigrid on the grid where the bricks lie on one, algebraic multigrid where not. */
    private static final class ForBricks implements LinearSolver {

        @Override
        public Report solve(
                ConstrainedSystem system,
                double[] b,
                double[] x,
                Criterion criterion,
                TaskExecutor threads,
                Progress progress) {
            LinearSolver solver = system.matrix() instanceof BrickOperator
                    ? ConjugateGradients.brickMultigrid()
                    : ConjugateGradients.algebraicMultigrid();
            return solver.solve(system, b, x, criterion, threads, progress);
        }

        @Override
        public boolean needsEntries() {
            return false;
        }
    }
}
