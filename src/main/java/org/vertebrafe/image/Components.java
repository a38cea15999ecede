package org.vertebrafe.image;

import java.util.Arrays;
import java.util.BitSet;

/** Connected components of voxel masks; voxels are neighbours where they share a face (6-connectivity). */
public final class Components {

    /**
     * The largest component of a mask.
     *
     * @param mask its voxels, by array position
     * @param voxels how many there are
     * @param count number of components of the whole mask
     */
    public record Largest(BitSet mask, int voxels, int count) {}

    private Components() {}

    /**
     * Finds the largest 6-connected component; of equally large ones, the first in the array.
     *
     * @param grid where the voxels are
     * @param mask voxels to consider, by array position
     */
    public static Largest largest(VoxelGrid grid, BitSet mask) {
        BitSet todo = (BitSet) mask.clone();
        BitSet best = new BitSet();
        int bestSize = 0;
        int count = 0;
        int[] queue = new int[1024];
        for (int seed = todo.nextSetBit(0); seed >= 0; seed = todo.nextSetBit(seed)) {
            int size = 0;
            todo.clear(seed);
            queue[size++] = seed;
            for (int head = 0; head < size; head++) {
                if (size + 6 > queue.length) {
                    queue = Arrays.copyOf(queue, 2 * queue.length);
                }
                size = pushNeighbours(grid, todo, queue, head, size);
            }
            count++;
            if (size > bestSize) {
                bestSize = size;
                best = new BitSet(grid.voxels());
                for (int q = 0; q < size; q++) {
                    best.set(queue[q]);
                }
            }
        }
        return new Largest(best, bestSize, count);
    }

    private static int pushNeighbours(VoxelGrid grid, BitSet todo, int[] queue, int head, int size) {
        int at = queue[head];
        int i = at % grid.nx();
        int j = at / grid.nx() % grid.ny();
        int k = at / grid.nx() / grid.ny();
        int slice = grid.nx() * grid.ny();
        int end = size;
        end = push(i > 0, at - 1, todo, queue, end);
        end = push(i < grid.nx() - 1, at + 1, todo, queue, end);
        end = push(j > 0, at - grid.nx(), todo, queue, end);
        end = push(j < grid.ny() - 1, at + grid.nx(), todo, queue, end);
        end = push(k > 0, at - slice, todo, queue, end);
        return push(k < grid.nz() - 1, at + slice, todo, queue, end);
    }

    private static int push(boolean inside, int at, BitSet todo, int[] queue, int end) {
        if (inside && todo.get(at)) {
            todo.clear(at);
            queue[end] = at;
            return end + 1;
        }
        return end;
    }
}
