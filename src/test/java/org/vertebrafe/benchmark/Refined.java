package org.vertebrafe.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** A model of quadratic tetrahedra with every one of them cut into eight: half the edge, eight times the unknowns. */
final class Refined {

    private static final int[][] EDGES = {{0, 1}, {1, 2}, {2, 0}, {0, 3}, {1, 3}, {2, 3}};

    /** Four at the corners, four around the diagonal from node 4 to node 9 of what is left. */
    private static final int[][] PARTS = {
        {0, 4, 6, 7}, {4, 1, 5, 8}, {6, 5, 2, 9}, {7, 8, 9, 3}, {4, 9, 6, 5}, {4, 9, 5, 8}, {4, 9, 8, 7}, {4, 9, 7, 6}
    };

    private final Mesh coarse;
    private final Map<Long, Integer> middles = new HashMap<>();
    private double[] coordinates;
    private int nodes;

    private Refined(Mesh coarse) {
        this.coarse = coarse;
        nodes = coarse.nodes();
        coordinates = Arrays.copyOf(coarse.coordinates(), 9 * coarse.coordinates().length);
    }

    /** The finer model; a new node is held where both nodes beside it are. */
    static InpModel of(InpModel model) {
        return new Refined(model.elastic().mesh()).refine(model);
    }

    private InpModel refine(InpModel model) {
        int elements = 8 * coarse.elements();
        int[] connectivity = new int[10 * elements];
        float[] modulus = new float[elements];
        byte[] material = new byte[elements];
        for (int e = 0; e < elements; e++) {
            modulus[e] = model.elastic().modulus()[e / 8];
            material[e] = model.elastic().materialOfElement()[e / 8];
            for (int v = 0; v < 4; v++) {
                connectivity[10 * e + v] = coarse.connectivity()[10 * (e / 8) + PARTS[e % 8][v]];
            }
            if (volume(connectivity, 10 * e) < 0) {
                int swapped = connectivity[10 * e + 2];
                connectivity[10 * e + 2] = connectivity[10 * e + 3];
                connectivity[10 * e + 3] = swapped;
            }
            for (int m = 0; m < 6; m++) {
                connectivity[10 * e + 4 + m] =
                        middle(connectivity[10 * e + EDGES[m][0]], connectivity[10 * e + EDGES[m][1]]);
            }
        }
        Mesh fine = new Mesh(ElementType.TET10, Arrays.copyOf(coordinates, 3 * nodes), connectivity, Map.of());
        ElasticModel elastic = new ElasticModel(
                fine, model.elastic().axes(), modulus, model.elastic().materials(), material);
        int[] numbers = IntStream.rangeClosed(1, Math.max(nodes, elements)).toArray();
        return new InpModel(
                elastic,
                constraints(model.constraints()),
                null,
                Arrays.copyOf(numbers, nodes),
                Arrays.copyOf(numbers, elements),
                Map.of(),
                List.of(),
                List.of());
    }

    private double volume(int[] connectivity, int at) {
        double[] edge = new double[9];
        for (int i = 0; i < 9; i++) {
            edge[i] = coordinates[3 * connectivity[at + 1 + i / 3] + i % 3] - coordinates[3 * connectivity[at] + i % 3];
        }
        return edge[0] * (edge[4] * edge[8] - edge[5] * edge[7])
                + edge[1] * (edge[5] * edge[6] - edge[3] * edge[8])
                + edge[2] * (edge[3] * edge[7] - edge[4] * edge[6]);
    }

    private int middle(int a, int b) {
        return middles.computeIfAbsent((long) Math.min(a, b) << 32 | Math.max(a, b), key -> {
            for (int i = 0; i < 3; i++) {
                coordinates[3 * nodes + i] = (coordinates[3 * a + i] + coordinates[3 * b + i]) / 2;
            }
            return nodes++;
        });
    }

    private Constraints constraints(Constraints given) {
        Constraints finer = new Constraints(nodes);
        for (int i = given.fixed().nextSetBit(0); i >= 0; i = given.fixed().nextSetBit(i + 1)) {
            finer.hold(new int[] {i / 3}, i % 3, given.values()[i]);
        }
        middles.forEach((key, node) -> {
            int a = 3 * (int) (key >> 32);
            int b = 3 * (int) (long) key;
            for (int i = 0; i < 3; i++) {
                if (given.fixed().get(a + i) && given.fixed().get(b + i)) {
                    finer.hold(new int[] {node}, i, (given.values()[a + i] + given.values()[b + i]) / 2);
                }
            }
        });
        return finer;
    }
}
