package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Coarse bricks of 2 x 2 x 2 bricks and the trilinear interpolation between the two. Where bricks on the two sides of a
 * coarse corner have no node in common, as across a gap one voxel wide, the corner exists once for each side: parts that
 * are apart stay apart on the coarse level.
 */
final class BrickCoarsening {

    private static final int CHUNK = 2048;

    private final BrickGrid fine;
    /** Fine bricks by coarse brick and octant, -1 where empty. */
    private final int[] children;
    /** Coarse nodes by coarse brick and corner. */
    private final int[] corners;

    private final int nodes;
    /** A coarse brick that each fine node belongs to, and where in it: i + 3 j + 9 k, each 0..2. */
    private final int[] brickOfNode;

    private final byte[] placeOfNode;
    private final double[] coordinates;
    /** For each coarse node the fine nodes that it reaches, with the power of two that divides its weight. */
    private final int[] reachStart;

    private final int[] reach;
    private final byte[] reachShift;

    BrickCoarsening(BrickGrid fine) {
        this.fine = fine;
        int cx = (fine.nx() + 1) / 2;
        int cy = (fine.ny() + 1) / 2;
        int[] coarse = coarseBricks(cx, cy);
        int[] number = new int[cx * cy * ((fine.nz() + 1) / 2)];
        Arrays.fill(number, -1);
        for (int c = 0; c < coarse.length; c++) {
            number[coarse[c]] = c;
        }
        children = new int[8 * coarse.length];
        Arrays.fill(children, -1);
        int[] parent = new int[8 * coarse.length];
        Arrays.setAll(parent, i -> i);
        brickOfNode = new int[fine.nodes()];
        Arrays.fill(brickOfNode, -1);
        placeOfNode = new byte[fine.nodes()];
        forEachBrick((brick, i, j, k, nodes) -> {
            int c = number[i / 2 + cx * (j / 2 + cy * (k / 2))];
            int octant = (i & 1) + 2 * (j & 1) + 4 * (k & 1);
            children[8 * c + octant] = brick;
            for (int corner = 0; corner < 8; corner++) {
                int place = place(octant, corner);
                int first = brickOfNode[nodes[corner]];
                if (first < 0) {
                    brickOfNode[nodes[corner]] = c;
                    placeOfNode[nodes[corner]] = (byte) place;
                } else if (first != c) {
                    join(parent, coarse, cx, cy, first, placeOfNode[nodes[corner]], c, place);
                }
            }
        });
        corners = new int[parent.length];
        int count = 0;
        for (int slot = 0; slot < parent.length; slot++) {
            int root = root(parent, slot);
            // A root is the smallest slot of its set.
            corners[slot] = root == slot ? count++ : corners[root];
        }
        nodes = count;
        coordinates = new double[3 * nodes];
        for (int slot = 0; slot < corners.length; slot++) {
            int at = coarse[slot / 8];
            int i = 2 * (at % cx + (slot & 1));
            int j = 2 * (at / cx % cy + (slot >> 1 & 1));
            int k = 2 * (at / cx / cy + (slot >> 2 & 1));
            for (int c = 0; c < 3; c++) {
                coordinates[3 * corners[slot] + c] = fine.coordinate(i, j, k, c);
            }
        }
        reachStart = new int[nodes + 1];
        reach = new int[reaches()];
        reachShift = new byte[reach.length];
        fillReach();
    }

    /** What is done with a brick: its number, place and nodes by corner. */
    @FunctionalInterface
    private interface BrickAction {
        void at(int brick, int i, int j, int k, int[] nodes);
    }

    private void forEachBrick(BrickAction action) {
        int[] nodes = new int[8];
        int runs = fine.firstRun(fine.nz());
        for (int run = 0; run < runs; run++) {
            int first = fine.firstBrick(run);
            for (int brick = first; brick < fine.firstBrick(run + 1); brick++) {
                for (int corner = 0; corner < 8; corner++) {
                    nodes[corner] = fine.runNode(run, corner >> 1) + brick - first + (corner & 1);
                }
                int at = fine.position(brick);
                int row = at / fine.nx();
                action.at(brick, at % fine.nx(), row % fine.ny(), row / fine.ny(), nodes);
            }
        }
    }

    private int[] coarseBricks(int cx, int cy) {
        BitSet used = new BitSet();
        for (int brick = 0; brick < fine.bricks(); brick++) {
            int at = fine.position(brick);
            int row = at / fine.nx();
            used.set(at % fine.nx() / 2 + cx * (row % fine.ny() / 2 + cy * (row / fine.ny() / 2)));
        }
        return used.stream().toArray();
    }

    /** Place of a child's corner in the coarse brick: i + 3 j + 9 k. */
    private static int place(int octant, int corner) {
        return (octant & 1)
                + (corner & 1)
                + 3 * ((octant >> 1 & 1) + (corner >> 1 & 1))
                + 9 * ((octant >> 2) + (corner >> 2));
    }

    /** Power of two that divides the weight of a coarse corner at a place, or -1 where it has none. */
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
    private static void join(
            int[] parent, int[] coarse, int cx, int cy, int one, int placeInOne, int two, int placeInTwo) {
        int a = coarse[one];
        int b = coarse[two];
        int di = a % cx - b % cx;
        int dj = a / cx % cy - b / cx % cy;
        int dk = a / cx / cy - b / cx / cy;
        for (int corner = 0; corner < 8; corner++) {
            if (shift(placeInOne, corner) >= 0) {
                int i = (corner & 1) + di;
                int j = (corner >> 1 & 1) + dj;
                int k = (corner >> 2) + dk;
                unite(parent, 8 * one + corner, 8 * two + i + 2 * j + 4 * k);
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
                if (shift(placeOfNode[n], corner) >= 0) {
                    reachStart[corners[8 * brickOfNode[n] + corner] + 1]++;
                }
            }
        }
        for (int n = 0; n < nodes; n++) {
            reachStart[n + 1] += reachStart[n];
        }
        return reachStart[nodes];
    }

    private void fillReach() {
        int[] next = reachStart.clone();
        for (int n = 0; n < fine.nodes(); n++) {
            for (int corner = 0; corner < 8; corner++) {
                int shift = shift(placeOfNode[n], corner);
                if (shift >= 0) {
                    int at = next[corners[8 * brickOfNode[n] + corner]]++;
                    reach[at] = n;
                    reachShift[at] = (byte) shift;
                }
            }
        }
    }

    /** Number of coarse nodes. */
    int nodes() {
        return nodes;
    }

    /** x, y, z of each coarse node, mm. */
    double[] coordinates() {
        return coordinates;
    }

    /** Coarse residual = P^T r. */
    void restrict(TaskExecutor threads, double[] r, double[] coarse) {
        Chunks.forEach(threads, nodes, CHUNK, (from, to) -> {
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
                coarse[3 * n] = x;
                coarse[3 * n + 1] = y;
                coarse[3 * n + 2] = z;
            }
        });
    }

    /** x = P coarse. */
    void prolong(TaskExecutor threads, double[] coarse, double[] x) {
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
                        a += coarse[at];
                        b += coarse[at + 1];
                        c += coarse[at + 2];
                    }
                }
                double weight = 1.0 / (1 << shiftAll);
                x[3 * n] = weight * a;
                x[3 * n + 1] = weight * b;
                x[3 * n + 2] = weight * c;
            }
        });
    }

    private static final byte[] SHIFT = shifts();

    private static byte[] shifts() {
        byte[] shifts = new byte[27 * 8];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (byte) shift(i / 8, i % 8);
        }
        return shifts;
    }

    /**
     * The coarse stiffness matrix P^T A P, with the fixed unknowns of A held by springs, see {@link BrickGalerkin}.
     *
     * @param a the matrix of the fine bricks
     * @param fixed its fixed unknowns
     */
    BlockCsrMatrix galerkin(BrickOperator a, BitSet fixed, TaskExecutor threads) {
        return new BrickGalerkin(a, fixed, children, corners, nodes).matrix(threads);
    }

    /** 24 x 24 interpolation weights: of coarse corner at a child's corner, by octant: [octant][8 * corner + coarse]. */
    static double[][] childWeights() {
        double[][] weights = new double[8][64];
        for (int octant = 0; octant < 8; octant++) {
            for (int corner = 0; corner < 8; corner++) {
                for (int coarse = 0; coarse < 8; coarse++) {
                    int shift = SHIFT[8 * place(octant, corner) + coarse];
                    weights[octant][8 * corner + coarse] = shift < 0 ? 0 : 1.0 / (1 << shift);
                }
            }
        }
        return weights;
    }
}
