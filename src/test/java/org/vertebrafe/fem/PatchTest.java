package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/** Distorted elements must carry any constant strain exactly (Irons' patch test), quadratic ones any linear strain. */
class PatchTest {

    private static final double[][] GRADIENT = {{0.01, 0.002, -0.003}, {0.004, -0.02, 0.006}, {-0.001, 0.005, 0.015}};

    /** Second derivatives of a quadratic field; those along one axis twice follow from equilibrium. */
    private static final double[][][] CURVATURE = {
        {{0, 0.003, -0.001}, {0.003, 0.004, 0.002}, {-0.001, 0.002, -0.005}},
        {{0.002, -0.004, 0.001}, {-0.004, 0, 0.003}, {0.001, 0.003, 0.001}},
        {{-0.003, 0.001, 0.002}, {0.001, 0.005, -0.002}, {0.002, -0.002, 0}}
    };

    private static final Bricks BOX = Bricks.box(3, 4, 3, 1, 1, 1.5);

    private static Vec3 linear(Vec3 x) {
        double[] u = new double[3];
        for (int i = 0; i < 3; i++) {
            u[i] = 0.1 + GRADIENT[i][0] * x.x() + GRADIENT[i][1] * x.y() + GRADIENT[i][2] * x.z();
        }
        return new Vec3(u[0], u[1], u[2]);
    }

    static Stream<Arguments> patches() {
        List<Mesh> meshes = List.of(
                BOX.distorted(0.2).mesh(),
                Tets.linear(BOX.distorted(0.2)).mesh,
                Tets.quadratic(BOX.distorted(0.15)).mesh);
        List<UnitElasticity> materials = List.of(
                UnitElasticity.isotropic(0),
                UnitElasticity.isotropic(0.3),
                UnitElasticity.isotropic(0.49),
                UnitElasticity.crawfordOrthotropic());
        return meshes.stream().flatMap(mesh -> materials.stream()
                .map(material -> Arguments.of(mesh.type() + ", " + material.description(), mesh, material)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patches")
    void constantStrainIsReproducedToTenDigits(String name, Mesh mesh, UnitElasticity material) {
        ElasticModel model = Tets.model(mesh, material, e -> 1000);
        Solution solution = solveInside(model, PatchTest::linear);
        double[] strain = {
            GRADIENT[0][0],
            GRADIENT[1][1],
            GRADIENT[2][2],
            GRADIENT[0][1] + GRADIENT[1][0],
            GRADIENT[1][2] + GRADIENT[2][1],
            GRADIENT[2][0] + GRADIENT[0][2]
        };
        ElementFields fields = Bricks.fields(model, solution);
        for (int e = 0; e < mesh.elements(); e++) {
            for (int i = 0; i < 6; i++) {
                double stress = 0;
                for (int j = 0; j < 6; j++) {
                    stress += 1000 * material.get(i, j) * strain[j];
                }
                assertThat(fields.strain()[6 * e + i]).isCloseTo(strain[i], within(1e-11));
                assertThat(fields.stress()[6 * e + i]).isCloseTo(stress, within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.49})
    void quadraticTetrahedraReproduceLinearStrainToTenDigits(double nu) {
        double lambda = nu / ((1 + nu) * (1 - 2 * nu));
        double mu = 0.5 / (1 + nu);
        double[][][] q = new double[3][3][];
        for (int i = 0; i < 3; i++) {
            double rest = 0;
            for (int j = 0; j < 3; j++) {
                q[i][j] = CURVATURE[i][j].clone();
                rest += j == i ? 0 : mu * CURVATURE[i][j][j] + (lambda + mu) * CURVATURE[j][j][i];
            }
            // mu Laplace u + (lambda + mu) grad div u = 0, solved for d2 u_i / d x_i2.
            q[i][i][i] = -rest / (lambda + 2 * mu);
        }
        Mesh mesh = Tets.quadratic(BOX.distorted(0.15)).mesh;
        solveInside(Tets.model(mesh, UnitElasticity.isotropic(nu), e -> 1000), x -> {
            double[] u = new double[3];
            for (int i = 0; i < 27; i++) {
                u[i / 9] += q[i / 9][i / 3 % 3][i % 3] * x.get(i / 3 % 3) * x.get(i % 3) / 2;
            }
            return new Vec3(u[0], u[1], u[2]);
        });
    }

    /** Prescribes a field on the boundary and finds it inside. */
    private static Solution solveInside(ElasticModel model, Function<Vec3, Vec3> field) {
        Mesh mesh = model.mesh();
        Constraints constraints = new Constraints(mesh.nodes());
        Tets box = Tets.of(mesh);
        for (int n : box.boundaryNodes()) {
            Vec3 u = field.apply(mesh.node(n));
            for (int i = 0; i < 3; i++) {
                constraints.hold(new int[] {n}, i, u.get(i));
            }
        }
        Solution solution = Bricks.solve(model, constraints);
        int[] inner =
                IntStream.range(0, mesh.nodes()).filter(n -> !box.onBoundary(n)).toArray();
        assertThat(inner).isNotEmpty();
        for (int n : inner) {
            Vec3 u = field.apply(mesh.node(n));
            for (int i = 0; i < 3; i++) {
                assertThat(solution.displacement()[3 * n + i]).isCloseTo(u.get(i), within(1e-10 * 0.1));
            }
        }
        return solution;
    }
}
