package org.vertebrafe.imagej.view3d;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.tet.TetMesher;
import org.vertebrafe.mesh.tet.TetSettings;

/** Models to look at whose pictures can be told beforehand. */
final class Models {

    private Models() {}

    /** A block of n bricks along each axis, its middle at (10, 20, 30) mm, bricks of 1 mm. */
    static Mesh bricks(int n) {
        int m = n + 1;
        double[] xyz = new double[3 * m * m * m];
        for (int node = 0; node < m * m * m; node++) {
            xyz[3 * node] = 10 + node % m - n / 2.0;
            xyz[3 * node + 1] = 20 + node / m % m - n / 2.0;
            xyz[3 * node + 2] = 30 + node / m / m - n / 2.0;
        }
        int[] connectivity = new int[8 * n * n * n];
        for (int e = 0; e < n * n * n; e++) {
            int a = e % n + m * (e / n % n) + m * m * (e / n / n);
            int[] nodes = {a, a + 1, a + 1 + m, a + m};
            for (int c = 0; c < 4; c++) {
                connectivity[8 * e + c] = nodes[c];
                connectivity[8 * e + 4 + c] = nodes[c] + m * m;
            }
        }
        return new Mesh(ElementType.HEX8, xyz, connectivity, Map.of());
    }

    /** A ball of tetrahedra about the origin. */
    static Mesh ball(double radius, double edge, ElementType type) {
        int n = (int) Math.ceil(2 * radius) + 4;
        double middle = (n - 1) / 2.0;
        VoxelGrid grid = new VoxelGrid(
                n,
                n,
                n,
                new Vec3(1, 1, 1),
                new Vec3(-middle, -middle, -middle),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        BitSet mask = new BitSet();
        for (int at = 0; at < grid.voxels(); at++) {
            mask.set(at, grid.toPatient(at % n, at / n % n, at / n / n).norm() < radius);
        }
        return TetMesher.mask(grid, mask, new TetSettings(edge, type), TaskExecutors.singleThreaded(), Progress.NONE)
                .mesh();
    }

    /** The mesh with one field on its nodes, and displacements that stretch it along z by a tenth. */
    static Model3D onNodes(Mesh mesh, ToDoubleFunction<Vec3> value) {
        float[] values = new float[mesh.nodes()];
        float[] u = new float[3 * mesh.nodes()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) value.applyAsDouble(mesh.node(n));
            u[3 * n + 2] = (float) (0.1 * mesh.node(n).z());
        }
        return new Model3D("model", mesh, List.of(new Model3D.Scalar("Value", "MPa", true, values)), Optional.of(u));
    }

    /** The mesh with one field on its elements, the value at their middles. */
    static Model3D onElements(Mesh mesh, ToDoubleFunction<Vec3> value) {
        float[] values = new float[mesh.elements()];
        int size = mesh.type().nodes();
        for (int e = 0; e < values.length; e++) {
            Vec3 sum = Vec3.ZERO;
            for (int c = 0; c < size; c++) {
                sum = sum.plus(mesh.node(mesh.connectivity()[size * e + c]));
            }
            values[e] = (float) value.applyAsDouble(sum.times(1.0 / size));
        }
        return new Model3D("model", mesh, List.of(new Model3D.Scalar("Value", "MPa", false, values)), Optional.empty());
    }
}
