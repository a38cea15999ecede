package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * The coarse matrix P^T A P of bricks of any power of two in edge, row by row, straight from the finest bricks: one of
 * unit modulus contributes one of a few matrices, known by its place in the coarse brick, times its modulus. Fixed
 * unknowns of A are held by springs.
 */
final class BrickGalerkin {

    /**
     * Springs that hold the fixed unknowns, as part of their own stiffness. Without any, coarse displacements that move
     * fixed unknowns only would cost nothing, and the coarse matrix would be singular.
     */
    static final double SPRING = 0.05;

    private static final int CHUNK_ROWS = 256;
    /** Rows between two looks at whether to stop. */
    private static final int BETWEEN_POLLS = 1 << 14;
    /** Matrices of bricks with fixed unknowns that a thread keeps. */
    private static final int KEPT = 256;

    private final BrickOperator a;
    private final BitSet fixed;
    private final CoarseBricks coarse;
    private final int scale;
    /** Finest bricks by coarse brick. */
    private final int[] memberStart;

    private final int[] members;
    /** Material and place of each member, as an index into {@code free}. */
    private final int[] kinds;
    /** Finest bricks with fixed unknowns. */
    private final BitSet supports;
    /** By material and place: 24 x 24, for bricks without fixed unknowns. */
    private final AtomicReferenceArray<double[]> free;
    /** Coarse bricks and corners around each coarse node, as 8 * brick + corner. */
    private final int[] slotStart;

    private final int[] slots;

    /**
     * @param a finest stiffness
     * @param fixed its fixed unknowns
     * @param supports the finest bricks that have any, see {@link #supports}
     * @param ancestors coarse brick of each finest brick
     * @param coarse the coarse bricks
     */
    BrickGalerkin(BrickOperator a, BitSet fixed, BitSet supports, int[] ancestors, CoarseBricks coarse) {
        this.a = a;
        this.fixed = fixed;
        this.supports = supports;
        this.coarse = coarse;
        scale = coarse.scale();
        memberStart = new int[coarse.bricks() + 1];
        members = BrickParents.grouped(ancestors, memberStart);
        free = new AtomicReferenceArray<>(a.materials() * scale * scale * scale);
        kinds = new int[members.length];
        Arrays.setAll(kinds, m -> a.material(members[m]) * scale * scale * scale + place(members[m]));
        slotStart = new int[coarse.nodes() + 1];
        slots = BrickParents.grouped(coarse.corners(), slotStart);
    }

    /** The bricks of a grid that have fixed unknowns. */
    static BitSet supports(BrickGrid grid, BitSet fixed) {
        BitSet supports = new BitSet(grid.bricks());
        grid.forEach((brick, corners) -> {
            for (int node : corners) {
                if (fixed.get(3 * node) || fixed.get(3 * node + 1) || fixed.get(3 * node + 2)) {
                    supports.set(brick);
                }
            }
        });
        return supports;
    }

    /** Number of coarse nodes. */
    int rows() {
        return coarse.nodes();
    }

    /** Where a finest brick lies in its coarse one: i + scale (j + scale k). */
    private int place(int brick) {
        BrickGrid grid = a.grid();
        int at = grid.position(brick);
        int row = at / grid.nx();
        return at % grid.nx() % scale + scale * (row % grid.ny() % scale + scale * (row / grid.ny() % scale));
    }

    private double[] free(int kind) {
        double[] known = free.get(kind);
        if (known == null) {
            int places = scale * scale * scale;
            known = projected(a.unit(kind / places), kind % places);
            free.set(kind, known);
        }
        return known;
    }

    /** P^T K P of a finest brick, 24 x 24. */
    private double[] projected(double[] k, int place) {
        double[] w = new double[64];
        for (int corner = 0; corner < 8; corner++) {
            for (int to = 0; to < 8; to++) {
                double weight = 1;
                for (int axis = 0, rest = place; axis < 3; axis++, rest /= scale) {
                    double t = (rest % scale + (corner >> axis & 1)) / (double) scale;
                    weight *= (to >> axis & 1) == 1 ? t : 1 - t;
                }
                w[8 * corner + to] = weight;
            }
        }
        double[] half = new double[24 * 24];
        for (int column = 0; column < 24; column++) {
            for (int row = 0; row < 24; row++) {
                for (int to = 0; to < 8; to++) {
                    half[24 * row + 3 * to + column % 3] += w[8 * (column / 3) + to] * k[24 * row + column];
                }
            }
        }
        double[] all = new double[24 * 24];
        for (int row = 0; row < 24; row++) {
            for (int to = 0; to < 8; to++) {
                double weight = w[8 * (row / 3) + to];
                int at = 24 * (3 * to + row % 3);
                for (int column = 0; column < 24; column++) {
                    all[at + column] += weight * half[24 * row + column];
                }
            }
        }
        return all;
    }

    /** K with its held unknowns apart from the others, on springs. */
    private static double[] onSprings(double[] k, int held) {
        double[] apart = k.clone();
        for (int row = 0; row < 24; row++) {
            for (int column = 0; column < 24; column++) {
                if (((held >> row | held >> column) & 1) != 0) {
                    apart[24 * row + column] = row == column ? SPRING * k[24 * row + row] : 0;
                }
            }
        }
        return apart;
    }

    /** The whole matrix in double precision. */
    BlockCsrMatrix matrix(TaskExecutor threads, Progress progress) {
        int[] rowStart = new int[rows() + 1];
        forEachRow(threads, progress, (n, work) -> rowStart[n + 1] = work.find(n));
        for (int n = 0; n < rows(); n++) {
            rowStart[n + 1] = Math.addExact(rowStart[n + 1], rowStart[n]);
        }
        int[] columns = new int[rowStart[rows()]];
        double[] values = new double[Math.multiplyExact(9, columns.length)];
        forEachRow(threads, progress, (n, work) -> {
            work.compute(n);
            System.arraycopy(work.neighbours, 0, columns, rowStart[n], work.count);
            System.arraycopy(work.blocks, 0, values, 9 * rowStart[n], 9 * work.count);
        });
        return new BlockCsrMatrix(rowStart, columns, values);
    }

    /** Calls for each row, with a work space. */
    void forEachRow(TaskExecutor threads, Progress progress, RowAction action) {
        for (int first = 0; first < rows(); first += BETWEEN_POLLS) {
            progress.checkCancelled();
            int start = first;
            Chunks.forEach(threads, Math.min(rows() - first, BETWEEN_POLLS), CHUNK_ROWS, (from, to) -> {
                Rows work = new Rows();
                for (int n = start + from; n < start + to; n++) {
                    action.at(n, work);
                }
            });
        }
    }

    /** What is done with a row. */
    @FunctionalInterface
    interface RowAction {
        void at(int row, Rows work);
    }

    /** Computes rows of the matrix; work space of one thread. */
    final class Rows {

        private final double[] rows = new double[3 * 24];
        private final int[] nodes = new int[8];
        private final Map<Long, double[]> kept = new HashMap<>();
        private int[] neighbours = new int[64];
        private double[] blocks = new double[9 * 27];
        private int count;
        private boolean supported;

        /** Finds the distinct neighbours of a node, itself included; returns how many. */
        int find(int node) {
            int n = 0;
            int from = slotStart[node];
            int to = slotStart[node + 1];
            if (8 * (to - from) > neighbours.length) {
                neighbours = new int[8 * (to - from)];
            }
            for (int at = from; at < to; at++) {
                System.arraycopy(coarse.corners(), slots[at] / 8 * 8, neighbours, n, 8);
                n += 8;
            }
            Arrays.sort(neighbours, 0, n);
            count = 0;
            for (int i = 0; i < n; i++) {
                if (i == 0 || neighbours[i] != neighbours[i - 1]) {
                    neighbours[count++] = neighbours[i];
                }
            }
            return count;
        }

        /** Finds the neighbours of a node and computes its couplings with them. */
        void compute(int node) {
            find(node);
            if (9 * count > blocks.length) {
                blocks = new double[9 * count];
            }
            Arrays.fill(blocks, 0, 9 * count, 0);
            supported = false;
            for (int at = slotStart[node]; at < slotStart[node + 1]; at++) {
                Arrays.fill(rows, 0);
                int brick = slots[at] / 8;
                int from = 3 * 24 * (slots[at] % 8);
                for (int m = memberStart[brick]; m < memberStart[brick + 1]; m++) {
                    double modulus = a.modulus(members[m]);
                    double[] known = supports.get(members[m]) ? supported(members[m], kinds[m]) : free(kinds[m]);
                    for (int i = 0; i < 3 * 24; i++) {
                        rows[i] += modulus * known[from + i];
                    }
                }
                scatter(brick);
            }
        }

        private double[] supported(int brick, int kind) {
            supported = true;
            a.grid().nodesOf(brick, nodes);
            int held = 0;
            for (int unknown = 0; unknown < 24; unknown++) {
                held |= fixed.get(3 * nodes[unknown / 3] + unknown % 3) ? 1 << unknown : 0;
            }
            if (kept.size() >= KEPT) {
                kept.clear();
            }
            int bits = held;
            int place = kind % (scale * scale * scale);
            return kept.computeIfAbsent(
                    (long) kind << 24 | held, key -> projected(onSprings(a.unit(a.material(brick)), bits), place));
        }

        private void scatter(int brick) {
            for (int to = 0; to < 8; to++) {
                int block = 9 * Arrays.binarySearch(neighbours, 0, count, coarse.corners()[8 * brick + to]);
                for (int i = 0; i < 9; i++) {
                    blocks[block + i] += rows[24 * (i / 3) + 3 * to + i % 3];
                }
            }
        }

        /** Number of neighbours. */
        int count() {
            return count;
        }

        /** The neighbours, rising, in the first {@link #count()} places. */
        int[] neighbours() {
            return neighbours;
        }

        /** The couplings, nine values a neighbour, row by row. */
        double[] blocks() {
            return blocks;
        }

        /** Whether an unknown that the node moves is fixed. */
        boolean supported() {
            return supported;
        }
    }
}
