package org.vertebrafe.benchmark;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/**
 * How well two masks on the same grid agree.
 *
 * @param dice overlap over mean volume, 0..1
 * @param distance mean distance between their surfaces, mm, of both ways' means
 * @param volume of the first as a part of the second's
 */
record MaskComparison(double dice, double distance, double volume) {

    /** Voxels kept free around both masks. */
    private static final int MARGIN = 3;

    static MaskComparison of(Labels found, Labels truth, IntPredicate chosen) {
        VoxelGrid all = found.grid();
        int[] low = {all.nx(), all.ny(), all.nz()};
        int[] high = {-1, -1, -1};
        for (int at = 0; at < all.voxels(); at++) {
            if (chosen.test(found.get(at)) || chosen.test(truth.get(at))) {
                int[] ijk = {at % all.nx(), at / all.nx() % all.ny(), at / all.nx() / all.ny()};
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] = Math.min(low[axis], ijk[axis]);
                    high[axis] = Math.max(high[axis], ijk[axis]);
                }
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            low[axis] = Math.max(0, low[axis] - MARGIN);
            high[axis] = Math.min(all.size(axis) - 1, high[axis] + MARGIN);
        }
        VoxelGrid crop =
                all.crop(low[0], low[1], low[2], high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1);
        BitSet one = new BitSet();
        BitSet other = new BitSet();
        for (int k = 0, at = 0; k < crop.nz(); k++) {
            for (int j = 0; j < crop.ny(); j++) {
                for (int i = 0; i < crop.nx(); i++, at++) {
                    int from = all.index(i + low[0], j + low[1], k + low[2]);
                    one.set(at, chosen.test(found.get(from)));
                    other.set(at, chosen.test(truth.get(from)));
                }
            }
        }
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return new MaskComparison(
                2.0 * both.cardinality() / (one.cardinality() + other.cardinality()),
                (distance(crop, one, other) + distance(crop, other, one)) / 2,
                (double) one.cardinality() / other.cardinality());
    }

    /** Mean distance of the faces of one mask from the surface of another, mm. */
    private static double distance(VoxelGrid grid, BitSet one, BitSet other) {
        BitSet rest = (BitSet) other.clone();
        rest.flip(0, grid.voxels());
        float[] inside = DistanceTransform.inside(grid, other);
        float[] outside = DistanceTransform.inside(grid, rest);
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        double sum = 0;
        double area = 0;
        for (int at = one.nextSetBit(0); at >= 0; at = one.nextSetBit(at + 1)) {
            for (int axis = 0; axis < 3; axis++) {
                double face = grid.voxelVolume() / grid.spacing().get(axis);
                for (int next : new int[] {at - strides[axis], at + strides[axis]}) {
                    if (next >= 0 && next < grid.voxels() && !one.get(next)) {
                        sum += face * Math.abs(inside[at] - outside[at] + inside[next] - outside[next]) / 2;
                        area += face;
                    }
                }
            }
        }
        return sum / area;
    }
}
