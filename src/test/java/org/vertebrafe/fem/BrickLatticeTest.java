package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.linalg.BlockCsrMatrix;
import org.vertebrafe.fem.linalg.BrickOperator;
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
        assertThat(BrickLattice.of(model, model.localCoordinates())).isEmpty();
    }

    @Test
    void bricksOfAnotherShapeOrOrderAreNot() {
        Bricks box = box();
        ElasticModel distorted =
                model(box.connectivity, box.distorted(0.1).coordinates, ALONG, UnitElasticity.isotropic(0.3));
        assertThat(BrickLattice.of(distorted, distorted.localCoordinates())).isEmpty();
        int[] swapped = box.connectivity.clone();
        System.arraycopy(box.connectivity, 0, swapped, 8, 8);
        System.arraycopy(box.connectivity, 8, swapped, 0, 8);
        ElasticModel shuffled = model(swapped, box.coordinates, ALONG, UnitElasticity.isotropic(0.3));
        assertThat(BrickLattice.of(shuffled, shuffled.localCoordinates())).isEmpty();
    }

    private static void assertSameProducts(ElasticModel model) {
        double[] coordinates = model.localCoordinates();
        Optional<BrickOperator> bricks = BrickLattice.of(model, coordinates);
        assertThat(bricks).isPresent();
        BlockCsrMatrix matrix = Assembler.assemble(model, coordinates, ONE);
        double[] x = new Random(2).doubles(coordinates.length, -1, 1).toArray();
        double[] expected = new double[x.length];
        double[] y = new double[x.length];
        matrix.multiply(ONE, x, expected);
        bricks.orElseThrow().multiply(ONE, x, y);
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
