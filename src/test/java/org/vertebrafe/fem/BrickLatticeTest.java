package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.linalg.BlockCsrMatrix;
import org.vertebrafe.fem.linalg.ConjugateGradients;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

class BrickLatticeTest {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();
    private static final Vec3[] ALONG = ElasticModel.patientAxes();

    /** A frame that is turned against the grid by angles that are no multiples of 90 degrees. */
    private static final Vec3[] TURNED = turned();

    @Test
    void bricksInAnyFrameHaveTheProductsOfTheAssembledMatrix() {
        for (Vec3[] axes : List.of(ALONG, TURNED)) {
            ElasticModel model = model(box().connectivity, box().coordinates, axes, UnitElasticity.isotropic(0.4));
            assertSameProducts(model);
        }
    }

    @Test
    void severalMaterialsOneOfThemOrthotropicAlongTheGridAreBricks() {
        Bricks box = box();
        assertSameProducts(model(
                box.connectivity,
                box.coordinates,
                ALONG,
                UnitElasticity.isotropic(0.3),
                UnitElasticity.crawfordOrthotropic()));
    }

    @Test
    void leftHandedGridsAreBricks() {
        // Mirrored along x, as a voxel mesh of a left-handed grid has it: the upper face comes first.
        Bricks box = box();
        double[] mirrored = box.coordinates.clone();
        for (int i = 0; i < mirrored.length; i += 3) {
            mirrored[i] = -mirrored[i];
        }
        int[] connectivity = new int[box.connectivity.length];
        for (int at = 0; at < connectivity.length; at++) {
            connectivity[at] = box.connectivity[at - at % 8 + (at + 4) % 8];
        }
        assertSameProducts(model(connectivity, mirrored, TURNED, UnitElasticity.isotropic(0.3)));
    }

    @Test
    void materialThatIsAskewToTheGridIsNot() {
        ElasticModel model = model(box().connectivity, box().coordinates, TURNED, UnitElasticity.crawfordOrthotropic());
        assertThat(BrickLattice.of(model, model.localCoordinates(), Progress.NONE))
                .isEmpty();
    }

    @Test
    void bricksOfAnotherShapeAreNot() {
        Bricks box = box();
        assertNoLattice(box.connectivity, box.distorted(0.1).coordinates);
        // A node off its grid point by a thousandth of an edge.
        double[] off = box.coordinates.clone();
        off[31] += 0.7e-3;
        assertNoLattice(box.connectivity, off);
        // Sheared, and so still of equal shape.
        double[] sheared = box.coordinates.clone();
        for (int n = 0; n < sheared.length; n += 3) {
            sheared[n] += 1e-3 * sheared[n + 2];
        }
        assertNoLattice(box.connectivity, sheared);
    }

    @Test
    void elementsInOnePlaceAndNodesInOnePlaceAreNot() {
        Bricks box = box();
        int[] doubled = Arrays.copyOf(box.connectivity, box.connectivity.length + 8);
        System.arraycopy(box.connectivity, 0, doubled, box.connectivity.length, 8);
        assertNoLattice(doubled, box.coordinates);
        // The first element's last node is a node of its own, as where a crack is modelled.
        double[] cracked = Arrays.copyOf(box.coordinates, box.coordinates.length + 3);
        int split = box.connectivity[6];
        System.arraycopy(box.coordinates, 3 * split, cracked, box.coordinates.length, 3);
        int[] connectivity = box.connectivity.clone();
        connectivity[6] = box.coordinates.length / 3;
        assertNoLattice(connectivity, cracked);
    }

    @Test
    void elementsThatAreInsideOutAreNot() {
        int[] connectivity = box().connectivity.clone();
        for (int c = 0; c < 4; c++) {
            connectivity[16 + c] = box().connectivity[20 + c];
            connectivity[20 + c] = box().connectivity[16 + c];
        }
        assertNoLattice(connectivity, box().coordinates);
    }

    @Test
    void bricksNumberedInAnyWayAreBricks() {
        Bricks box = box();
        for (Vec3[] axes : List.of(ALONG, TURNED)) {
            for (long seed = 1; seed <= 5; seed++) {
                assertSameProducts(shuffled(box, axes, new Random(seed)));
            }
        }
    }

    @Test
    void answersComeInTheOrderOfTheMesh() {
        ElasticModel model = shuffled(box(), TURNED, new Random(6));
        double[] coordinates = model.localCoordinates();
        Random random = new Random(7);
        Constraints constraints = new Constraints(model.mesh().nodes());
        double[] forces = random.doubles(coordinates.length, -1, 1).toArray();
        double[] guess = random.doubles(coordinates.length, -1, 1).toArray();
        for (int n = 0; n < model.mesh().nodes(); n += 4) {
            constraints.hold(new int[] {n}, random.nextInt(3), random.nextDouble());
        }
        LinearSolver.Criterion tight = new LinearSolver.Criterion(1e-12, 200);
        Solution onGrid = LinearElasticity.solve(
                model, constraints, forces, guess, SolverChoice.of(model.mesh()), tight, ONE, Progress.NONE);
        Solution stored = LinearElasticity.solve(
                model, constraints, forces, null, ConjugateGradients.algebraicMultigrid(), tight, ONE, Progress.NONE);
        assertThat(onGrid.report().solver()).isEqualTo("cg+brick-mg");
        assertClose(onGrid.displacement(), stored.displacement());
        assertClose(onGrid.nodalForce(), stored.nodalForce());
    }

    private static void assertClose(double[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-8 * largest));
        }
    }

    @Test
    void coordinatesPrintedWithSixDigitsAreOnTheGrid() {
        Bricks box = Bricks.box(5, 4, 3, 1 / 3.0, 1 / 3.0, 1 / 3.0);
        double[] printed = Arrays.stream(box.coordinates)
                .map(x -> Double.parseDouble(String.format(java.util.Locale.ROOT, "%.6f", x)))
                .toArray();
        ElasticModel model = model(box.connectivity, printed, ALONG, UnitElasticity.isotropic(0.3));
        assertThat(BrickLattice.of(model, model.localCoordinates(), Progress.NONE))
                .isPresent();
    }

    /** Nodes and elements in random order, and each element begun at a random corner, turned any way. */
    private static ElasticModel shuffled(Bricks box, Vec3[] axes, Random random) {
        int nodes = box.coordinates.length / 3;
        int elements = box.connectivity.length / 8;
        List<Integer> place = new ArrayList<>(IntStream.range(0, nodes).boxed().toList());
        Collections.shuffle(place, random);
        double[] coordinates = new double[3 * nodes];
        for (int n = 0; n < nodes; n++) {
            System.arraycopy(box.coordinates, 3 * n, coordinates, 3 * place.get(n), 3);
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, elements).boxed().toList());
        Collections.shuffle(order, random);
        // A quarter turn about the third axis, and a third of a turn about the space diagonal: they make all 24 turns.
        int[][] turns = {{1, 2, 3, 0, 5, 6, 7, 4}, {0, 4, 5, 1, 3, 7, 6, 2}};
        int[] connectivity = new int[8 * elements];
        for (int e = 0; e < elements; e++) {
            int[] corners = {0, 1, 2, 3, 4, 5, 6, 7};
            for (int turn = random.nextInt(12); turn > 0; turn--) {
                int[] by = turns[random.nextInt(2)];
                int[] before = corners;
                corners = Arrays.stream(by).map(c -> before[c]).toArray();
            }
            for (int c = 0; c < 8; c++) {
                connectivity[8 * e + c] = place.get(box.connectivity[8 * order.get(e) + corners[c]]);
            }
        }
        return model(connectivity, coordinates, axes, UnitElasticity.isotropic(0.3), UnitElasticity.isotropic(0.45));
    }

    private static void assertNoLattice(int[] connectivity, double[] coordinates) {
        ElasticModel model = model(connectivity, coordinates, ALONG, UnitElasticity.isotropic(0.3));
        assertThat(BrickLattice.of(model, model.localCoordinates(), Progress.NONE))
                .isEmpty();
    }

    private static void assertSameProducts(ElasticModel model) {
        double[] coordinates = model.localCoordinates();
        BrickLattice.Bricks bricks =
                BrickLattice.of(model, coordinates, Progress.NONE).orElseThrow();
        BlockCsrMatrix matrix = Assembler.assemble(model, coordinates, ONE);
        double[] x = new Random(2).doubles(coordinates.length, -1, 1).toArray();
        double[] expected = new double[x.length];
        double[] sorted = new double[x.length];
        matrix.multiply(ONE, x, expected);
        bricks.operator().multiply(ONE, bricks.order().sorted(x), sorted);
        double[] y = bricks.order().restored(sorted);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isCloseTo(expected[i], within(1e-12 * largest));
        }
    }

    private static Bricks box() {
        return Bricks.box(5, 4, 3, 0.5, 0.7, 1.1);
    }

    private static ElasticModel model(
            int[] connectivity, double[] coordinates, Vec3[] axes, UnitElasticity... materials) {
        Mesh mesh = new Mesh(ElementType.HEX8, coordinates, connectivity, Map.of());
        float[] modulus = new float[mesh.elements()];
        byte[] material = new byte[mesh.elements()];
        Random random = new Random(1);
        for (int e = 0; e < modulus.length; e++) {
            modulus[e] = (float) Math.pow(10, 4 * random.nextDouble());
            material[e] = (byte) random.nextInt(materials.length);
        }
        return new ElasticModel(mesh, axes, modulus, List.of(materials), material);
    }

    private static Vec3[] turned() {
        double c = Math.cos(0.3);
        double s = Math.sin(0.3);
        double d = Math.cos(0.7);
        double t = Math.sin(0.7);
        return new Vec3[] {new Vec3(c, s, 0), new Vec3(-s * d, c * d, t), new Vec3(s * t, -c * t, d)};
    }
}
