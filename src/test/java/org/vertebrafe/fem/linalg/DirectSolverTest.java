package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.Progress;

class DirectSolverTest {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();
    private static final LinearSolver.Criterion TIGHT = new LinearSolver.Criterion(1e-12, 10);
    private static final double[] CUBE = {1, 1, 1};

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,1,12", "9,1,1", "7,6,1", "6,5,7", "8,8,8"})
    void modelsOfAnyShapeAgreeWithDenseCholesky(int nx, int ny, int nz) {
        VoxelModel model = heterogeneous(nx, ny, nz, 3);
        BitSet fixed = new BitSet();
        VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n + 2] == 0), 0, 1, 2);
        // Sliding supports here and there.
        Random random = new Random(5);
        for (int i = 0; i < 3 * model.nodes(); i++) {
            if (random.nextInt(20) == 0) {
                fixed.set(i);
            }
        }
        ConstrainedSystem system = model.system(fixed);
        double[] b = loads(system);
        assertSame(system, solve(system, b, ONE), DenseReference.solve(system, b));
    }

    @Test
    void modelsFreeToMoveAreSolvedUpToTheirRigidMotions() {
        VoxelModel model = heterogeneous(5, 4, 6, 31);
        BitSet plate = new BitSet();
        VoxelModel.hold(plate, model.nodesWhere(n -> model.coordinates[3 * n + 2] == 0), 2);
        ConstrainedSystem[] systems = {model.system(new BitSet(), 0, 1, 2, 3, 4, 5), model.system(plate, 0, 1, 5)};
        for (ConstrainedSystem system : systems) {
            double[] wanted = noise(system, new Random(9));
            for (double[] mode : system.floating()) {
                double part = VoxelModel.dot(mode, wanted);
                for (int i = 0; i < wanted.length; i++) {
                    wanted[i] -= part * mode[i];
                }
            }
            double[] b = new double[wanted.length];
            system.matrix().multiply(ONE, wanted, b);
            double[] x = solve(system, b, ONE);
            assertSame(system, x, wanted);
            for (double[] mode : system.floating()) {
                assertThat(VoxelModel.dot(mode, x)).isCloseTo(0, within(1e-9 * Math.sqrt(VoxelModel.dot(x, x))));
            }
        }
    }

    @Test
    void theBitsOfTheSolutionDoNotDependOnTheNumberOfThreads() {
        ConstrainedSystem system = clamped(heterogeneous(9, 9, 9, 1));
        double[] b = loads(system);
        double[] alone = solve(system, b, ONE);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(3)) {
            assertThat(solve(system, b, threads)).isEqualTo(alone);
        }
    }

    @Test
    void aPartThatNothingHoldsIsNamed() {
        // Two halves with nothing between them; only the lower one is held.
        VoxelModel model = heterogeneous(3, 3, 7, 1, 3);
        ConstrainedSystem system = clamped(model);
        assertThatThrownBy(() -> solve(system, loads(system), ONE))
                .isInstanceOf(SolverException.class)
                .hasMessageContaining("not positive definite at node")
                .hasMessageContaining("not held");
    }

    @Test
    void cancelIsHonoured() {
        ConstrainedSystem system = clamped(heterogeneous(6, 6, 6, 1));
        AtomicInteger polls = new AtomicInteger();
        Progress cancelling = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return polls.incrementAndGet() == 5;
            }
        };
        double[] b = loads(system);
        assertThatThrownBy(() -> new DirectSolver().solve(system, b, new double[b.length], TIGHT, ONE, cancelling))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void residualBelowRoundingIsRefused() {
        ConstrainedSystem system = clamped(heterogeneous(5, 5, 5, 1));
        double[] b = noise(system, new Random(2));
        LinearSolver.Criterion impossible = new LinearSolver.Criterion(1e-25, 100);
        assertThatThrownBy(
                        () -> new DirectSolver().solve(system, b, new double[b.length], impossible, ONE, Progress.NONE))
                .isInstanceOf(SolverException.class)
                .hasMessageContaining("double precision");
    }

    private static double[] solve(ConstrainedSystem system, double[] b, TaskExecutor threads) {
        double[] x = new double[b.length];
        new DirectSolver().solve(system, b, x, TIGHT, threads, Progress.NONE);
        return x;
    }

    private static ConstrainedSystem clamped(VoxelModel model) {
        BitSet fixed = new BitSet();
        VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n + 2] == 0), 0, 1, 2);
        return model.system(fixed);
    }

    /** Every element its own modulus in 1..1000 MPa, but for layers without any. */
    private static VoxelModel heterogeneous(int nx, int ny, int nz, long seed, int... empty) {
        Random random = new Random(seed);
        double[] modulus = new double[nx * ny * nz];
        for (int v = 0; v < modulus.length; v++) {
            modulus[v] = Math.pow(10, 3 * random.nextDouble());
            for (int layer : empty) {
                modulus[v] = v / (nx * ny) == layer ? 0 : modulus[v];
            }
        }
        return new VoxelModel(nx, ny, nz, CUBE, modulus, ONE);
    }

    private static double[] loads(ConstrainedSystem system) {
        double[] b = new double[system.size()];
        system.matrix().multiply(ONE, noise(system, new Random(4)), b);
        system.zeroFixed(b);
        return b;
    }

    private static double[] noise(ConstrainedSystem system, Random random) {
        double[] v = random.doubles(system.size(), -1, 1).toArray();
        system.zeroFixed(v);
        return v;
    }

    private static void assertSame(ConstrainedSystem system, double[] x, double[] expected) {
        double[] difference = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            difference[i] = x[i] - expected[i];
        }
        double[] force = new double[x.length];
        system.matrix().multiply(ONE, difference, force);
        double error = VoxelModel.dot(difference, force);
        system.matrix().multiply(ONE, expected, force);
        assertThat(error).isLessThan(1e-18 * VoxelModel.dot(expected, force));
        for (int i = system.fixed().nextSetBit(0); i >= 0; i = system.fixed().nextSetBit(i + 1)) {
            assertThat(x[i]).isZero();
        }
    }
}
