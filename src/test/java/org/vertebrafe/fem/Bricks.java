package org.vertebrafe.fem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.linalg.ConjugateGradients;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Boxes of brick elements, straight or distorted, and their solution to the last digits. */
final class Bricks {

    final int nx;
    final int ny;
    final int nz;
    final double[] coordinates;
    final int[] connectivity;

    private Bricks(int nx, int ny, int nz, double[] coordinates, int[] connectivity) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.coordinates = coordinates;
        this.connectivity = connectivity;
    }

    /** A box of nx * ny * nz bricks with edges hx, hy, hz and a corner at the origin. */
    static Bricks box(int nx, int ny, int nz, double hx, double hy, double hz) {
        double[] coordinates = new double[3 * (nx + 1) * (ny + 1) * (nz + 1)];
        int[] connectivity = new int[8 * nx * ny * nz];
        Bricks bricks = new Bricks(nx, ny, nz, coordinates, connectivity);
        for (int k = 0, e = 0; k <= nz; k++) {
            for (int j = 0; j <= ny; j++) {
                for (int i = 0; i <= nx; i++) {
                    int n = bricks.node(i, j, k);
                    coordinates[3 * n] = i * hx;
                    coordinates[3 * n + 1] = j * hy;
                    coordinates[3 * n + 2] = k * hz;
                    if (i < nx && j < ny && k < nz) {
                        int[] corners = {
                            bricks.node(i, j, k),
                            bricks.node(i + 1, j, k),
                            bricks.node(i + 1, j + 1, k),
                            bricks.node(i, j + 1, k),
                            bricks.node(i, j, k + 1),
                            bricks.node(i + 1, j, k + 1),
                            bricks.node(i + 1, j + 1, k + 1),
                            bricks.node(i, j + 1, k + 1)
                        };
                        System.arraycopy(corners, 0, connectivity, 8 * e++, 8);
                    }
                }
            }
        }
        return bricks;
    }

    /** The same bricks with their inner nodes moved by up to a part of their edge. */
    Bricks distorted(double part) {
        double[] moved = coordinates.clone();
        double edge = coordinates[3 * node(1, 0, 0)];
        for (int n : innerNodes()) {
            for (int i = 0; i < 3; i++) {
                // Any fixed, irregular pattern does.
                moved[3 * n + i] += part * edge * Math.sin(12.9898 * n + 78.233 * i);
            }
        }
        return new Bricks(nx, ny, nz, moved, connectivity);
    }

    int node(int i, int j, int k) {
        return i + (nx + 1) * (j + (ny + 1) * k);
    }

    int elements() {
        return nx * ny * nz;
    }

    int nodes() {
        return coordinates.length / 3;
    }

    int[] innerNodes() {
        return IntStream.range(0, nodes()).filter(n -> !onBoundary(n)).toArray();
    }

    int[] boundaryNodes() {
        return IntStream.range(0, nodes()).filter(this::onBoundary).toArray();
    }

    private boolean onBoundary(int n) {
        int i = n % (nx + 1);
        int j = n / (nx + 1) % (ny + 1);
        int k = n / (nx + 1) / (ny + 1);
        return i == 0 || j == 0 || k == 0 || i == nx || j == ny || k == nz;
    }

    /** Nodes of the layer k. */
    int[] layer(int k) {
        return IntStream.range(node(0, 0, k), node(nx, ny, k) + 1).toArray();
    }

    Mesh mesh() {
        return new Mesh(ElementType.HEX8, coordinates, connectivity, Map.of());
    }

    ElasticModel model(UnitElasticity material, IntToDoubleFunction modulus) {
        float[] moduli = new float[elements()];
        for (int e = 0; e < moduli.length; e++) {
            moduli[e] = (float) modulus.applyAsDouble(e);
        }
        return new ElasticModel(mesh(), ElasticModel.patientAxes(), moduli, List.of(material), new byte[elements()]);
    }

    Vec3 position(int n) {
        return new Vec3(coordinates[3 * n], coordinates[3 * n + 1], coordinates[3 * n + 2]);
    }

    static Solution solve(ElasticModel model, Constraints constraints) {
        return solve(model, constraints, 1e-13, 2);
    }

    static Solution solve(ElasticModel model, Constraints constraints, double residual, int nThreads) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(nThreads)) {
            return LinearElasticity.solve(
                    model,
                    constraints,
                    null,
                    null,
                    ConjugateGradients.algebraicMultigrid(),
                    new LinearSolver.Criterion(residual, 10000),
                    threads,
                    Progress.NONE);
        }
    }

    static ElementFields fields(ElasticModel model, Solution solution) {
        return ElementFields.of(model, solution, TaskExecutors.singleThreaded());
    }

    /** Nodes that are in one list but not in another. */
    static int[] without(int[] nodes, int[] others) {
        List<Integer> left = new ArrayList<>();
        Arrays.stream(nodes).forEach(left::add);
        Arrays.stream(others).forEach(n -> left.remove(Integer.valueOf(n)));
        return left.stream().mapToInt(Integer::intValue).toArray();
    }
}
