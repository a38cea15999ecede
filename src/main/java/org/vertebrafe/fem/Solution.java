package org.vertebrafe.fem;

import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.linalg.LinearSolver;

/**
 * The displaced model.
 *
 * @param displacement x, y, z of each node in the model's frame, mm; to be read only
 * @param nodalForce force on each node that keeps it where it is, N, same layout: the reaction (with what external
 *     force there is) where a displacement is prescribed, the external force and the solver's residual elsewhere; to be
 *     read only
 * @param report what the linear solver took
 */
public record Solution(double[] displacement, double[] nodalForce, LinearSolver.Report report) {

    /** Sum of the reaction forces over some nodes, N, in the model's frame. */
    public Vec3 reaction(int[] nodes) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (int node : nodes) {
            x += nodalForce[3 * node];
            y += nodalForce[3 * node + 1];
            z += nodalForce[3 * node + 2];
        }
        return new Vec3(x, y, z);
    }
}
