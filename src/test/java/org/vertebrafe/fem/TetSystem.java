package org.vertebrafe.fem;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.linalg.ConstrainedSystem;
import org.vertebrafe.fem.linalg.MidNodes;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/** Systems of quadratic tetrahedra for the tests of the linear solvers: a box of nx * ny * nz bricks of six each. */
public final class TetSystem {

    private final Mesh mesh;
    private final UnitElasticity material;
    private final IntToDoubleFunction modulus;

    /** @param modulus of each tetrahedron, MPa; brick b has the tetrahedra 6 b to 6 b + 5, bricks fastest along x */
    public TetSystem(int nx, int ny, int nz, Vec3 edges, double poissonRatio, IntToDoubleFunction modulus) {
        mesh = Tets.quadratic(Bricks.box(nx, ny, nz, edges.x(), edges.y(), edges.z())).mesh;
        material = UnitElasticity.isotropic(poissonRatio);
        this.modulus = modulus;
    }

    /** The middle nodes. */
    public MidNodes midNodes() {
        return SolverChoice.midNodes(mesh);
    }

    /** Number of nodes. */
    public int nodes() {
        return mesh.nodes();
    }

    /** Whether a node is a corner. */
    public boolean isCorner(int node) {
        return node < mesh.connectivity()[4];
    }

    /** Position of a node, mm. */
    public Vec3 position(int node) {
        return mesh.node(node);
    }

    /** Nodes with a property. */
    public int[] nodesWhere(IntPredicate condition) {
        return IntStream.range(0, mesh.nodes()).filter(condition).toArray();
    }

    /** The system with some unknowns held. */
    public ConstrainedSystem system(BitSet fixed) {
        ElasticModel model = Tets.model(mesh, material, modulus);
        return new ConstrainedSystem(
                QuadraticTets.stiffness(model, mesh.coordinates(), TaskExecutors.singleThreaded()),
                fixed,
                mesh.coordinates(),
                FloatingModes.of(mesh.coordinates(), fixed));
    }

    /** The same system with its matrix assembled. */
    public ConstrainedSystem assembled(ConstrainedSystem system) {
        ElasticModel model = Tets.model(mesh, material, modulus);
        return new ConstrainedSystem(
                Assembler.assemble(model, mesh.coordinates(), TaskExecutors.singleThreaded()),
                system.fixed(),
                system.coordinates(),
                system.floating());
    }

    /** The system with all nodes at z = 0 held. */
    public ConstrainedSystem clampedBelow() {
        BitSet fixed = new BitSet();
        for (int node : nodesWhere(n -> mesh.node(n).z() == 0)) {
            fixed.set(3 * node, 3 * node + 3);
        }
        return system(fixed);
    }
}
