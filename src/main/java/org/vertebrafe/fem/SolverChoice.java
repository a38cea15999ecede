package org.vertebrafe.fem;

import org.vertebrafe.fem.linalg.ConjugateGradients;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.mesh.Mesh;

/** Which linear solver suits a model. */
public final class SolverChoice {

    private SolverChoice() {}

    /** The solver that is fastest for elements of this kind. */
    public static LinearSolver of(Mesh mesh) {
        return ConjugateGradients.algebraicMultigrid();
    }
}
