package org.vertebrafe.fem;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Boxes of tetrahedra: every brick of a {@link Bricks} cut into six around one of its diagonals. */
final class Tets {

    /** The corners of the six tetrahedra of a brick, in its node order. */
    private static final int[][] CUT = {
        {0, 1, 2, 6}, {0, 2, 3, 6}, {0, 3, 7, 6}, {0, 7, 4, 6}, {0, 4, 5, 6}, {0, 5, 1, 6}
    };

    /** The corners of the edges on which the nodes 4..9 of a quadratic tetrahedron lie. */
    static final int[][] EDGES = {{0, 1}, {1, 2}, {2, 0}, {0, 3}, {1, 3}, {2, 3}};

    final Mesh mesh;
    private final double[] low = new double[3];
    private final double[] high = new double[3];

    /** A box of any elements. */
    static Tets of(Mesh mesh) {
        return new Tets(mesh);
    }

    private Tets(Mesh mesh) {
        this.mesh = mesh;
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < mesh.coordinates().length; i++) {
            low[i % 3] = Math.min(low[i % 3], mesh.coordinates()[i]);
            high[i % 3] = Math.max(high[i % 3], mesh.coordinates()[i]);
        }
    }

    static Tets linear(Bricks bricks) {
        int[] connectivity = new int[24 * bricks.elements()];
        int at = 0;
        for (int e = 0; e < bricks.elements(); e++) {
            for (int[] tet : CUT) {
                for (int corner : tet) {
                    connectivity[at++] = bricks.connectivity[8 * e + corner];
                }
            }
        }
        return new Tets(new Mesh(ElementType.TET4, bricks.coordinates, connectivity, Map.of()));
    }

    /** Straight-sided quadratic tetrahedra. */
    static Tets quadratic(Bricks bricks) {
        Mesh linear = linear(bricks).mesh;
        Map<Long, Integer> middles = new HashMap<>();
        int[] connectivity = new int[10 * linear.elements()];
        double[] coordinates = Arrays.copyOf(linear.coordinates(), 3 * (linear.nodes() + 7 * linear.elements()));
        for (int e = 0; e < linear.elements(); e++) {
            System.arraycopy(linear.connectivity(), 4 * e, connectivity, 10 * e, 4);
            for (int m = 0; m < 6; m++) {
                int a = connectivity[10 * e + EDGES[m][0]];
                int b = connectivity[10 * e + EDGES[m][1]];
                int next = linear.nodes() + middles.size();
                int middle = middles.computeIfAbsent((long) Math.min(a, b) << 32 | Math.max(a, b), key -> next);
                connectivity[10 * e + 4 + m] = middle;
                for (int i = 0; i < 3; i++) {
                    coordinates[3 * middle + i] = (coordinates[3 * a + i] + coordinates[3 * b + i]) / 2;
                }
            }
        }
        int nodes = linear.nodes() + middles.size();
        return new Tets(new Mesh(ElementType.TET10, Arrays.copyOf(coordinates, 3 * nodes), connectivity, Map.of()));
    }

    boolean onBoundary(int n) {
        return IntStream.range(0, 3)
                .anyMatch(i -> Math.abs(mesh.coordinates()[3 * n + i] - low[i]) < 1e-9
                        || Math.abs(mesh.coordinates()[3 * n + i] - high[i]) < 1e-9);
    }

    int[] boundaryNodes() {
        return IntStream.range(0, mesh.nodes()).filter(this::onBoundary).toArray();
    }

    /** Nodes at the lowest or highest z. */
    int[] end(boolean top) {
        return IntStream.range(0, mesh.nodes())
                .filter(n -> Math.abs(mesh.coordinates()[3 * n + 2] - (top ? high[2] : low[2])) < 1e-9)
                .toArray();
    }

    ElasticModel model(UnitElasticity material, IntToDoubleFunction modulus) {
        return model(mesh, material, modulus);
    }

    static ElasticModel model(Mesh mesh, UnitElasticity material, IntToDoubleFunction modulus) {
        float[] moduli = new float[mesh.elements()];
        for (int e = 0; e < moduli.length; e++) {
            moduli[e] = (float) modulus.applyAsDouble(e);
        }
        return new ElasticModel(mesh, ElasticModel.patientAxes(), moduli, List.of(material), new byte[mesh.elements()]);
    }

    Vec3 position(int n) {
        return mesh.node(n);
    }
}
