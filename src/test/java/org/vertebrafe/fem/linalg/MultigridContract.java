package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.Progress;

/** What every multigrid solver must be able to do, whatever its levels are. */
abstract class MultigridContract {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();
    private static final LinearSolver.Criterion TIGHT = new LinearSolver.Criterion(1e-10, 300);
    private static final double[] CUBE = {1, 1, 1};

    /** The solver, with as many levels as small models give. */
    abstract ConjugateGradients solver();

    /** Iterations that it may spend on another cycle before it takes the one that suits the model. */
    int trial() {
        return 0;
    }

    /** One cycle of it. */
    abstract Preconditioner preconditioner(ConstrainedSystem system);

    /** The system as this solver takes it; see {@link VoxelModel#system}. */
    abstract ConstrainedSystem system(VoxelModel model, BitSet fixed, int... modes);

    @Test
    void theCycleIsSymmetricAndPositiveDefiniteOnTheFreeUnknowns() {
        ConstrainedSystem system = clampedBelow(heterogeneous(11, 9, 10, 1));
        Preconditioner m = preconditioner(system);
        Random random = new Random(7);
        for (int trial = 0; trial < 10; trial++) {
            double[] x = noise(system, random);
            double[] y = noise(system, random);
            double[] mx = apply(m, x, ONE);
            double[] my = apply(m, y, ONE);
            double xx = VoxelModel.dot(mx, x);
            double yy = VoxelModel.dot(my, y);
            assertThat(xx).isPositive();
            assertThat(yy).isPositive();
            assertThat(VoxelModel.dot(mx, y)).isCloseTo(VoxelModel.dot(x, my), within(1e-5 * Math.sqrt(xx * yy)));
        }
    }

    @Test
    void theCycleLeavesPositiveEigenvaluesAndASmallConditionNumber() {
        VoxelModel model = new VoxelModel(5, 4, 5, CUBE, filled(100, 1000), ONE);
        ConstrainedSystem system = clampedBelow(model);
        double multigrid = condition(system, preconditioner(system));
        double jacobi = condition(system, new BlockJacobi(model.system(system.fixed()), ONE));
        assertThat(multigrid).isLessThan(10).isLessThan(jacobi / 10);
    }

    @Test
    void theBitsOfTheSolutionDoNotDependOnTheNumberOfThreads() {
        // Large enough for several chunks on the finest level.
        ConstrainedSystem system = clampedBelow(heterogeneous(16, 15, 16, 5));
        double[] b = noise(system, new Random(3));
        double[] alone = new double[b.length];
        LinearSolver.Criterion loose = new LinearSolver.Criterion(1e-6, 300);
        solver().solve(system, b, alone, loose, ONE, Progress.NONE);
        for (int count : new int[] {2, 4}) {
            double[] together = new double[b.length];
            try (TaskExecutor threads = TaskExecutors.fixedThreadPool(count)) {
                solver().solve(system, b, together, loose, threads, Progress.NONE);
            }
            assertThat(together).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,1,12", "9,1,1", "7,6,1", "1,8,5", "6,5,7"})
    void heterogeneousModelsOfAnyShapeAgreeWithDenseCholesky(int nx, int ny, int nz) {
        Random random = new Random(11);
        double[] modulus =
                random.doubles(nx * ny * nz).map(u -> Math.pow(10, 3 * u)).toArray();
        ConstrainedSystem system = clampedBelow(new VoxelModel(nx, ny, nz, CUBE, modulus, ONE));
        // Loads of known, moderate displacements: a slender column under random loads bends so far that the rounding of
        // A x alone exceeds the residual asked for.
        double[] b = new double[system.size()];
        system.matrix().multiply(ONE, noise(system, random), b);
        system.zeroFixed(b);
        assertSolves(system, b, DenseReference.solve(system, b));
    }

    @Test
    void bricksOfAnyAspectRatioAgreeWithDenseCholesky() {
        double[] modulus = filled(6 * 6 * 6, 500);
        ConstrainedSystem system = clampedBelow(new VoxelModel(6, 6, 6, new double[] {0.3, 0.3, 3}, modulus, ONE));
        double[] b = noise(system, new Random(4));
        assertSolves(system, b, DenseReference.solve(system, b));
    }

    @Test
    void componentsHeldSinglyAgreeWithDenseCholesky() {
        VoxelModel model = heterogeneous(6, 6, 6, 21);
        BitSet fixed = new BitSet();
        Random random = new Random(5);
        for (int node = 0; node < model.nodes(); node++) {
            // Sliding supports scattered over the model, some of them inside the aggregates.
            if (random.nextInt(4) == 0) {
                fixed.set(3 * node + random.nextInt(3));
            }
        }
        ConstrainedSystem system = system(model, fixed);
        double[] b = noise(system, random);
        assertSolves(system, b, DenseReference.solve(system, b));
    }

    @Test
    void stiffPartsThatOnlySoftElementsHoldAgreeWithDenseCholesky() {
        // Two stiff bits, one inside and one on the surface, float in elements softer by eight orders of magnitude.
        double[] modulus = filled(7 * 7 * 7, 1e-4);
        for (int v = 0; v < modulus.length; v++) {
            int i = v % 7;
            int j = v / 7 % 7;
            int k = v / 49;
            boolean inside = i >= 1 && i < 4 && j >= 1 && j < 4 && k >= 1 && k < 4;
            boolean corner = i >= 5 && j >= 5 && k >= 5;
            if (inside || corner) {
                modulus[v] = 2e4;
            }
        }
        VoxelModel model = new VoxelModel(7, 7, 7, CUBE, modulus, ONE);
        ConstrainedSystem system = clampedBelow(model);
        double[] b = new double[system.size()];
        b[3 * model.node(2, 2, 2)] = 1e-4;
        b[3 * model.node(7, 7, 7) + 1] = 1e-4;
        double[] expected = DenseReference.solve(system, b);
        double[] x = new double[b.length];
        // Stiff parts that move 1 mm as a whole: the rounding of A x alone is near 1e-7 of this load.
        solver().solve(system, b, x, new LinearSolver.Criterion(1e-6, 60 + trial()), ONE, Progress.NONE);
        assertThat(relativeEnergyOfDifference(system, x, expected)).isLessThan(1e-9);
    }

    @Test
    void nodesOfSoftElementsAloneAreSolvedFor() {
        // A soft overhang on a stiff block: its nodes are weakly coupled to everything and to one another.
        double[] modulus = filled(5 * 5 * 8, 1000);
        for (int v = 0; v < modulus.length; v++) {
            int k = v / 25;
            if (k >= 5) {
                modulus[v] = (v % 5 == 2 && v / 5 % 5 == 2) ? 1e-4 : 0;
            }
        }
        VoxelModel model = new VoxelModel(5, 5, 8, CUBE, modulus, ONE);
        ConstrainedSystem system = clampedBelow(model);
        double[] b = noise(system, new Random(8));
        assertSolves(system, b, DenseReference.solve(system, b));
    }

    @Test
    void freelyFloatingModelIsSolvedUpToItsRigidMotion() {
        VoxelModel model = heterogeneous(7, 6, 8, 31);
        ConstrainedSystem system = system(model, new BitSet(), 0, 1, 2, 3, 4, 5);
        assertFloatingSolution(system);
    }

    @Test
    void modelFreeToSlideAndTurnOnItsPlateIsSolvedUpToThoseMotions() {
        VoxelModel model = heterogeneous(7, 6, 8, 32);
        BitSet fixed = new BitSet();
        VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n + 2] == 0), 2);
        assertFloatingSolution(system(model, fixed, 0, 1, 5));
    }

    @Test
    void iterationsStayFewWhileTheMeshIsRefined() {
        int coarse = iterations(10);
        int fine = iterations(30);
        assertThat(coarse).isLessThan(20);
        assertThat(fine).isLessThanOrEqualTo(coarse + 5);
    }

    @Test
    void thinPlateInBendingNeedsFewIterations() {
        ConstrainedSystem system = plate();
        double[] b = new double[system.size()];
        b[b.length - 1] = 1;
        LinearSolver.Criterion few = new LinearSolver.Criterion(1e-7, 50);
        assertThat(solver().solve(system, b, new double[b.length], few, ONE, Progress.NONE)
                        .relativeResidual())
                .isLessThanOrEqualTo(1e-7);
    }

    @Test
    void residualBelowRoundingIsRefusedAtOnce() {
        ConstrainedSystem system = plate();
        double[] b = new double[system.size()];
        b[b.length - 1] = 1;
        LinearSolver.Criterion impossible = new LinearSolver.Criterion(1e-15, 100_000);
        assertThatThrownBy(() -> solver().solve(system, b, new double[b.length], impossible, ONE, Progress.NONE))
                .isInstanceOf(SolverException.class)
                .hasMessageContaining("double precision");
    }

    @Test
    void cancelIsHonouredWithinAnIteration() {
        ConstrainedSystem system = clampedBelow(heterogeneous(12, 12, 12, 1));
        double[] b = noise(system, new Random(1));
        AtomicInteger solving = new AtomicInteger();
        Progress cancelling = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                if (stage.equals("Solving")) {
                    solving.incrementAndGet();
                }
            }

            @Override
            public boolean isCancelled() {
                return solving.get() >= 2;
            }
        };
        assertThatThrownBy(() -> solver().solve(system, b, new double[b.length], TIGHT, ONE, cancelling))
                .isInstanceOf(CancelledException.class);
        assertThat(solving).hasValue(2);
    }

    @Test
    void cancelIsHonouredWhileTheHierarchyIsBuilt() {
        ConstrainedSystem system = clampedBelow(heterogeneous(12, 12, 12, 1));
        AtomicBoolean solving = new AtomicBoolean();
        AtomicInteger polls = new AtomicInteger();
        Progress cancelling = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                solving.compareAndSet(false, stage.equals("Solving"));
            }

            @Override
            public boolean isCancelled() {
                return polls.incrementAndGet() == 3;
            }
        };
        double[] b = noise(system, new Random(1));
        assertThatThrownBy(() -> solver().solve(system, b, new double[b.length], TIGHT, ONE, cancelling))
                .isInstanceOf(CancelledException.class);
        assertThat(solving).isFalse();
    }

    /** Ratio of the extreme eigenvalues of M^-1 A on the free unknowns, which must be positive. */
    private static double condition(ConstrainedSystem system, Preconditioner m) {
        int[] free = DenseReference.free(system);
        DMatrixRMaj ma = new DMatrixRMaj(free.length, free.length);
        double[] e = new double[system.size()];
        double[] ae = new double[system.size()];
        for (int j = 0; j < free.length; j++) {
            Arrays.fill(e, 0);
            e[free[j]] = 1;
            system.matrix().multiply(ONE, e, ae);
            system.zeroFixed(ae);
            double[] column = apply(m, ae, ONE);
            for (int i = 0; i < free.length; i++) {
                ma.set(i, j, column[free[i]]);
            }
        }
        var eigen = DecompositionFactory_DDRM.eig(free.length, false, false);
        assertThat(eigen.decompose(ma)).isTrue();
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < free.length; i++) {
            low = Math.min(low, eigen.getEigenvalue(i).getReal());
            high = Math.max(high, eigen.getEigenvalue(i).getReal());
        }
        assertThat(low).isPositive();
        return high / low;
    }

    /** One element thick, clamped at one edge. */
    private ConstrainedSystem plate() {
        VoxelModel model = new VoxelModel(40, 40, 1, CUBE, filled(1600, 1000), ONE);
        BitSet fixed = new BitSet();
        VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n] == 0), 0, 1, 2);
        return system(model, fixed);
    }

    private int iterations(int n) {
        ConstrainedSystem system = clampedBelow(
                new VoxelModel(n, n, n, new double[] {30.0 / n, 30.0 / n, 30.0 / n}, filled(n * n * n, 1000), ONE));
        double[] b = new double[system.size()];
        Arrays.fill(b, 1);
        return solver().solve(system, b, new double[b.length], TIGHT, ONE, Progress.NONE)
                .iterations();
    }

    private void assertSolves(ConstrainedSystem system, double[] b, double[] expected) {
        double[] x = new double[b.length];
        solver().solve(system, b, x, TIGHT, ONE, Progress.NONE);
        assertThat(relativeEnergyOfDifference(system, x, expected)).isLessThan(1e-12);
        for (int i = system.fixed().nextSetBit(0); i >= 0; i = system.fixed().nextSetBit(i + 1)) {
            assertThat(x[i]).isZero();
        }
    }

    private void assertFloatingSolution(ConstrainedSystem system) {
        double[] wanted = noise(system, new Random(9));
        for (double[] mode : system.floating()) {
            double part = VoxelModel.dot(mode, wanted);
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] -= part * mode[i];
            }
        }
        system.zeroFixed(wanted);
        double[] b = new double[wanted.length];
        system.matrix().multiply(ONE, wanted, b);
        assertSolves(system, b, wanted);
        double[] x = new double[b.length];
        solver().solve(system, b, x, TIGHT, ONE, Progress.NONE);
        for (double[] mode : system.floating()) {
            assertThat(VoxelModel.dot(mode, x)).isCloseTo(0, within(1e-9 * Math.sqrt(VoxelModel.dot(x, x))));
        }
    }

    /** In the energy norm soft and stiff parts count alike. */
    private static double relativeEnergyOfDifference(ConstrainedSystem system, double[] x, double[] expected) {
        double[] difference = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            difference[i] = x[i] - expected[i];
        }
        return energy(system, difference) / energy(system, expected);
    }

    private static double energy(ConstrainedSystem system, double[] x) {
        double[] ax = new double[x.length];
        system.matrix().multiply(ONE, x, ax);
        return VoxelModel.dot(x, ax);
    }

    /** Every element its own modulus, log-uniform in 1e-4..2e4 MPa. */
    private static VoxelModel heterogeneous(int nx, int ny, int nz, long seed) {
        Random random = new Random(seed);
        double[] modulus = new double[nx * ny * nz];
        for (int v = 0; v < modulus.length; v++) {
            modulus[v] = 1e-4 * Math.pow(2e8, random.nextDouble());
        }
        return new VoxelModel(nx, ny, nz, CUBE, modulus, ONE);
    }

    private static double[] filled(int n, double value) {
        double[] a = new double[n];
        Arrays.fill(a, value);
        return a;
    }

    private ConstrainedSystem clampedBelow(VoxelModel model) {
        BitSet fixed = new BitSet();
        VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n + 2] == 0), 0, 1, 2);
        return system(model, fixed);
    }

    private static double[] noise(ConstrainedSystem system, Random random) {
        double[] v = random.doubles(system.size(), -1, 1).toArray();
        system.zeroFixed(v);
        return v;
    }

    private static double[] apply(Preconditioner m, double[] r, TaskExecutor threads) {
        double[] z = new double[r.length];
        m.apply(threads, r, z);
        return z;
    }
}
