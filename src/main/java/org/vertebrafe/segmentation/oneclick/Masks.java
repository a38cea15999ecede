package org.vertebrafe.segmentation.oneclick;

import java.util.BitSet;
import org.vertebrafe.image.VoxelGrid;

/** Closing and filling of voxel masks; a voxel's neighbours are those it shares a face with. */
final class Masks {

    private Masks() {}

    /** Voxels of the mask and all their neighbours. */
    static BitSet dilated(VoxelGrid grid, BitSet mask) {
        BitSet out = (BitSet) mask.clone();
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            int i = at % grid.nx();
            int j = at / grid.nx() % grid.ny();
            int k = at / grid.nx() / grid.ny();
            int slice = grid.nx() * grid.ny();
            set(out, i > 0, at - 1);
            set(out, i < grid.nx() - 1, at + 1);
            set(out, j > 0, at - grid.nx());
            set(out, j < grid.ny() - 1, at + grid.nx());
            set(out, k > 0, at - slice);
            set(out, k < grid.nz() - 1, at + slice);
        }
        return out;
    }

    private static void set(BitSet mask, boolean inside, int at) {
        if (inside) {
            mask.set(at);
        }
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
        BitSet border = new BitSet(grid.voxels());
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, at++) {
                    if (i == 0 || j == 0 || k == 0 || i == grid.nx() - 1 || j == grid.ny() - 1 || k == grid.nz() - 1) {
                        border.set(at);
                    }
                }
            }
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
