package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Makes quadratic tetrahedra of linear ones: a node in the middle of each edge, on the surface where the edge is on it.
 * Where that would bend an element too much, its surface nodes go back towards the middles of their edges until the
 * Jacobian determinant stays above a fifth of the straight element's everywhere in it.
 */
final class QuadraticNodes {

    /** Least Jacobian determinant in a bent element, as a fraction of the straight one's. */
    static final double LEAST_JACOBIAN = 0.2;

    /** A mid-side node farther than this fraction of its edge from the edge is not of the same piece of surface. */
    private static final double FARTHEST = 0.25;

    private static final int HALVINGS = 5;
    private static final int CHUNK = 4096;

    private final double[] xyz;
    private final int[] connectivity;
    private final int curved;
    private final int restrained;

    private QuadraticNodes(double[] xyz, int[] connectivity, int curved, int restrained) {
        this.xyz = xyz;
        this.connectivity = connectivity;
        this.curved = curved;
        this.restrained = restrained;
    }

    /** Coordinates of corners, then mid-side nodes. */
    double[] xyz() {
        return xyz;
    }

    /** Ten nodes of each element. */
    int[] connectivity() {
        return connectivity;
    }

    /** Mid-side nodes that were to lie on the surface. */
    int curved() {
        return curved;
    }

    /** Those of them that had to stay nearer to the middle of their edge. */
    int restrained() {
        return restrained;
    }

    /**
     * @param mesh linear tetrahedra
     * @param boundary its boundary facets
     * @param flat nodes of flat surfaces: edges between two of them stay straight
     * @param surface in the mesh's frame
     * @param threads the caller's threads
     */
    static QuadraticNodes of(Tets mesh, int[] boundary, BitSet flat, SurfaceIndex surface, TaskExecutor threads) {
        Edges edges = Edges.of(mesh.nodes(), mesh.tets());
        int corners = mesh.nodes();
        double[] xyz = Arrays.copyOf(mesh.xyz(), 3 * (corners + edges.count()));
        BitSet bent = new BitSet();
        for (int facet : boundary) {
            int[] nodes = Facets.nodes(mesh.tets(), 4, facet);
            for (int c = 0; c < 3; c++) {
                int a = nodes[c];
                int b = nodes[(c + 1) % 3];
                if (!flat.get(a) || !flat.get(b)) {
                    bent.set(edges.between(a, b));
                }
            }
        }
        // Where each mid-side node would lie, relative to the middle of its edge.
        float[] offset = new float[3 * edges.count()];
        Chunks.forEach(threads, corners, CHUNK, (from, to) -> {
            double[] nearest = new double[6];
            edges.forEach(from, to, (e, a, b) -> {
                int at = 3 * (corners + e);
                double squared = 0;
                for (int i = 0; i < 3; i++) {
                    xyz[at + i] = 0.5 * (xyz[3 * a + i] + xyz[3 * b + i]);
                    squared += (xyz[3 * a + i] - xyz[3 * b + i]) * (xyz[3 * a + i] - xyz[3 * b + i]);
                }
                if (bent.get(e)
                        && surface.nearest(xyz[at], xyz[at + 1], xyz[at + 2], nearest)
                                <= FARTHEST * Math.sqrt(squared)) {
                    for (int i = 0; i < 3; i++) {
                        offset[3 * e + i] = (float) (nearest[i] - xyz[at + i]);
                    }
                }
            });
        });
        int[] connectivity = connectivity(mesh, edges);
        return new QuadraticNodes(
                xyz, connectivity, bent.cardinality(), settle(mesh, bent, offset, xyz, connectivity, threads));
    }

    private static int[] connectivity(Tets mesh, Edges edges) {
        int[] tets = mesh.tets();
        int[] connectivity = new int[10 * mesh.elements()];
        for (int e = 0; e < mesh.elements(); e++) {
            System.arraycopy(tets, 4 * e, connectivity, 10 * e, 4);
            for (int m = 0; m < 6; m++) {
                int a = tets[4 * e + Edges.ENDS[m][0]];
                int b = tets[4 * e + Edges.ENDS[m][1]];
                connectivity[10 * e + 4 + m] = mesh.nodes() + edges.between(a, b);
            }
        }
        return connectivity;
    }

    /** Moves the mid-side nodes as far as their elements bear; returns how many did not go all the way. */
    private static int settle(
            Tets mesh, BitSet bent, float[] offset, double[] xyz, int[] connectivity, TaskExecutor threads) {
        int corners = mesh.nodes();
        double[] straight = xyz.clone();
        float[] share = new float[offset.length / 3];
        for (int e = bent.nextSetBit(0); e >= 0; e = bent.nextSetBit(e + 1)) {
            share[e] = 1;
            place(e, corners, share, offset, straight, xyz);
        }
        for (int round = 0; round <= HALVINGS; round++) {
            boolean[] folded = folded(mesh, bent, xyz, connectivity, threads);
            BitSet back = new BitSet();
            for (int e = 0; e < folded.length; e++) {
                for (int m = 4; folded[e] && m < 10; m++) {
                    int edge = connectivity[10 * e + m] - corners;
                    if (share[edge] > 0) {
                        back.set(edge);
                    }
                }
            }
            for (int e = back.nextSetBit(0); e >= 0; e = back.nextSetBit(e + 1)) {
                share[e] = round == HALVINGS ? 0 : share[e] / 2;
                place(e, corners, share, offset, straight, xyz);
            }
            if (back.isEmpty()) {
                break;
            }
        }
        int restrained = 0;
        for (int e = bent.nextSetBit(0); e >= 0; e = bent.nextSetBit(e + 1)) {
            restrained += share[e] < 1 ? 1 : 0;
        }
        return restrained;
    }

    private static void place(int e, int corners, float[] share, float[] offset, double[] straight, double[] xyz) {
        for (int i = 0; i < 3; i++) {
            int at = 3 * (corners + e) + i;
            xyz[at] = straight[at] + share[e] * offset[3 * e + i];
        }
    }

    private static boolean[] folded(Tets mesh, BitSet bent, double[] xyz, int[] connectivity, TaskExecutor threads) {
        boolean[] folded = new boolean[mesh.elements()];
        Chunks.forEach(threads, mesh.elements(), CHUNK, (from, to) -> {
            QuadraticJacobian jacobian = new QuadraticJacobian();
            for (int e = from; e < to; e++) {
                boolean touched = false;
                for (int m = 4; m < 10; m++) {
                    touched |= bent.get(connectivity[10 * e + m] - mesh.nodes());
                }
                if (touched) {
                    jacobian.load(xyz, connectivity, 10 * e);
                    folded[e] = jacobian.lowerBound() < LEAST_JACOBIAN * mesh.sixVolume(4 * e);
                }
            }
        });
        return folded;
    }
}
