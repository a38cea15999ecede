package org.vertebrafe.segmentation.oneclick;

import java.util.BitSet;
import org.vertebrafe.image.VoxelGrid;

/** Closing and filling of voxel masks; a voxel's neighbours are those it shares a face with. */
final class Masks {

    private Masks() {}

    /** Voxels of the mask and all their neighbours; 64 voxels at a time, since masks are large. */
    static BitSet dilated(VoxelGrid grid, BitSet mask) {
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny(), grid.voxels()};
        BitSet out = (BitSet) mask.clone();
        for (int axis = 0; axis < 3; axis++) {
            // What a shift carries over the grid's edge would arrive on the other side.
            BitSet up = up(mask, strides[axis], grid.voxels());
            up.andNot(layer(strides[axis], strides[axis + 1], grid.voxels(), 0));
            out.or(up);
            BitSet down = mask.get(strides[axis], grid.voxels());
            down.andNot(layer(strides[axis], strides[axis + 1], grid.voxels(), grid.size(axis) - 1));
            out.or(down);
        }
        return out;
    }

    /** The mask with each voxel moved up by a number of array positions. */
    private static BitSet up(BitSet mask, int by, int size) {
        long[] from = mask.toLongArray();
        long[] to = new long[(size + 63) / 64 + 1];
        int words = by / 64;
        int bits = by % 64;
        for (int n = 0; n < from.length && n + words < to.length; n++) {
            to[n + words] |= from[n] << bits;
            if (bits > 0 && n + words + 1 < to.length) {
                to[n + words + 1] |= from[n] >>> 64 - bits;
            }
        }
        BitSet out = BitSet.valueOf(to);
        out.clear(size, Math.max(size, out.length()));
        return out;
    }

    /** The voxels at one position along an axis: runs of a stride in blocks of the next. */
    private static BitSet layer(int stride, int block, int size, int position) {
        BitSet out = new BitSet(size);
        for (int start = position * stride; start < size; start += block) {
            out.set(start, start + stride);
        }
        return out;
    }

    /** The voxels that a flag says are in the mask. */
    static BitSet of(boolean[] inside) {
        BitSet out = new BitSet(inside.length);
        for (int at = 0; at < inside.length; at++) {
            if (inside[at]) {
                out.set(at);
            }
        }
        return out;
    }

    static BitSet complement(VoxelGrid grid, BitSet mask) {
        BitSet out = (BitSet) mask.clone();
        out.flip(0, grid.voxels());
        return out;
    }

    /** The voxels of a mask that can be reached from a start within it. */
    static BitSet reached(VoxelGrid grid, BitSet mask, BitSet start) {
        BitSet todo = (BitSet) mask.clone();
        BitSet out = new BitSet(grid.voxels());
        int[] queue = new int[mask.cardinality() + 1];
        int size = 0;
        for (int at = start.nextSetBit(0); at >= 0; at = start.nextSetBit(at + 1)) {
            if (todo.get(at)) {
                todo.clear(at);
                out.set(at);
                queue[size++] = at;
            }
        }
        int slice = grid.nx() * grid.ny();
        for (int head = 0; head < size; head++) {
            int at = queue[head];
            int i = at % grid.nx();
            int j = at / grid.nx() % grid.ny();
            int k = at / slice;
            for (int n = 0; n < 6; n++) {
                boolean inside =
                        switch (n) {
                            case 0 -> i > 0;
                            case 1 -> i < grid.nx() - 1;
                            case 2 -> j > 0;
                            case 3 -> j < grid.ny() - 1;
                            case 4 -> k > 0;
                            default -> k < grid.nz() - 1;
                        };
                int other = at + (n % 2 == 0 ? -1 : 1) * (n < 2 ? 1 : n < 4 ? grid.nx() : slice);
                if (inside && todo.get(other)) {
                    todo.clear(other);
                    out.set(other);
                    queue[size++] = other;
                }
            }
        }
        return out;
    }

    /** A mask with gaps of a few voxels bridged and what is then enclosed filled. */
    static BitSet closed(VoxelGrid grid, BitSet mask, int radius) {
        BitSet grown = mask;
        for (int n = 0; n < radius; n++) {
            grown = dilated(grid, grown);
        }
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny(), grid.voxels()};
        BitSet border = new BitSet(grid.voxels());
        for (int axis = 0; axis < 3; axis++) {
            border.or(layer(strides[axis], strides[axis + 1], grid.voxels(), 0));
            border.or(layer(strides[axis], strides[axis + 1], grid.voxels(), grid.size(axis) - 1));
        }
        BitSet outside = reached(grid, complement(grid, grown), border);
        for (int n = 0; n < radius; n++) {
            outside = dilated(grid, outside);
        }
        BitSet out = complement(grid, outside);
        out.or(mask);
        return out;
    }
}
