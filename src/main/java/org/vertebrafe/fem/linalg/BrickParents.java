package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import org.vertebrafe.base.Progress;

/**
 * Which bricks become one brick of twice the edge: those of a 2 x 2 x 2 cell that hang together within it by common
 * nodes.
 *
 * @param of coarse brick of each brick
 * @param positions cell of each coarse brick, i + nx (j + ny k) in cells of twice the edge
 */
record BrickParents(int[] of, int[] positions) {

    private static final int POLL = 0xFFFF;

    static BrickParents of(BrickLayout fine, Progress progress) {
        int cx = (fine.nx() + 1) / 2;
        int cy = (fine.ny() + 1) / 2;
        int[] cellOf = new int[fine.bricks()];
        BitSet used = new BitSet();
        for (int brick = 0; brick < cellOf.length; brick++) {
            if ((brick & POLL) == 0) {
                progress.checkCancelled();
            }
            int at = fine.position(brick);
            int row = at / fine.nx();
            cellOf[brick] = at % fine.nx() / 2 + cx * (row % fine.ny() / 2 + cy * (row / fine.ny() / 2));
            used.set(cellOf[brick]);
        }
        int[] cells = used.stream().toArray();
        int[] number = new int[used.length()];
        for (int c = 0; c < cells.length; c++) {
            number[cells[c]] = c;
        }
        for (int brick = 0; brick < cellOf.length; brick++) {
            cellOf[brick] = number[cellOf[brick]];
        }
        return fine.hangsTogether() ? new BrickParents(cellOf, cells) : parts(fine, cellOf, cells, progress);
    }

    /** Sets apart what does not hang together within a cell. */
    private static BrickParents parts(BrickLayout fine, int[] cellOf, int[] cells, Progress progress) {
        int[] corners = new int[8 * cellOf.length];
        fine.forEach((brick, nodes) -> System.arraycopy(nodes, 0, corners, 8 * brick, 8));
        int[] start = new int[cells.length + 1];
        int[] members = grouped(cellOf, start);
        int[] parent = new int[cellOf.length];
        int[] positions = new int[cellOf.length];
        int count = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            if ((cell & POLL) == 0) {
                progress.checkCancelled();
            }
            for (int at = start[cell]; at < start[cell + 1]; at++) {
                parent[members[at]] = -1;
            }
            for (int at = start[cell]; at < start[cell + 1]; at++) {
                if (parent[members[at]] < 0) {
                    positions[count] = cells[cell];
                    parent[members[at]] = count;
                    spread(corners, members, start[cell], start[cell + 1], count++, parent);
                }
            }
        }
        return new BrickParents(parent, Arrays.copyOf(positions, count));
    }

    /** Takes all members into a part that share a node with a member of it, until there are no more. */
    private static void spread(int[] corners, int[] members, int from, int to, int part, int[] parent) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int a = from; a < to; a++) {
                if (parent[members[a]] >= 0) {
                    continue;
                }
                for (int b = from; b < to && parent[members[a]] < 0; b++) {
                    if (parent[members[b]] == part && shareNode(corners, members[a], members[b])) {
                        parent[members[a]] = part;
                        grown = true;
                    }
                }
            }
        }
    }

    private static boolean shareNode(int[] corners, int a, int b) {
        for (int i = 8 * a; i < 8 * a + 8; i++) {
            for (int j = 8 * b; j < 8 * b + 8; j++) {
                if (corners[i] == corners[j]) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The indices of an array by value, rising.
     *
     * @param valueOf values from 0
     * @param start on return the first place of each value in the result and, last, its length
     */
    static int[] grouped(int[] valueOf, int[] start) {
        for (int value : valueOf) {
            start[value + 1]++;
        }
        for (int v = 0; v + 1 < start.length; v++) {
            start[v + 1] += start[v];
        }
        int[] next = start.clone();
        int[] members = new int[valueOf.length];
        for (int i = 0; i < valueOf.length; i++) {
            members[next[valueOf[i]]++] = i;
        }
        return members;
    }
}
