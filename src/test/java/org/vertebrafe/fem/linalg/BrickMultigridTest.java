package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Progress;

class BrickMultigridTest extends BrickMultigridContract {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();

    /** One coarse grid; small models must have more than one level below it, too. */
    private static final BrickMultigrid.Options ONE_GRID =
            new BrickMultigrid.Options(Integer.MAX_VALUE, AlgebraicMultigrid.Options.STANDARD.withDenseUnknowns(60));

    @Override
    BrickMultigrid.Options options() {
        return ONE_GRID;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "7, 1, 1, 1", "5, 6, 7, 1", "9, 8, 11, 0.4", "12, 13, 4, 0.1"})
    void productsAreThoseOfTheStoredMatrix(int nx, int ny, int nz, double filled) {
        VoxelModel model = porous(nx, ny, nz, new double[] {0.4, 0.5, 1.3}, filled, 3);
        BrickOperator bricks = model.bricks();
        assertThat(bricks.blockRows()).isEqualTo(model.nodes());
        double[] x = new Random(1).doubles(3L * model.nodes(), -1, 1).toArray();
        double[] expected = new double[x.length];
        double[] y = new double[x.length];
        model.matrix.multiply(ONE, x, expected);
        bricks.multiply(ONE, x, y);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < y.length; i++) {
            // Moduli are stored in single precision.
            assertThat(y[i]).isCloseTo(expected[i], within(1e-6 * largest));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.5", "3, 0.5", "1, 0.15", "2, 0.15", "3, 0.15"})
    void coarseMatricesAreGalerkinProductsWithTheFixedUnknownsOnSprings(int levels, double filled) {
        VoxelModel model = porous(9, 8, 11, new double[] {0.4, 0.5, 1.3}, filled, 4);
        BrickOperator a = model.bricks();
        BitSet fixed = new BitSet();
        Random random = new Random(5);
        for (int i = 0; i < 3 * model.nodes(); i++) {
            fixed.set(i, random.nextInt(9) == 0);
        }
        List<BrickCoarsening> coarsenings = coarsenings(a.grid(), levels);
        int[] ancestors = coarsenings.get(0).parents();
        for (BrickCoarsening next : coarsenings.subList(1, levels)) {
            ancestors = Arrays.stream(ancestors).map(b -> next.parents()[b]).toArray();
        }
        CoarseBricks bricks = coarsenings.get(levels - 1).coarse();
        BrickGalerkin galerkin =
                new BrickGalerkin(a, fixed, BrickGalerkin.supports(a.grid(), fixed), ancestors, bricks);
        double[] x = random.doubles(3L * bricks.nodes(), -1, 1).toArray();
        double[] fine = x;
        for (int level = levels - 1; level >= 0; level--) {
            double[] finer = new double
                    [3
                            * (level == 0
                                    ? model.nodes()
                                    : coarsenings.get(level - 1).coarse().nodes())];
            coarsenings.get(level).prolong(ONE, fine, finer);
            fine = finer;
        }
        double[] moved = fine.clone();
        double[] onFine = new double[fine.length];
        for (int i = fixed.nextSetBit(0); i >= 0; i = fixed.nextSetBit(i + 1)) {
            fine[i] = 0;
        }
        a.multiply(ONE, fine, onFine);
        double[] blocks = a.diagonalBlocks(ONE);
        int[] diagonal = {0, 3, 5};
        fixed.stream()
                .forEach(i -> onFine[i] = BrickGalerkin.SPRING * blocks[6 * (i / 3) + diagonal[i % 3]] * moved[i]);
        double[] expected = onFine;
        for (BrickCoarsening coarsening : coarsenings) {
            double[] coarser = new double[3 * coarsening.coarse().nodes()];
            coarsening.restrict(ONE, expected, coarser);
            expected = coarser;
        }
        assertProduct(galerkin.matrix(ONE, Progress.NONE), x, expected, 1e-12);
        // Couplings in single precision.
        assertProduct(new BrickMatrix(galerkin, ONE, Progress.NONE), x, expected, 1e-6);
    }

    private static void assertProduct(StiffnessOperator a, double[] x, double[] expected, double tolerance) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int count : new int[] {1, 3}) {
            double[] y = new double[x.length];
            Arrays.fill(y, Double.NaN);
            try (TaskExecutor threads = TaskExecutors.fixedThreadPool(count)) {
                a.multiply(threads, x, y);
            }
            for (int i = 0; i < y.length; i++) {
                assertThat(y[i]).isCloseTo(expected[i], within(tolerance * largest));
            }
        }
    }

    private static List<BrickCoarsening> coarsenings(BrickGrid grid, int levels) {
        List<BrickCoarsening> coarsenings = new ArrayList<>();
        BrickLayout layout = grid;
        for (int level = 0; level < levels; level++) {
            BrickCoarsening coarsening = new BrickCoarsening(layout, Progress.NONE);
            coarsenings.add(coarsening);
            layout = coarsening.coarse();
        }
        return coarsenings;
    }

    @Test
    void translationsOfCoarseBricksCostNothingInSinglePrecision() {
        VoxelModel model = porous(9, 8, 11, new double[] {0.4, 0.5, 1.3}, 0.5, 4);
        BrickCoarsening coarsening = new BrickCoarsening(model.bricks().grid(), Progress.NONE);
        BrickMatrix coarse = new BrickMatrix(
                new BrickGalerkin(
                        model.bricks(), new BitSet(), new BitSet(), coarsening.parents(), coarsening.coarse()),
                ONE,
                Progress.NONE);
        double[] x = new double[3 * coarse.blockRows()];
        Arrays.fill(x, 0.1);
        double[] y = new double[x.length];
        coarse.multiply(ONE, x, y);
        assertThat(y).containsOnly(0);
    }

    @Test
    void restrictionIsTheTransposeOfInterpolation() {
        VoxelModel model = porous(9, 8, 7, new double[] {1, 1, 1}, 0.4, 6);
        BrickCoarsening coarsening = new BrickCoarsening(model.bricks().grid(), Progress.NONE);
        Random random = new Random(7);
        double[] x = random.doubles(3L * coarsening.coarse().nodes(), -1, 1).toArray();
        double[] y = random.doubles(3L * model.nodes(), -1, 1).toArray();
        double[] px = new double[y.length];
        double[] py = new double[x.length];
        coarsening.prolong(ONE, x, px);
        coarsening.restrict(ONE, y, py);
        assertThat(VoxelModel.dot(px, y)).isCloseTo(VoxelModel.dot(x, py), within(1e-12 * x.length));
    }

    @Test
    void linearFieldsAreInterpolatedExactly() {
        VoxelModel model = porous(9, 8, 7, new double[] {0.4, 0.5, 1.3}, 0.3, 8);
        BrickCoarsening coarsening = new BrickCoarsening(model.bricks().grid(), Progress.NONE);
        double[] x = new double[3 * model.nodes()];
        coarsening.prolong(ONE, coarsening.coarse().coordinates(), x);
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isCloseTo(model.coordinates[i], within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "4"})
    void sheetsOnTwoSidesOfAGapOfOneVoxelStayApart(int gap) {
        double[] modulus = new double[9 * 6 * 6];
        for (int v = 0; v < modulus.length; v++) {
            modulus[v] = v % 9 == gap ? 0 : 1000;
        }
        VoxelModel model = new VoxelModel(9, 6, 6, new double[] {1, 1, 1}, modulus, ONE);
        CoarseBricks coarse = new BrickCoarsening(model.bricks().grid(), Progress.NONE).coarse();
        // Planes of 4 x 4 corners: the one at the gap twice, and its neighbour.
        long corners = java.util.stream.IntStream.range(0, coarse.nodes())
                .filter(n -> Math.abs(coarse.coordinates()[3 * n] - gap - 0.5) < 2)
                .count();
        assertThat(corners).isEqualTo(48);
    }

    @Test
    void iterationsDoNotGrowWithContrastThatIsCoarse() {
        int[] iterations = new int[2];
        for (int c = 0; c < 2; c++) {
            double[] modulus = new double[16 * 16 * 16];
            for (int v = 0; v < modulus.length; v++) {
                boolean soft = (v % 16 / 4 + v / 16 % 16 / 4 + v / 256 / 4) % 2 == 0;
                modulus[v] = soft && c == 1 ? 1e-2 : 1000;
            }
            VoxelModel model = new VoxelModel(16, 16, 16, new double[] {1, 1, 1}, modulus, ONE);
            BitSet fixed = new BitSet();
            VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n + 2] == 0), 0, 1, 2);
            ConstrainedSystem system = system(model, fixed);
            double[] b = new double[system.size()];
            Arrays.fill(b, 1);
            iterations[c] = solver().solve(
                            system, b, new double[b.length], new LinearSolver.Criterion(1e-8, 100), ONE, Progress.NONE)
                    .iterations();
        }
        assertThat(iterations[1]).isLessThanOrEqualTo(iterations[0] + 15);
    }

    /** Each voxel filled or not by chance, hanging together or not; moduli within two decades. */
    private static VoxelModel porous(int nx, int ny, int nz, double[] spacing, double filled, long seed) {
        Random random = new Random(seed);
        double[] modulus = random.doubles((long) nx * ny * nz)
                .map(u -> u <= filled ? Math.pow(10, 1 + 2 * u / filled) : 0)
                .toArray();
        return new VoxelModel(nx, ny, nz, spacing, modulus, ONE);
    }
}
