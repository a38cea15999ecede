package org.vertebrafe.fem;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.BrickOperator;
import org.vertebrafe.fem.linalg.ConjugateGradients;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.fem.linalg.MidNodes;
import org.vertebrafe.mesh.Mesh;

/** Which linear solver suits a model. */
public final class SolverChoice {

    private SolverChoice() {}

    /**
     * The fastest solver for the elements of a mesh: multigrid on the grid for bricks that lie on one, p-multigrid for
     * quadratic tetrahedra, algebraic multigrid for all others.
     *
     * @throws InputException if a node is a corner of one element and lies in the middle of an edge of another
     */
    public static LinearSolver of(Mesh mesh) {
        return switch (mesh.type()) {
            case HEX8 -> new ForBricks();
            case TET10 -> ConjugateGradients.quadraticMultigrid(midNodes(mesh));
            case TET4 -> ConjugateGradients.algebraicMultigrid();
        };
    }

    /** The corners and middle nodes of a mesh of quadratic tetrahedra. */
    static MidNodes midNodes(Mesh mesh) {
        int[] ends = new int[2 * mesh.nodes()];
        Arrays.fill(ends, -1);
        int[] connectivity = mesh.connectivity();
        for (int first = 0; first < connectivity.length; first += 10) {
            for (int m = 0; m < 6; m++) {
                int a = connectivity[first + ReferenceElement.EDGES[m][0]];
                int b = connectivity[first + ReferenceElement.EDGES[m][1]];
                int node = 2 * connectivity[first + 4 + m];
                int low = Math.min(a, b);
                int high = Math.max(a, b);
                if (ends[node] >= 0 && (ends[node] != low || ends[node + 1] != high)) {
                    throw refused(node / 2);
                }
                ends[node] = low;
                ends[node + 1] = high;
            }
        }
        for (int at = 0; at < connectivity.length; at++) {
            if (at % 10 < 4 && ends[2 * connectivity[at]] >= 0) {
                throw refused(connectivity[at]);
            }
        }
        return new MidNodes(ends);
    }

    private static InputException refused(int node) {
        return InputException.of(
                "Node %d of the mesh (counted from 1) lies in the middle of an edge of one quadratic tetrahedron and"
                        + " elsewhere in another: the elements do not fit together; mesh anew.",
                node + 1);
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
