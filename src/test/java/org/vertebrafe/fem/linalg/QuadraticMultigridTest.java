package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.TetSystem;

class QuadraticMultigridTest {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();
    private static final Vec3 CUBE = new Vec3(1, 1, 1);
    private static final LinearSolver.Criterion TIGHT = new LinearSolver.Criterion(1e-10, 300);

    /** A tiny coarsest level, so that small models have a hierarchy, too. */
    private static final QuadraticMultigrid.Options DEEP = new QuadraticMultigrid.Options(
            QuadraticMultigrid.Options.STANDARD.degree(),
            QuadraticMultigrid.Options.STANDARD.linear().withDenseUnknowns(60));

    private static ConjugateGradients solver(TetSystem model) {
        return ConjugateGradients.quadraticMultigrid(model.midNodes(), DEEP);
    }

    /** Every tetrahedron its own modulus, log-uniform in 1e-4..2e4 MPa. */
    private static TetSystem heterogeneous(int nx, int ny, int nz, double nu) {
        double[] moduli = new Random(17)
                .doubles(6L * nx * ny * nz)
                .map(u -> 1e-4 * Math.pow(2e8, u))
                .toArray();
        return new TetSystem(nx, ny, nz, CUBE, nu, e -> moduli[e]);
    }

    @Test
    void theCycleIsSymmetricAndPositiveDefiniteOnTheFreeUnknowns() {
        TetSystem model = heterogeneous(4, 3, 4, 0.3);
        ConstrainedSystem system = model.clampedBelow();
        Preconditioner m = new QuadraticMultigrid(system, model.midNodes(), DEEP, ONE, Progress.NONE);
        Random random = new Random(7);
        for (int trial = 0; trial < 10; trial++) {
            double[] x = noise(system, random);
            double[] y = noise(system, random);
            double[] mx = new double[x.length];
            double[] my = new double[x.length];
            m.apply(ONE, x, mx);
            m.apply(ONE, y, my);
            double xx = VoxelModel.dot(mx, x);
            double yy = VoxelModel.dot(my, y);
            assertThat(xx).isPositive();
            assertThat(yy).isPositive();
            assertThat(VoxelModel.dot(mx, y)).isCloseTo(VoxelModel.dot(x, my), within(1e-5 * Math.sqrt(xx * yy)));
            for (int i = system.fixed().nextSetBit(0);
                    i >= 0;
                    i = system.fixed().nextSetBit(i + 1)) {
                assertThat(mx[i]).isZero();
            }
        }
    }

    @Test
    void theCoarseMatrixIsTheEnergyOfLinearlyInterpolatedDisplacements() {
        TetSystem model = heterogeneous(3, 2, 3, 0.3);
        // Supports at corners and, some of them, at middle nodes alone.
        BitSet fixed = new BitSet();
        Random random = new Random(2);
        for (int i = 0; i < 3 * model.nodes(); i++) {
            fixed.set(i, random.nextInt(9) == 0);
        }
        ConstrainedSystem system = model.system(fixed);
        MidNodes middles = model.midNodes();
        ConstrainedSystem coarse = middles.coarse(system, ONE);
        double[] x = noise(coarse, random);
        double[] fine = new double[system.size()];
        middles.prolong(ONE, x, fine);
        system.zeroFixed(fine);
        double[] ax = new double[fine.length];
        system.matrix().multiply(ONE, fine, ax);
        double[] coarseAx = new double[x.length];
        coarse.matrix().multiply(ONE, x, coarseAx);
        double energy = VoxelModel.dot(fine, ax);
        assertThat(VoxelModel.dot(x, coarseAx)).isCloseTo(energy, within(1e-12 * energy));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,0.3", "3,3,3,0", "3,3,3,0.3", "3,3,3,0.45", "3,3,3,0.49", "1,1,6,0.3", "6,1,2,0.49"})
    void moduliThatJumpFromElementToElementAgreeWithDenseCholesky(int nx, int ny, int nz, double nu) {
        TetSystem model = heterogeneous(nx, ny, nz, nu);
        ConstrainedSystem system = model.clampedBelow();
        assertSolves(model, system, loadsOfModerateDisplacements(system));
    }

    /** Linear elements lock as the material becomes incompressible: more iterations, the same answer. */
    @ParameterizedTest
    @CsvSource({"0.45, 40", "0.47, 50", "0.49, 90"})
    void nearlyIncompressibleMaterialsAgreeWithSparseCholesky(double nu, int iterations) {
        TetSystem model = new TetSystem(7, 6, 7, CUBE, nu, e -> 1000);
        ConstrainedSystem system = model.clampedBelow();
        double[] b = noise(system, new Random(6));
        double[] expected = new double[b.length];
        LinearSolver.Criterion exact = new LinearSolver.Criterion(1e-12, 5);
        new DirectSolver().solve(model.assembled(system), b, expected, exact, ONE, Progress.NONE);
        double[] x = new double[b.length];
        LinearSolver.Criterion few = new LinearSolver.Criterion(1e-10, iterations);
        solver(model).solve(system, b, x, few, ONE, Progress.NONE);
        assertThat(energyOfDifference(system, x, expected)).isLessThan(1e-16 * energy(system, expected));
    }

    /** With a hinge the two stiff parts touch at one node, about which they can turn. */
    @ParameterizedTest
    @CsvSource({"false, 40", "true, 120"})
    void stiffPartsThatOnlySoftElementsHoldAgreeWithDenseCholesky(boolean hinge, int iterations) {
        IntToDoubleFunction modulus = e -> {
            int brick = e / 6;
            int i = brick % 4;
            int j = brick / 4 % 4;
            int k = brick / 16;
            boolean inside = i >= 1 && i < 3 && j >= 1 && j < 3 && k >= 1 && k < 3;
            return inside || hinge && i == 3 && j == 3 && k == 3 ? 2e4 : 1e-4;
        };
        TetSystem model = new TetSystem(4, 4, 4, CUBE, 0.3, modulus);
        ConstrainedSystem system = model.clampedBelow();
        double[] b = new double[system.size()];
        for (int node :
                model.nodesWhere(n -> model.position(n).minus(new Vec3(2, 2, 2)).norm() < 0.1
                        || model.position(n).minus(new Vec3(4, 4, 4)).norm() < 0.1)) {
            b[3 * node] = 1e-4;
        }
        double[] expected = DenseReference.solve(system, b);
        double[] x = new double[b.length];
        // Stiff parts that move as a whole: the rounding of A x alone is near 1e-7 of this load.
        solver(model).solve(system, b, x, new LinearSolver.Criterion(1e-6, iterations), ONE, Progress.NONE);
        assertThat(energyOfDifference(system, x, expected)).isLessThan(1e-9 * energy(system, expected));
    }

    @Test
    void supportsAtMiddleNodesAloneAgreeWithDenseCholesky() {
        TetSystem model = new TetSystem(3, 3, 3, CUBE, 0.3, e -> 100);
        BitSet fixed = new BitSet();
        for (int node :
                model.nodesWhere(n -> !model.isCorner(n) && model.position(n).z() == 0)) {
            fixed.set(3 * node, 3 * node + 3);
        }
        ConstrainedSystem system = model.system(fixed);
        assertSolves(model, system, loadsOfModerateDisplacements(system));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modelsFreeToMoveAreSolvedUpToTheirRigidMotions(boolean onAPlate) {
        TetSystem model = heterogeneous(4, 3, 4, 0.3);
        BitSet fixed = new BitSet();
        for (int node : model.nodesWhere(n -> onAPlate && model.position(n).z() == 0)) {
            fixed.set(3 * node + 2);
        }
        ConstrainedSystem system = model.system(fixed);
        assertThat(system.floating()).hasNumberOfRows(onAPlate ? 3 : 6);
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
        double[] x = new double[b.length];
        solver(model).solve(system, b, x, TIGHT, ONE, Progress.NONE);
        assertThat(energyOfDifference(system, x, wanted)).isLessThan(1e-12 * energy(system, wanted));
    }

    @Test
    void iterationsStayFewWhileTheMeshIsRefined() {
        int[] iterations = new int[3];
        for (int level = 0; level < 3; level++) {
            int n = 4 << level;
            TetSystem model = new TetSystem(n, n, n, new Vec3(16.0 / n, 16.0 / n, 16.0 / n), 0.3, e -> 1000);
            ConstrainedSystem system = model.clampedBelow();
            double[] b = new double[system.size()];
            Arrays.fill(b, 1);
            iterations[level] = solver(model)
                    .solve(system, b, new double[b.length], TIGHT, ONE, Progress.NONE)
                    .iterations();
        }
        assertThat(iterations[2]).isLessThan(25).isLessThanOrEqualTo(iterations[0] + 5);
    }

    @Test
    void theBitsOfTheSolutionDoNotDependOnTheNumberOfThreads() {
        TetSystem model = heterogeneous(9, 9, 9, 0.3);
        ConstrainedSystem system = model.clampedBelow();
        double[] b = noise(system, new Random(3));
        double[] alone = new double[b.length];
        LinearSolver.Criterion loose = new LinearSolver.Criterion(1e-6, 300);
        solver(model).solve(system, b, alone, loose, ONE, Progress.NONE);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(3)) {
            double[] together = new double[b.length];
            solver(model).solve(system, b, together, loose, threads, Progress.NONE);
            assertThat(together).isEqualTo(alone);
        }
    }

    @Test
    void aMiddleOfNoEdgeIsRefused() {
        assertThatThrownBy(() -> new MidNodes(new int[] {-1, -1, -1, -1, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node 2");
    }

    /** A slender column under random loads bends so far that the rounding of A x alone exceeds the residual asked for. */
    private static double[] loadsOfModerateDisplacements(ConstrainedSystem system) {
        double[] b = new double[system.size()];
        system.matrix().multiply(ONE, noise(system, new Random(11)), b);
        system.zeroFixed(b);
        return b;
    }

    private static void assertSolves(TetSystem model, ConstrainedSystem system, double[] b) {
        double[] expected = DenseReference.solve(system, b);
        double[] x = new double[b.length];
        solver(model).solve(system, b, x, TIGHT, ONE, Progress.NONE);
        assertThat(energyOfDifference(system, x, expected)).isLessThan(1e-12 * energy(system, expected));
    }

    private static double energyOfDifference(ConstrainedSystem system, double[] x, double[] expected) {
        double[] difference = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            difference[i] = x[i] - expected[i];
        }
        return energy(system, difference);
    }

    /** In the energy norm soft and stiff parts count alike. */
    private static double energy(ConstrainedSystem system, double[] x) {
        double[] ax = new double[x.length];
        system.matrix().multiply(ONE, x, ax);
        return VoxelModel.dot(x, ax);
    }

    private static double[] noise(ConstrainedSystem system, Random random) {
        double[] v = random.doubles(system.size(), -1, 1).toArray();
        system.zeroFixed(v);
        return v;
    }
}
