package org.vertebrafe.segmentation.edit;

import java.util.Arrays;
import java.util.BitSet;
import org.vertebrafe.image.VoxelGrid;

/**
 * Smooths a label and keeps its number of voxels: of its blurred mask the highest voxels become the label, as many as
 * there were.
 */
final class VolumeSmoothing {

    /** Where the blur ends, in standard deviations. */
    private static final double CUT = 3.5;

    private VolumeSmoothing() {}

    static void apply(int label, double sigma, Work work) {
        work.pen().requireGain(label);
        Region box = work.box(label).widened(work.grid(), CUT * sigma);
        VoxelGrid crop = box.crop(work.grid());
        BitSet mask = work.mask(box, label);
        float[] blurred = blur(crop, mask, sigma);
        BitSet free = new BitSet();
        long[] ranks = new long[crop.voxels()];
        int[] counts = new int[2];
        work.forEach(box, (local, global) -> {
            boolean member = mask.get(local);
            if (member
                    ? work.pen().mayChange(global)
                    : blurred[local] > 0 && work.pen().may(global, label)) {
                free.set(local);
                counts[1] += member ? 1 : 0;
                // Floats of one sign sort like their bits; of equal ones the first in the array ranks higher.
                ranks[counts[0]++] = (long) Float.floatToIntBits(blurred[local]) << 32 | (0xFFFFFFFFL - local);
            }
        });
        Arrays.sort(ranks, 0, counts[0]);
        BitSet wanted = new BitSet();
        for (int n = counts[0] - counts[1]; n < counts[0]; n++) {
            wanted.set((int) (0xFFFFFFFFL - (ranks[n] & 0xFFFFFFFFL)));
        }
        BitSet leaving = (BitSet) free.clone();
        leaving.and(mask);
        leaving.andNot(wanted);
        Vacated.clear(work, box, leaving, label);
        work.forEach(box, (local, global) -> {
            if (wanted.get(local)) {
                work.pen().set(global, label);
            }
        });
    }

    private static float[] blur(VoxelGrid grid, BitSet mask, double sigma) {
        float[] values = new float[grid.voxels()];
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            values[at] = 1;
        }
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            values = along(
                    values, stride, grid.size(axis), sigma / grid.spacing().get(axis));
            stride *= grid.size(axis);
        }
        return values;
    }

    /** Blurs along an axis; what lies beyond the grid continues its outermost voxel. */
    private static float[] along(float[] in, int stride, int size, double sigma) {
        int reach = (int) Math.ceil(CUT * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int n = -reach; n <= reach; n++) {
            weights[n + reach] = Math.exp(-0.5 * n * n / (sigma * sigma));
            sum += weights[n + reach];
        }
        float[] out = new float[in.length];
        for (int at = 0; at < in.length; at++) {
            int place = at / stride % size;
            double value = 0;
            for (int n = -reach; n <= reach; n++) {
                int other = Math.max(0, Math.min(size - 1, place + n));
                value += weights[n + reach] * in[at + (other - place) * stride];
            }
            out[at] = (float) (value / sum);
        }
        return out;
    }
}
