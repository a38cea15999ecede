package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * Coarse bricks of 2 x 2 x 2 bricks and the trilinear interpolation between the two. Where bricks on the two sides of a
 * coarse corner have no node in common, as across a gap one voxel wide, the corner exists once for each side: parts that
 * are apart stay apart on the coarse level, even where they are in one cell (see {@link BrickParents}).
 */
final class BrickCoarsening {

    private static final int CHUNK = 2048;
    private static final int POLL = 0xFFFF;
    /** By place and coarse corner: power of two that divides the corner's weight, -1 where it has none. */
    private static final byte[] SHIFT = shifts();

    private final BrickLayout fine;
    private final int[] parents;
    private final CoarseBricks coarse;
    /** A coarse brick that each fine node belongs to, and where in it: i + 3 j + 9 k, each 0..2. */
    private final int[] brickOfNode;

    private final byte[] placeOfNode;
    /** For each coarse node the fine nodes that it reaches, with the power of two that divides its weight. */
    private final int[] reachStart;

    private final int[] reach;
    private final byte[] reachShift;

    /**
     * @param fine the bricks
     * @param progress polled for cancel
     */
    BrickCoarsening(BrickLayout fine, Progress progress) {
        this.fine = fine;
        BrickParents grouping = BrickParents.of(fine, progress);
        parents = grouping.of();
        int[] positions = grouping.positions();
        int[] same = new int[Math.multiplyExact(8, positions.length)];
        Arrays.setAll(same, i -> i);
        brickOfNode = new int[fine.nodes()];
        Arrays.fill(brickOfNode, -1);
        placeOfNode = new byte[fine.nodes()];
        fine.forEach((brick, nodes) -> {
            if ((brick & POLL) == 0) {
                progress.checkCancelled();
            }
            for (int corner = 0; corner < 8; corner++) {
                visit(nodes[corner], parents[brick], place(octant(brick), corner), positions, same);
            }
        });
        int[] corners = new int[same.length];
        int count = 0;
        for (int slot = 0; slot < same.length; slot++) {
            int root = root(same, slot);
            // A root is the smallest slot of its set.
            corners[slot] = root == slot ? count++ : corners[root];
        }
        int scale = fine instanceof CoarseBricks bricks ? 2 * bricks.scale() : 2;
        BrickGrid grid = fine instanceof CoarseBricks bricks ? bricks.grid() : (BrickGrid) fine;
        coarse = new CoarseBricks(
                grid, scale, half(fine.nx()), half(fine.ny()), half(fine.nz()), positions, corners, count);
        progress.checkCancelled();
        reachStart = new int[coarse.nodes() + 1];
        reach = new int[reaches()];
        progress.checkCancelled();
        reachShift = new byte[reach.length];
        fillReach();
    }

    private static int half(int cells) {
        return (cells + 1) / 2;
    }

    private int octant(int brick) {
        int at = fine.position(brick);
        int row = at / fine.nx();
        return (at % fine.nx() & 1) + 2 * (row % fine.ny() & 1) + 4 * (row / fine.ny() & 1);
    }

    private void visit(int node, int brick, int place, int[] positions, int[] same) {
        int first = brickOfNode[node];
        if (first < 0) {
            brickOfNode[node] = brick;
            placeOfNode[node] = (byte) place;
        } else if (first != brick) {
            join(same, positions, first, placeOfNode[node], brick, place);
        }
    }

    /** Place of a child's corner in the coarse brick: i + 3 j + 9 k. */
    private static int place(int octant, int corner) {
        return (octant & 1)
                + (corner & 1)
                + 3 * ((octant >> 1 & 1) + (corner >> 1 & 1))
                + 9 * ((octant >> 2) + (corner >> 2));
    }

    private static byte[] shifts() {
        byte[] shifts = new byte[27 * 8];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (byte) shift(i / 8, i % 8);
        }
        return shifts;
    }

    private static int shift(int place, int corner) {
        int shift = 0;
        int rest = place;
        for (int axis = 0; axis < 3; axis++) {
            int p = rest % 3;
            rest /= 3;
            if (p == 1) {
                shift++;
            } else if (p / 2 != (corner >> axis & 1)) {
                return -1;
            }
        }
        return shift;
    }

    /** Two coarse bricks share a fine node: they share the coarse corners that it is interpolated from. */
    private void join(int[] same, int[] positions, int one, int placeInOne, int two, int placeInTwo) {
        for (int corner = 0; corner < 8; corner++) {
            if (SHIFT[8 * placeInOne + corner] >= 0) {
                int a = positions[one];
                int b = positions[two];
                int cx = half(fine.nx());
                int cy = half(fine.ny());
                int i = (corner & 1) + a % cx - b % cx;
                int j = (corner >> 1 & 1) + a / cx % cy - b / cx % cy;
                int k = (corner >> 2) + a / cx / cy - b / cx / cy;
                unite(same, 8 * one + corner, 8 * two + i + 2 * j + 4 * k);
            }
        }
    }

    private static int root(int[] parent, int slot) {
        int s = slot;
        while (parent[s] != s) {
            parent[s] = parent[parent[s]];
            s = parent[s];
        }
        return s;
    }

    private static void unite(int[] parent, int one, int two) {
        int a = root(parent, one);
        int b = root(parent, two);
        parent[Math.max(a, b)] = Math.min(a, b);
    }

    private int reaches() {
        for (int n = 0; n < fine.nodes(); n++) {
            for (int corner = 0; corner < 8; corner++) {
                if (SHIFT[8 * placeOfNode[n] + corner] >= 0) {
                    reachStart[coarse.corners()[8 * brickOfNode[n] + corner] + 1]++;
                }
            }
        }
        for (int n = 0; n < coarse.nodes(); n++) {
            reachStart[n + 1] = Math.addExact(reachStart[n + 1], reachStart[n]);
        }
        return reachStart[coarse.nodes()];
    }

    private void fillReach() {
        int[] next = reachStart.clone();
        for (int n = 0; n < fine.nodes(); n++) {
            for (int corner = 0; corner < 8; corner++) {
                int shift = SHIFT[8 * placeOfNode[n] + corner];
                if (shift >= 0) {
                    int at = next[coarse.corners()[8 * brickOfNode[n] + corner]]++;
                    reach[at] = n;
                    reachShift[at] = (byte) shift;
                }
            }
        }
    }

    /** The coarse bricks. */
    CoarseBricks coarse() {
        return coarse;
    }

    /** Coarse brick of each fine one; to be read only. */
    int[] parents() {
        return parents;
    }

    /** Coarse residual = P^T r. */
    void restrict(TaskExecutor threads, double[] r, double[] coarseR) {
        Chunks.forEach(threads, coarse.nodes(), CHUNK, (from, to) -> {
            for (int n = from; n < to; n++) {
                double x = 0;
                double y = 0;
                double z = 0;
                for (int at = reachStart[n]; at < reachStart[n + 1]; at++) {
                    double weight = 1.0 / (1 << reachShift[at]);
                    int f = 3 * reach[at];
                    x += weight * r[f];
                    y += weight * r[f + 1];
                    z += weight * r[f + 2];
                }
                coarseR[3 * n] = x;
                coarseR[3 * n + 1] = y;
                coarseR[3 * n + 2] = z;
            }
        });
    }

    /** x = P coarseX. */
    void prolong(TaskExecutor threads, double[] coarseX, double[] x) {
        int[] corners = coarse.corners();
        Chunks.forEach(threads, fine.nodes(), CHUNK, (from, to) -> {
            for (int n = from; n < to; n++) {
                int place = placeOfNode[n];
                double a = 0;
                double b = 0;
                double c = 0;
                int shiftAll = (place % 3 & 1) + (place / 3 % 3 & 1) + (place / 9 & 1);
                for (int corner = 0; corner < 8; corner++) {
                    if (SHIFT[8 * place + corner] >= 0) {
                        int at = 3 * corners[8 * brickOfNode[n] + corner];
                        a += coarseX[at];
                        b += coarseX[at + 1];
                        c += coarseX[at + 2];
                    }
                }
                double weight = 1.0 / (1 << shiftAll);
                x[3 * n] = weight * a;
                x[3 * n + 1] = weight * b;
                x[3 * n + 2] = weight * c;
            }
        });
    }
}
