package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.fem.linalg.StiffnessOperator;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** The matrix that is never stored is the assembled one. */
class TetOperatorTest {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, false, false",
        "1, 1, 1, true, true",
        "5, 4, 6, false, false",
        "5, 4, 6, false, true",
        "5, 4, 6, true, false",
        "9, 8, 7, true, true"
    })
    void productsAreThoseOfTheAssembledMatrix(int nx, int ny, int nz, boolean curved, boolean varying) {
        ElasticModel model = model(nx, ny, nz, curved, varying);
        double[] coordinates = model.localCoordinates();
        StiffnessOperator stored = Assembler.assemble(model, coordinates, ONE);
        StiffnessOperator computed = QuadraticTets.stiffness(model, coordinates, ONE);
        double[] x = new Random(1).doubles(coordinates.length, -1, 1).toArray();
        double[] expected = new double[x.length];
        double[] y = new double[x.length];
        stored.multiply(ONE, x, expected);
        computed.multiply(ONE, x, y);
        double[] largest = largestForces(model, stored);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(y[i] - expected[i])).isLessThanOrEqualTo(1e-13 * largest[i / 3]);
        }
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(3)) {
            double[] again = new double[x.length];
            QuadraticTets.stiffness(model, coordinates, threads).multiply(threads, x, again);
            assertThat(again).isEqualTo(y);
        }
    }

    /** The stiffest entries around each node: rounding is to be compared with these, since moduli differ widely. */
    private static double[] largestForces(ElasticModel model, StiffnessOperator a) {
        double[] largest = new double[model.mesh().nodes()];
        ElementStiffness stiffness = new ElementStiffness(
                model, model.localCoordinates(), ElementShapes.of(model.mesh(), model.localCoordinates()));
        for (int e = 0; e < model.mesh().elements(); e++) {
            double[] blocks = stiffness.of(e);
            double most = 0;
            for (double value : blocks) {
                most = Math.max(most, Math.abs(value) * stiffness.factor(e));
            }
            for (int n = 0; n < 10; n++) {
                int node = model.mesh().connectivity()[10 * e + n];
                largest[node] = Math.max(largest[node], 30 * most);
            }
        }
        assertThat(largest).hasSize(a.blockRows());
        return largest;
    }

    /** Moduli, materials and, if asked for, edges at random. */
    private static ElasticModel model(int nx, int ny, int nz, boolean curved, boolean varying) {
        Mesh straight = Tets.quadratic(Bricks.box(nx, ny, nz, 1, 1.3, 0.8)).mesh;
        Random random = new Random(5);
        double[] coordinates = straight.coordinates().clone();
        for (int i = 0; curved && i < coordinates.length; i++) {
            coordinates[i] += 0.03 * (random.nextDouble() - 0.5);
        }
        Mesh mesh = new Mesh(ElementType.TET10, coordinates, straight.connectivity(), Map.of());
        float[] modulus = new float[mesh.elements()];
        byte[] material = new byte[mesh.elements()];
        float[] pointModulus = new float[varying ? 4 * mesh.elements() : 0];
        for (int e = 0; e < modulus.length; e++) {
            modulus[e] = (float) Math.pow(10, 4 * random.nextDouble());
            material[e] = (byte) random.nextInt(3);
        }
        for (int i = 0; i < pointModulus.length; i++) {
            pointModulus[i] = modulus[i / 4] * (0.5f + random.nextFloat());
        }
        List<UnitElasticity> materials = List.of(
                UnitElasticity.isotropic(0.3), UnitElasticity.crawfordOrthotropic(), UnitElasticity.isotropic(0.45));
        return new ElasticModel(mesh, ElasticModel.patientAxes(), modulus, materials, material, pointModulus);
    }
}
