package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * The stiffness matrix of equal bricks, never stored: a product goes through the runs of bricks and keeps the face
 * between two of them at hand. It needs one modulus a brick and a few numbers a run.
 */
public final class BrickOperator implements StiffnessOperator {

    /** Layers that are worked on together; slabs of even number first, then the odd ones, so that none share nodes. */
    private static final int SLAB = 2;

    private final BrickGrid grid;
    private final float[] modulus;
    private final byte[] material;
    private final List<double[]> unit;
    private final BrickStiffness[] stiffness;
    /** Rows: unit vectors along the grid's axes in the frame of the displacements; null where that is the same frame. */
    private final double[] turn;

    /**
     * @param grid the bricks
     * @param modulus Young's modulus of each brick, MPa; handed over
     * @param material of each brick, index into {@code unit}; handed over
     * @param unit 24 x 24 stiffness of a brick of unit modulus for each material, corners by bits i + 2 j + 4 k along
     *     the grid's axes, components in the frame of the displacements
     * @throws IllegalArgumentException if a material is not symmetric about the mid-planes of the bricks; see {@link #fits}
     */
    public BrickOperator(BrickGrid grid, float[] modulus, byte[] material, List<double[]> unit) {
        this.grid = grid;
        this.modulus = modulus;
        this.material = material;
        this.unit = List.copyOf(unit);
        stiffness = unit.stream().map(k -> new BrickStiffness(along(grid, k))).toArray(BrickStiffness[]::new);
        double[] axes = axes(grid);
        turn = isIdentity(axes) ? null : axes;
    }

    /** Whether a product can be had this way: the material must be symmetric about the mid-planes of the bricks. */
    public static boolean fits(BrickGrid grid, double[] unit) {
        return BrickStiffness.fits(along(grid, unit));
    }

    private static double[] axes(BrickGrid grid) {
        double[] axes = new double[9];
        Arrays.setAll(axes, i -> grid.direction(i / 3, i % 3));
        return axes;
    }

    private static boolean isIdentity(double[] axes) {
        for (int i = 0; i < 9; i++) {
            if (Math.abs(axes[i] - (i % 4 == 0 ? 1 : 0)) > 1e-12) {
                return false;
            }
        }
        return true;
    }

    /** The stiffness with components along the grid's axes. */
    private static double[] along(BrickGrid grid, double[] k) {
        double[] t = axes(grid);
        double[] turned = new double[k.length];
        for (int a = 0; a < 24; a += 3) {
            for (int b = 0; b < 24; b += 3) {
                for (int i = 0; i < 9; i++) {
                    double sum = 0;
                    for (int j = 0; j < 9; j++) {
                        sum += t[3 * (i / 3) + j / 3] * k[24 * (a + j / 3) + b + j % 3] * t[3 * (i % 3) + j % 3];
                    }
                    turned[24 * (a + i / 3) + b + i % 3] = sum;
                }
            }
        }
        return turned;
    }

    @Override
    public int blockRows() {
        return grid.nodes();
    }

    BrickGrid grid() {
        return grid;
    }

    float modulus(int brick) {
        return modulus[brick];
    }

    int material(int brick) {
        return material[brick];
    }

    /** 24 x 24 stiffness of a material's brick of unit modulus; to be read only. */
    double[] unit(int material) {
        return unit.get(material);
    }

    int materials() {
        return unit.size();
    }

    @Override
    public void multiply(TaskExecutor threads, double[] x, double[] y) {
        int slabs = (grid.nz() + SLAB - 1) / SLAB;
        for (int colour = 0; colour < 2; colour++) {
            int odd = colour;
            Chunks.forEach(threads, (slabs + 1 - odd) / 2, 1, (from, to) -> {
                for (int slab = 2 * from + odd; slab < 2 * to + odd; slab += 2) {
                    if (odd == 0) {
                        // The first to come here: clears for itself and for the odd slab that follows.
                        int end = slab + 2 < slabs ? SLAB * (slab + 2) : grid.nz() + 1;
                        Arrays.fill(y, 3 * grid.firstNode(SLAB * slab), 3 * grid.firstNode(end), 0);
                    }
                    addRuns(grid.firstRun(SLAB * slab), grid.firstRun(Math.min(grid.nz(), SLAB * (slab + 1))), x, y);
                }
            });
        }
    }

    private void addRuns(int from, int to, double[] x, double[] y) {
        double[] low = new double[12];
        double[] high = new double[12];
        double[] onLow = new double[12];
        double[] onHigh = new double[12];
        for (int run = from; run < to; run++) {
            int n0 = grid.runNode(run, 0);
            int n1 = grid.runNode(run, 1);
            int n2 = grid.runNode(run, 2);
            int n3 = grid.runNode(run, 3);
            toModes(x, n0, n1, n2, n3, low);
            Arrays.fill(onLow, 0);
            int end = grid.firstBrick(run + 1);
            for (int brick = grid.firstBrick(run); brick < end; brick++) {
                toModes(x, n0 + 1, n1 + 1, n2 + 1, n3 + 1, high);
                stiffness[material[brick]].faceForces(modulus[brick], low, high, onLow, onHigh);
                addToNodes(onLow, n0++, n1++, n2++, n3++, y);
                double[] spare = low;
                low = high;
                high = spare;
                spare = onLow;
                onLow = onHigh;
                onHigh = spare;
            }
            addToNodes(onLow, n0, n1, n2, n3, y);
        }
    }

    private void toModes(double[] x, int n0, int n1, int n2, int n3, double[] face) {
        BrickStiffness.toModes(x, n0, n1, n2, n3, face);
        if (turn != null) {
            for (int m = 0; m < 12; m += 3) {
                double a = face[m];
                double b = face[m + 1];
                double c = face[m + 2];
                face[m] = turn[0] * a + turn[1] * b + turn[2] * c;
                face[m + 1] = turn[3] * a + turn[4] * b + turn[5] * c;
                face[m + 2] = turn[6] * a + turn[7] * b + turn[8] * c;
            }
        }
    }

    private void addToNodes(double[] face, int n0, int n1, int n2, int n3, double[] y) {
        if (turn != null) {
            for (int m = 0; m < 12; m += 3) {
                double a = face[m];
                double b = face[m + 1];
                double c = face[m + 2];
                face[m] = turn[0] * a + turn[3] * b + turn[6] * c;
                face[m + 1] = turn[1] * a + turn[4] * b + turn[7] * c;
                face[m + 2] = turn[2] * a + turn[5] * b + turn[8] * c;
            }
        }
        BrickStiffness.addToNodes(face, n0, n1, n2, n3, y);
    }

    /** The upper triangle of the diagonal 3 x 3 block of each node, row by row: six values. */
    double[] diagonalBlocks(TaskExecutor threads) {
        double[] blocks = new double[6 * grid.nodes()];
        int slabs = (grid.nz() + SLAB - 1) / SLAB;
        for (int colour = 0; colour < 2; colour++) {
            int odd = colour;
            Chunks.forEach(threads, (slabs + 1 - odd) / 2, 1, (from, to) -> {
                for (int slab = 2 * from + odd; slab < 2 * to + odd; slab += 2) {
                    int last = grid.firstRun(Math.min(grid.nz(), SLAB * (slab + 1)));
                    for (int run = grid.firstRun(SLAB * slab); run < last; run++) {
                        addDiagonals(run, blocks);
                    }
                }
            });
        }
        return blocks;
    }

    private void addDiagonals(int run, double[] blocks) {
        int first = grid.firstBrick(run);
        for (int brick = first; brick < grid.firstBrick(run + 1); brick++) {
            double[] k = unit.get(material[brick]);
            for (int corner = 0; corner < 8; corner++) {
                int node = grid.runNode(run, corner >> 1) + brick - first + (corner & 1);
                int at = 25 * 3 * corner;
                blocks[6 * node] += modulus[brick] * k[at];
                blocks[6 * node + 1] += modulus[brick] * k[at + 1];
                blocks[6 * node + 2] += modulus[brick] * k[at + 2];
                blocks[6 * node + 3] += modulus[brick] * k[at + 25];
                blocks[6 * node + 4] += modulus[brick] * k[at + 26];
                blocks[6 * node + 5] += modulus[brick] * k[at + 50];
            }
        }
    }
}
