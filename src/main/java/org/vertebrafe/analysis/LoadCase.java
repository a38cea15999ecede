package org.vertebrafe.analysis;

import java.util.Arrays;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;

/**
 * How a model is compressed: the inferior surface rests, the superior one is moved down.
 *
 * @param model the vertebra
 * @param displacement of the superior surface, mm, positive
 * @param heldLaterally whether both surfaces are held sideways too
 */
record LoadCase(VertebraModel model, double displacement, boolean heldLaterally) {

    private static final int[] ALL_AXES = {0, 1, 2};
    private static final int[] LOADING_AXIS = {2};

    /** The load case of a configuration. */
    static LoadCase of(VertebraModel model, AnalysisConfig config) {
        double displacement = config.compression() / 100 * model.frame().height();
        return new LoadCase(model, displacement, !config.bc().equals("plates-free"));
    }

    Constraints constraints() {
        Mesh mesh = model.mesh();
        Constraints constraints = new Constraints(mesh.nodes());
        for (int axis : heldLaterally ? ALL_AXES : LOADING_AXIS) {
            constraints.hold(mesh.nodeSet(VoxelMesh.INFERIOR), axis, 0);
            constraints.hold(mesh.nodeSet(VoxelMesh.SUPERIOR), axis, axis == 2 ? -displacement : 0);
        }
        return constraints;
    }

    /**
     * The constraints, with three more where the surfaces may slide: they take away the rigid motions left free and carry
     * no load, for solvers that need them.
     */
    Constraints pinned() {
        Constraints constraints = constraints();
        if (heldLaterally) {
            return constraints;
        }
        int[] nodes = model.mesh().nodeSet(VoxelMesh.INFERIOR);
        double[] x = model.elastic().localCoordinates();
        int left = nodes[0];
        int right = nodes[0];
        for (int n : nodes) {
            left = x[3 * n] < x[3 * left] ? n : left;
            right = x[3 * n] > x[3 * right] ? n : right;
        }
        return constraints
                .hold(new int[] {left}, 0, 0)
                .hold(new int[] {left}, 1, 0)
                .hold(new int[] {right}, 1, 0);
    }

    /** A first guess of the displacements: even compression between the two surfaces. */
    double[] guess() {
        Mesh mesh = model.mesh();
        double[] x = model.elastic().localCoordinates();
        double bottom = meanHeight(x, mesh.nodeSet(VoxelMesh.INFERIOR));
        double top = meanHeight(x, mesh.nodeSet(VoxelMesh.SUPERIOR));
        double[] guess = new double[x.length];
        for (int n = 0; n < mesh.nodes(); n++) {
            guess[3 * n + 2] = -displacement * (x[3 * n + 2] - bottom) / (top - bottom);
        }
        return guess;
    }

    private static double meanHeight(double[] coordinates, int[] nodes) {
        return Arrays.stream(nodes)
                .mapToDouble(n -> coordinates[3 * n + 2])
                .average()
                .orElseThrow();
    }
}
