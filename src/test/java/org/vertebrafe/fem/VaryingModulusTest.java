package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Moduli at the integration points: bars whose modulus varies linearly, against closed forms. */
class VaryingModulusTest {

    private static final double LENGTH = 6;
    private static final double WIDTH = 2;

    private static Bricks bar(int n) {
        return Bricks.box(n, n, 3 * n, WIDTH / n, WIDTH / n, LENGTH / (3 * n));
    }

    static Stream<Mesh> meshes() {
        return Stream.of(
                bar(2).mesh(), Tets.linear(bar(2).distorted(0.2)).mesh, Tets.quadratic(bar(2).distorted(0.15)).mesh);
    }

    /** A model whose moduli are those of a field at the integration points. */
    private static ElasticModel model(Mesh mesh, double nu, ToDoubleFunction<Vec3> field) {
        ReferenceElement reference = ReferenceElement.of(mesh.type());
        int points = reference.points();
        float[] moduli = new float[points * mesh.elements()];
        float[] means = new float[mesh.elements()];
        for (int e = 0; e < mesh.elements(); e++) {
            double sum = 0;
            for (int p = 0; p < points; p++) {
                moduli[points * e + p] = (float) field.applyAsDouble(position(mesh, e, reference.place(p)));
                sum += moduli[points * e + p] / points;
            }
            means[e] = (float) sum;
        }
        return new ElasticModel(
                mesh,
                ElasticModel.patientAxes(),
                means,
                List.of(UnitElasticity.isotropic(nu)),
                new byte[mesh.elements()],
                moduli);
    }

    /** Position of a place in a straight-sided element or brick. */
    private static Vec3 position(Mesh mesh, int element, double[] at) {
        int nodes = mesh.type().nodes();
        int first = nodes * element;
        Vec3 sum = Vec3.ZERO;
        if (mesh.type() == ElementType.HEX8) {
            int[][] corners = {
                {-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1}, {-1, -1, 1}, {1, -1, 1}, {1, 1, 1}, {-1, 1, 1}
            };
            for (int n = 0; n < 8; n++) {
                double weight = 1;
                for (int i = 0; i < 3; i++) {
                    weight *= (1 + at[i] * corners[n][i]) / 2;
                }
                sum = sum.plus(mesh.node(mesh.connectivity()[first + n]).times(weight));
            }
            return sum;
        }
        double[] l = {1 - at[0] - at[1] - at[2], at[0], at[1], at[2]};
        for (int n = 0; n < 4; n++) {
            sum = sum.plus(mesh.node(mesh.connectivity()[first + n]).times(l[n]));
        }
        return sum;
    }

    private static Solution compress(ElasticModel model, boolean heldLaterally) {
        Tets box = Tets.of(model.mesh());
        Constraints constraints = new Constraints(model.mesh().nodes());
        for (int axis = heldLaterally ? 0 : 2; axis < 3; axis++) {
            constraints.hold(box.end(false), axis, 0).hold(box.end(true), axis, axis == 2 ? -0.06 : 0);
        }
        return Bricks.solve(model, constraints);
    }

    private static double force(ElasticModel model, Solution solution) {
        return solution.reaction(Tets.of(model.mesh()).end(false)).z();
    }

    @ParameterizedTest
    @MethodSource("meshes")
    void equalModuliAtAllPointsAreTheModulusOfTheElement(Mesh mesh) {
        ElasticModel varying = model(mesh, 0.3, x -> 1200);
        ElasticModel constant = Tets.model(mesh, UnitElasticity.isotropic(0.3), e -> 1200);
        double expected = force(constant, compress(constant, true));
        assertThat(force(varying, compress(varying, true))).isCloseTo(expected, within(1e-10 * expected));
    }

    /** Columns in parallel: the strain is even, the stress that of each place's own modulus. */
    @ParameterizedTest
    @MethodSource("meshes")
    void modulusThatVariesAcrossTheBarGivesItsMeanExactly(Mesh mesh) {
        ElasticModel model = model(mesh, 0, x -> 500 + 400 * x.x() + 150 * x.y());
        Solution solution = compress(model, false);
        double expected = (500 + 400 + 150) * WIDTH * WIDTH * 0.06 / LENGTH;
        // Moduli are stored in single precision.
        assertThat(force(model, solution)).isCloseTo(expected, within(1e-7 * expected));
        for (int n = 0; n < mesh.nodes(); n++) {
            assertThat(solution.displacement()[3 * n + 2])
                    .isCloseTo(-0.01 * mesh.node(n).z(), within(1e-8));
        }
        ElementFields fields = Bricks.fields(model, solution);
        for (int e = 0; e < mesh.elements(); e++) {
            Vec3 centre =
                    position(mesh, e, mesh.type() == ElementType.HEX8 ? new double[3] : new double[] {.25, .25, .25});
            assertThat(fields.stress()[6 * e + 2])
                    .isCloseTo(-0.01 * (500 + 400 * centre.x() + 150 * centre.y()), within(1e-4));
        }
    }

    /** Layers in series: the compliance is the integral of 1 / E along the bar. */
    @Test
    void modulusThatVariesAlongTheBarConvergesWithTheFourthOrderWhereElementMeansReachTheSecond() {
        double slope = 150;
        double exact = WIDTH * WIDTH * slope / Math.log((500 + slope * LENGTH) / 500) * 0.06;
        double[] varying = new double[2];
        double[] means = new double[2];
        for (int i = 0; i < 2; i++) {
            ElasticModel model = model(Tets.quadratic(bar(2 + 2 * i)).mesh, 0, x -> 500 + slope * x.z());
            varying[i] = force(model, compress(model, false)) / exact - 1;
            ElasticModel constant = Tets.model(model.mesh(), UnitElasticity.isotropic(0), e -> model.modulus()[e]);
            means[i] = force(constant, compress(constant, false)) / exact - 1;
        }
        assertThat(varying[0]).isBetween(0.0, 2e-5);
        assertThat(varying[0] / varying[1]).isBetween(10.0, 20.0);
        assertThat(means[0] / means[1]).isBetween(3.5, 4.5);
        assertThat(Math.abs(means[1])).isGreaterThan(100 * varying[1]);
    }

    @ParameterizedTest
    @MethodSource("meshes")
    void volumesOfTheElementsFillTheBar(Mesh mesh) {
        double[] volumes = ElementGeometry.volumes(mesh, TaskExecutors.singleThreaded());
        assertThat(volumes).hasSize(mesh.elements());
        assertThat(Arrays.stream(volumes).sum()).isCloseTo(WIDTH * WIDTH * LENGTH, within(1e-10));
        assertThat(Arrays.stream(volumes).min().orElseThrow()).isPositive();
    }

    @Test
    void pointsOfATetrahedronAreGivenInTheOrderOfIntegration() {
        double[] points = ElementGeometry.barycentricPoints(ElementType.TET10);
        assertThat(points).hasSize(16);
        for (int p = 0; p < 4; p++) {
            // Each point is nearest to the corner of its number.
            double[] l = Arrays.copyOfRange(points, 4 * p, 4 * p + 4);
            assertThat(IntStream.range(0, 4).boxed().max((a, b) -> Double.compare(l[a], l[b])))
                    .contains(p);
            assertThat(Arrays.stream(l).sum()).isCloseTo(1, within(1e-15));
        }
        assertThat(ElementGeometry.barycentricPoints(ElementType.TET4)).containsExactly(.25, .25, .25, .25);
    }

    @Test
    void moduliForAnotherNumberOfPointsAreRefused() {
        Mesh mesh = Tets.quadratic(bar(1)).mesh;
        assertThatThrownBy(() -> new ElasticModel(
                        mesh,
                        ElasticModel.patientAxes(),
                        model(mesh, 0, x -> 1).modulus(),
                        List.of(UnitElasticity.isotropic(0)),
                        new byte[mesh.elements()],
                        new float[mesh.elements()]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
