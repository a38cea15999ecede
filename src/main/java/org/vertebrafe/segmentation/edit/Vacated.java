package org.vertebrafe.segmentation.edit;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vertebrafe.image.VoxelGrid;

/**
 * What becomes of voxels that a label leaves: each takes the label that most of its 26 neighbours have, from the rim
 * inwards, so that cancellous bone withdrawing from cortex leaves cortex and not a hole.
 */
final class Vacated {

    private Vacated() {}

    /**
     * Clears voxels of a label.
     *
     * @param box a box that holds them
     * @param leaving the voxels, by array position in the box; those that may not change stay
     */
    static void clear(Work work, Region box, BitSet leaving, int label) {
        VoxelGrid grid = work.grid();
        TreeSet<Integer> open = new TreeSet<>();
        work.forEach(box, (local, global) -> {
            if (leaving.get(local) && work.pen().mayChange(global)) {
                open.add(global);
            }
        });
        while (!open.isEmpty()) {
            Map<Integer, Integer> decided = new HashMap<>();
            for (int voxel : open) {
                int winner = vote(work, grid, voxel, label);
                if (winner >= 0) {
                    decided.put(voxel, winner);
                }
            }
            if (decided.isEmpty()) {
                open.forEach(voxel -> work.pen().set(voxel, 0));
                return;
            }
            decided.forEach((voxel, winner) -> work.pen().set(voxel, winner));
            open.removeAll(decided.keySet());
        }
    }

    /** The most frequent other label around a voxel that it may take, the smallest of equals; -1: none. */
    private static int vote(Work work, VoxelGrid grid, int voxel, int label) {
        int i = voxel % grid.nx();
        int j = voxel / grid.nx() % grid.ny();
        int k = voxel / grid.nx() / grid.ny();
        SortedMap<Integer, Integer> votes = new TreeMap<>();
        for (int c = Math.max(0, k - 1); c <= Math.min(grid.nz() - 1, k + 1); c++) {
            for (int b = Math.max(0, j - 1); b <= Math.min(grid.ny() - 1, j + 1); b++) {
                for (int a = Math.max(0, i - 1); a <= Math.min(grid.nx() - 1, i + 1); a++) {
                    int other = work.state().get(grid.index(a, b, c));
                    if (other != label && work.pen().may(voxel, other)) {
                        votes.merge(other, 1, Integer::sum);
                    }
                }
            }
        }
        int winner = -1;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : votes.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                winner = entry.getKey();
            }
        }
        return winner;
    }
}
