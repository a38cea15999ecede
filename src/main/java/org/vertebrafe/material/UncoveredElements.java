package org.vertebrafe.material;

import java.util.BitSet;
import org.vertebrafe.mesh.Mesh;

/** Gives elements that no bone voxel reaches, at the rim of the smoothed surface, the density of the elements around them. */
public final class UncoveredElements {

    private UncoveredElements() {}

    /**
     * Fills gaps, ring by ring: each gets the mean of its corners' means over the elements around, weighted by their
     * volumes. What touches no known element by a corner becomes 0.
     *
     * @param mesh of 4- or 10-node tetrahedra
     * @param gaps elements to fill
     * @param values of each element; NaN for those that give and get nothing; those of the gaps are set
     * @param volume of each element, mm3
     */
    public static void fill(Mesh mesh, BitSet gaps, float[] values, double[] volume) {
        int per = mesh.type().nodes();
        int[] nodes = mesh.connectivity();
        BitSet left = (BitSet) gaps.clone();
        BitSet filled = new BitSet();
        do {
            filled.clear();
            double[] sum = new double[mesh.nodes()];
            double[] weight = new double[mesh.nodes()];
            for (int e = 0; e < values.length; e++) {
                for (int c = 0; c < 4 && !left.get(e) && !Float.isNaN(values[e]); c++) {
                    sum[nodes[per * e + c]] += volume[e] * values[e];
                    weight[nodes[per * e + c]] += volume[e];
                }
            }
            for (int e = left.nextSetBit(0); e >= 0; e = left.nextSetBit(e + 1)) {
                double total = 0;
                int known = 0;
                for (int c = 0; c < 4; c++) {
                    int node = nodes[per * e + c];
                    if (weight[node] > 0) {
                        total += sum[node] / weight[node];
                        known++;
                    }
                }
                values[e] = known == 0 ? 0 : (float) (total / known);
                filled.set(e, known > 0);
            }
            left.andNot(filled);
        } while (!filled.isEmpty() && !left.isEmpty());
    }
}
