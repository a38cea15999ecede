package org.vertebrafe.synthetic;

import java.util.ArrayDeque;
import java.util.BitSet;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/** A plain flood fill through voxel faces, to judge label maps by. */
final class FaceNeighbours {

    private static final int[][] STEPS = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};

    private final Labels labels;
    private final VoxelGrid grid;

    FaceNeighbours(Labels labels) {
        this.labels = labels;
        grid = labels.grid();
    }

    /** Number of labelled voxels connected through faces with the voxel nearest to fractional coordinates. */
    int pieceAt(Vec3 voxel) {
        BitSet seen = new BitSet(grid.voxels());
        ArrayDeque<int[]> open = new ArrayDeque<>();
        visit((int) Math.round(voxel.x()), (int) Math.round(voxel.y()), (int) Math.round(voxel.z()), seen, open);
        while (!open.isEmpty()) {
            int[] at = open.pop();
            for (int[] step : STEPS) {
                visit(at[0] + step[0], at[1] + step[1], at[2] + step[2], seen, open);
            }
        }
        return seen.cardinality();
    }

    private void visit(int i, int j, int k, BitSet seen, ArrayDeque<int[]> open) {
        if (inside(i, j, k) && labels.get(i, j, k) != 0 && !seen.get(grid.index(i, j, k))) {
            seen.set(grid.index(i, j, k));
            open.push(new int[] {i, j, k});
        }
    }

    /** Number of trabecular voxels that have a background voxel at one of their faces. */
    int trabecularNextToBackground() {
        int count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    int label = labels.get(i, j, k);
                    if (label != SyntheticScan.TRABECULAR_BODY && label != SyntheticScan.TRABECULAR_ARCH) {
                        continue;
                    }
                    for (int[] s : STEPS) {
                        if (inside(i + s[0], j + s[1], k + s[2]) && labels.get(i + s[0], j + s[1], k + s[2]) == 0) {
                            count++;
                            break;
                        }
                    }
                }
            }
        }
        return count;
    }

    private boolean inside(int i, int j, int k) {
        return i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
    }
}
