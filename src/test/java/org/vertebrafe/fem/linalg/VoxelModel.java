package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * Stiffness of a stack of equal trilinear bricks, one a voxel: an independent and simple assembly for the tests of the
 * solvers. Poisson's ratio 0.3, 2 x 2 x 2 Gauss points; the matrix has all rows, free and held.
 */
final class VoxelModel {

    static final double POISSON = 0.3;

    final int nx;
    final int ny;
    final int nz;
    /** Young's modulus of each voxel, MPa, fastest along x; 0 where there is no element. */
    final double[] modulus;
    /** Edge lengths of a voxel, mm. */
    final double[] spacing;
    /** Node number of each grid point, -1 where no element has it. */
    final int[] nodeAt;
    /** x, y, z of each node, mm. */
    final double[] coordinates;

    final BlockCsrMatrix matrix;

    VoxelModel(int nx, int ny, int nz, double[] spacing, double[] modulus, TaskExecutor threads) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.spacing = spacing;
        this.modulus = modulus;
        nodeAt = new int[(nx + 1) * (ny + 1) * (nz + 1)];
        int[] pointOf = numberNodes();
        coordinates = new double[3 * pointOf.length];
        for (int node = 0; node < pointOf.length; node++) {
            coordinates[3 * node] = spacing[0] * x(pointOf[node]);
            coordinates[3 * node + 1] = spacing[1] * y(pointOf[node]);
            coordinates[3 * node + 2] = spacing[2] * z(pointOf[node]);
        }
        matrix = assemble(pointOf, threads);
    }

    int nodes() {
        return coordinates.length / 3;
    }

    int elements() {
        return (int) Arrays.stream(modulus).filter(e -> e > 0).count();
    }

    /** The same stiffness, not stored. */
    BrickOperator bricks() {
        int[] places = java.util.stream.IntStream.range(0, modulus.length)
                .filter(v -> modulus[v] > 0)
                .toArray();
        float[] moduli = new float[places.length];
        for (int e = 0; e < places.length; e++) {
            moduli[e] = (float) modulus[places[e]];
        }
        double[] steps = {spacing[0], 0, 0, 0, spacing[1], 0, 0, 0, spacing[2]};
        return new BrickOperator(
                new BrickGrid(nx, ny, nz, places, new double[3], steps),
                moduli,
                new byte[places.length],
                List.of(unitStiffness(spacing)));
    }

    /** Modulus of voxel (i, j, k); 0 outside the grid. */
    double modulus(int i, int j, int k) {
        boolean inside = i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
        return inside ? modulus[i + nx * (j + ny * k)] : 0;
    }

    /** Node of grid point (i, j, k), or -1. */
    int node(int i, int j, int k) {
        return nodeAt[point(i, j, k)];
    }

    /** The nodes with a property of their position. */
    int[] nodesWhere(IntPredicate property) {
        return java.util.stream.IntStream.range(0, nodes()).filter(property).toArray();
    }

    /** The unknowns of one component, 0..2, of some nodes. */
    static void hold(BitSet fixed, int[] nodes, int... components) {
        for (int node : nodes) {
            for (int c : components) {
                fixed.set(3 * node + c);
            }
        }
    }

    /**
     * The system with these unknowns held.
     *
     * @param modes the rigid-body modes left free: 0..2 translations, 3..5 rotations about x, y, z
     */
    ConstrainedSystem system(BitSet fixed, int... modes) {
        double[][] floating = new double[modes.length][];
        for (int m = 0; m < modes.length; m++) {
            floating[m] = RigidBody.mode(coordinates, modes[m]);
        }
        orthonormalize(List.of(floating));
        return new ConstrainedSystem(matrix, fixed, coordinates, floating);
    }

    private static void orthonormalize(List<double[]> vectors) {
        for (int m = 0; m < vectors.size(); m++) {
            double[] v = vectors.get(m);
            for (int pass = 0; pass < 2; pass++) {
                for (double[] w : vectors.subList(0, m)) {
                    add(v, -dot(v, w), w);
                }
            }
            double f = 1 / Math.sqrt(dot(v, v));
            for (int i = 0; i < v.length; i++) {
                v[i] *= f;
            }
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] y, double factor, double[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }

    private int point(int i, int j, int k) {
        return i + (nx + 1) * (j + (ny + 1) * k);
    }

    private int x(int point) {
        return point % (nx + 1);
    }

    private int y(int point) {
        return point / (nx + 1) % (ny + 1);
    }

    private int z(int point) {
        return point / ((nx + 1) * (ny + 1));
    }

    private int[] numberNodes() {
        int[] points = new int[nodeAt.length];
        int count = 0;
        for (int p = 0; p < nodeAt.length; p++) {
            boolean used = false;
            for (int corner = 0; corner < 8; corner++) {
                used |= modulus(x(p) - (corner & 1), y(p) - (corner >> 1 & 1), z(p) - (corner >> 2)) > 0;
            }
            nodeAt[p] = used ? count : -1;
            if (used) {
                points[count++] = p;
            }
        }
        return Arrays.copyOf(points, count);
    }

    private BlockCsrMatrix assemble(int[] pointOf, TaskExecutor threads) {
        int n = pointOf.length;
        int[] rowStart = new int[n + 1];
        Chunks.forEach(threads, n, 1024, (from, to) -> {
            for (int row = from; row < to; row++) {
                rowStart[row + 1] = Integer.bitCount(neighbours(pointOf[row]));
            }
        });
        for (int row = 0; row < n; row++) {
            rowStart[row + 1] += rowStart[row];
        }
        int[] columns = new int[rowStart[n]];
        double[] values = new double[9 * rowStart[n]];
        double[] unit = unitStiffness(spacing);
        Chunks.forEach(threads, n, 1024, (from, to) -> {
            double[] row = new double[27 * 9];
            for (int i = from; i < to; i++) {
                int p = pointOf[i];
                gather(p, unit, row);
                int neighbours = neighbours(p);
                int k = rowStart[i];
                for (int m = 0; m < 27; m++) {
                    if ((neighbours >> m & 1) != 0) {
                        columns[k] = nodeAt[p + point(m % 3, m / 3 % 3, m / 9) - point(1, 1, 1)];
                        System.arraycopy(row, 9 * m, values, 9 * k++, 9);
                    }
                }
            }
        });
        return new BlockCsrMatrix(rowStart, columns, values);
    }

    /** The grid points that share an element with p, as bits of the 3 x 3 x 3 neighbourhood. */
    private int neighbours(int p) {
        int bits = 0;
        for (int own = 0; own < 8; own++) {
            if (modulus(x(p) - (own & 1), y(p) - (own >> 1 & 1), z(p) - (own >> 2)) > 0) {
                for (int other = 0; other < 8; other++) {
                    bits |= 1 << place(own, other);
                }
            }
        }
        return bits;
    }

    /** Place of an element's corner in the neighbourhood of its corner {@code own}. */
    private static int place(int own, int other) {
        int i = (other & 1) - (own & 1) + 1;
        int j = (other >> 1 & 1) - (own >> 1 & 1) + 1;
        int k = (other >> 2) - (own >> 2) + 1;
        return i + 3 * (j + 3 * k);
    }

    private void gather(int p, double[] unit, double[] row) {
        Arrays.fill(row, 0);
        for (int own = 0; own < 8; own++) {
            double e = modulus(x(p) - (own & 1), y(p) - (own >> 1 & 1), z(p) - (own >> 2));
            for (int other = 0; e > 0 && other < 8; other++) {
                int at = 9 * place(own, other);
                for (int c = 0; c < 9; c++) {
                    row[at + c] += e * unit[(3 * own + c / 3) * 24 + 3 * other + c % 3];
                }
            }
        }
    }

    /** Stiffness, 24 x 24, of a brick with E = 1 MPa; corner c lies at bit 0, 1, 2 of c along x, y, z. N/mm. */
    static double[] unitStiffness(double[] h) {
        double lambda = POISSON / ((1 + POISSON) * (1 - 2 * POISSON));
        double mu = 1 / (2 * (1 + POISSON));
        double[] k = new double[24 * 24];
        double[][] gradient = new double[8][3];
        for (int gauss = 0; gauss < 8; gauss++) {
            for (int corner = 0; corner < 8; corner++) {
                gradient(gauss, corner, h, gradient[corner]);
            }
            double weight = h[0] * h[1] * h[2] / 8;
            for (int a = 0; a < 24; a++) {
                for (int b = 0; b < 24; b++) {
                    double[] ga = gradient[a / 3];
                    double[] gb = gradient[b / 3];
                    double shear = a % 3 == b % 3 ? ga[0] * gb[0] + ga[1] * gb[1] + ga[2] * gb[2] : 0;
                    k[24 * a + b] += weight * (lambda * ga[a % 3] * gb[b % 3] + mu * (ga[b % 3] * gb[a % 3] + shear));
                }
            }
        }
        return k;
    }

    private static void gradient(int gauss, int corner, double[] h, double[] out) {
        double[] shape = new double[3];
        double[] slope = new double[3];
        for (int d = 0; d < 3; d++) {
            double at = ((gauss >> d & 1) == 0 ? -1 : 1) / Math.sqrt(3);
            int side = (corner >> d & 1) == 0 ? -1 : 1;
            shape[d] = (1 + side * at) / 2;
            slope[d] = side / h[d];
        }
        out[0] = slope[0] * shape[1] * shape[2];
        out[1] = shape[0] * slope[1] * shape[2];
        out[2] = shape[0] * shape[1] * slope[2];
    }
}
