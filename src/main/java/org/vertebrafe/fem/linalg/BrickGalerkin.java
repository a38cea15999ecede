package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * The coarse matrix of a {@link BrickCoarsening}, row by row: a child of unit modulus contributes one of a few matrices,
 * known beforehand, times its modulus. Only children with fixed unknowns are computed one by one.
 */
final class BrickGalerkin {

    /**
     * Springs that hold the fixed unknowns, as part of their own stiffness. Without any, coarse displacements that move
     * fixed unknowns only would cost nothing, and the coarse matrix would be singular.
     */
    static final double SPRING = 0.05;

    private static final int CHUNK_NODES = 512;

    private final BrickOperator a;
    private final int[] children;
    private final int[] corners;
    private final int nodes;
    private final double[][] weights = BrickCoarsening.childWeights();
    /** By material and octant: 24 x 24. */
    private final double[][] free;
    /** For children with fixed unknowns: which of their 24 are, by bits; 0 for the others. */
    private final int[] held;
    /** Coarse bricks and corners around each coarse node, as 8 * brick + corner. */
    private final int[] slotStart;

    private final int[] slots;

    /**
     * @param a fine stiffness
     * @param fixed its fixed unknowns
     * @param children fine brick by coarse brick and octant, -1 where empty
     * @param corners coarse node by coarse brick and corner
     * @param nodes number of coarse nodes
     */
    BrickGalerkin(BrickOperator a, BitSet fixed, int[] children, int[] corners, int nodes) {
        this.a = a;
        this.children = children;
        this.corners = corners;
        this.nodes = nodes;
        free = new double[8 * a.materials()][];
        for (int m = 0; m < a.materials(); m++) {
            for (int octant = 0; octant < 8; octant++) {
                double[] all = new double[24 * 24];
                for (int corner = 0; corner < 8; corner++) {
                    double[] rows = new double[3 * 24];
                    addRows(a.unit(m), octant, corner, 1, rows);
                    System.arraycopy(rows, 0, all, 3 * 24 * corner, 3 * 24);
                }
                free[8 * m + octant] = all;
            }
        }
        held = held(a.grid(), fixed);
        slotStart = new int[nodes + 1];
        for (int node : corners) {
            slotStart[node + 1]++;
        }
        for (int n = 0; n < nodes; n++) {
            slotStart[n + 1] += slotStart[n];
        }
        slots = new int[corners.length];
        int[] next = slotStart.clone();
        for (int slot = 0; slot < corners.length; slot++) {
            slots[next[corners[slot]]++] = slot;
        }
    }

    private static int[] held(BrickGrid grid, BitSet fixed) {
        int[] held = new int[grid.bricks()];
        int runs = grid.firstRun(grid.nz());
        for (int run = 0; run < runs; run++) {
            int first = grid.firstBrick(run);
            for (int brick = first; brick < grid.firstBrick(run + 1); brick++) {
                for (int d = 0; d < 24; d++) {
                    int corner = d / 3;
                    int node = grid.runNode(run, corner >> 1) + brick - first + (corner & 1);
                    if (fixed.get(3 * node + d % 3)) {
                        held[brick] |= 1 << d;
                    }
                }
            }
        }
        return held;
    }

    /** Adds the three rows of a coarse corner of P^T K P for one child. */
    private void addRows(double[] k, int octant, int coarse, double factor, double[] rows) {
        double[] w = weights[octant];
        double[] half = new double[3 * 24];
        for (int corner = 0; corner < 8; corner++) {
            double weight = w[8 * corner + coarse];
            for (int i = 0; weight != 0 && i < 3 * 24; i++) {
                half[i] += weight * k[3 * 24 * corner + i];
            }
        }
        for (int c = 0; c < 24; c++) {
            for (int to = 0; to < 8; to++) {
                double weight = factor * w[8 * (c / 3) + to];
                for (int i = 0; weight != 0 && i < 3; i++) {
                    rows[24 * i + 3 * to + c % 3] += weight * half[24 * i + c];
                }
            }
        }
    }

    /** K with its held unknowns apart from the others, on springs. */
    private static double[] onSprings(double[] k, int heldBits) {
        double[] apart = k.clone();
        for (int row = 0; row < 24; row++) {
            for (int column = 0; column < 24; column++) {
                if (((heldBits >> row | heldBits >> column) & 1) != 0) {
                    apart[24 * row + column] = row == column ? SPRING * k[24 * row + row] : 0;
                }
            }
        }
        return apart;
    }

    BlockCsrMatrix matrix(TaskExecutor threads) {
        int[] rowStart = new int[nodes + 1];
        Chunks.forEach(threads, nodes, CHUNK_NODES, (from, to) -> {
            int[] neighbours = new int[64];
            for (int n = from; n < to; n++) {
                rowStart[n + 1] = neighbours(n, neighbours);
            }
        });
        for (int n = 0; n < nodes; n++) {
            rowStart[n + 1] = Math.addExact(rowStart[n + 1], rowStart[n]);
        }
        int[] columns = new int[rowStart[nodes]];
        double[] values = new double[Math.multiplyExact(9, columns.length)];
        Chunks.forEach(threads, nodes, CHUNK_NODES, (from, to) -> {
            int[] neighbours = new int[64];
            double[] rows = new double[3 * 24];
            for (int n = from; n < to; n++) {
                int count = neighbours(n, neighbours);
                System.arraycopy(neighbours, 0, columns, rowStart[n], count);
                for (int at = slotStart[n]; at < slotStart[n + 1]; at++) {
                    Arrays.fill(rows, 0);
                    addChildren(slots[at], rows);
                    scatter(slots[at] / 8, rows, columns, rowStart[n], count, values);
                }
            }
        });
        return new BlockCsrMatrix(rowStart, columns, values);
    }

    private void addChildren(int slot, double[] rows) {
        int coarse = slot % 8;
        for (int octant = 0; octant < 8; octant++) {
            int brick = children[slot - coarse + octant];
            if (brick < 0) {
                continue;
            }
            double modulus = a.modulus(brick);
            if (held[brick] == 0) {
                double[] known = free[8 * a.material(brick) + octant];
                int from = 3 * 24 * coarse;
                for (int i = 0; i < 3 * 24; i++) {
                    rows[i] += modulus * known[from + i];
                }
            } else {
                addRows(onSprings(a.unit(a.material(brick)), held[brick]), octant, coarse, modulus, rows);
            }
        }
    }

    private void scatter(int brick, double[] rows, int[] columns, int start, int count, double[] values) {
        for (int to = 0; to < 8; to++) {
            int block = 9 * Arrays.binarySearch(columns, start, start + count, corners[8 * brick + to]);
            for (int i = 0; i < 9; i++) {
                values[block + i] += rows[24 * (i / 3) + 3 * to + i % 3];
            }
        }
    }

    /** Fills the buffer with the distinct neighbours, the node itself included, rising; at most 64. */
    private int neighbours(int node, int[] buffer) {
        int n = 0;
        for (int at = slotStart[node]; at < slotStart[node + 1]; at++) {
            System.arraycopy(corners, slots[at] / 8 * 8, buffer, n, 8);
            n += 8;
        }
        Arrays.sort(buffer, 0, n);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || buffer[i] != buffer[i - 1]) {
                buffer[distinct++] = buffer[i];
            }
        }
        return distinct;
    }
}
