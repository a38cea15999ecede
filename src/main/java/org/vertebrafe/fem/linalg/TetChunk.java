package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring quadratic tetrahedra with the nodes they touch, in batches of {@link TetKernel#LANES} of one material.
 * Small enough for the displacements and forces of its nodes to stay in the processor's nearest caches.
 *
 * @param nodes number of each node in the mesh; first those that no other chunk touches
 * @param own how many no other chunk touches
 * @param firstShared place of the first other one among all chunks' shared nodes
 * @param material of each batch
 * @param lanes elements of each batch
 * @param places for each batch and node of an element the places of its lanes in {@code nodes}
 * @param start first row of the geometry of each batch
 * @param step rows from one integration point to the next; 0 where all are alike
 * @param geometry rows of lanes, see {@link TetKernel#GEOMETRY}
 */
record TetChunk(
        int[] nodes,
        int own,
        int firstShared,
        int[] material,
        int[] lanes,
        char[] places,
        int[] start,
        int[] step,
        double[][] geometry) {

    /** Places of a batch. */
    static final int PLACES = 10 * TetKernel.LANES;

    int batches() {
        return lanes.length;
    }

    /** Copies what an element has at an integration point, {@link TetKernel#GEOMETRY} values. */
    void read(int slot, int point, double[] out) {
        int batch = slot / TetKernel.LANES;
        int first = start[batch] + point * step[batch];
        for (int i = 0; i < TetKernel.GEOMETRY; i++) {
            out[i] = geometry[first + i][slot % TetKernel.LANES];
        }
    }

    /** The forces of the displacements of the chunk's nodes; both three values a node. */
    void forces(List<TetMaterial> materials, TetKernel kernel, double[] x, double[] y) {
        Arrays.fill(y, 0, 3 * nodes.length, 0);
        for (int b = 0; b < batches(); b++) {
            kernel.gather(places, b * PLACES, x);
            kernel.forces(materials.get(material[b]), geometry, start[b], step[b]);
            kernel.scatter(places, b * PLACES, lanes[b], y);
        }
    }

    /** The upper triangles of the diagonal blocks of the chunk's nodes, six values each. */
    void diagonal(List<TetMaterial> materials, double[] out) {
        Arrays.fill(out, 0, 6 * nodes.length, 0);
        double[] point = new double[TetKernel.GEOMETRY];
        double[] gradient = new double[3];
        for (int b = 0; b < batches(); b++) {
            TetMaterial of = materials.get(material[b]);
            for (int slot = b * TetKernel.LANES; slot < b * TetKernel.LANES + lanes[b]; slot++) {
                for (int p = 0; p < 4; p++) {
                    read(slot, p, point);
                    for (int n = 0; n < 10; n++) {
                        TetKernel.gradient(point, n, p, gradient, 0);
                        of.addOwn(point[9], gradient, out, 6 * place(slot, n));
                    }
                }
            }
        }
    }

    private int place(int slot, int node) {
        int batch = slot / TetKernel.LANES;
        return places[batch * PLACES + node * TetKernel.LANES + slot % TetKernel.LANES];
    }
}
