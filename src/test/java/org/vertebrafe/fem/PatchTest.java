package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;

/** Distorted bricks must carry any constant strain exactly (Irons' patch test). */
class PatchTest {

    private static final double[][] GRADIENT = {{0.01, 0.002, -0.003}, {0.004, -0.02, 0.006}, {-0.001, 0.005, 0.015}};

    private static double field(Vec3 x, int component) {
        double[] row = GRADIENT[component];
        return 0.1 + row[0] * x.x() + row[1] * x.y() + row[2] * x.z();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.49})
    void constantStrainIsReproducedToTenDigits(double poissonRatio) {
        UnitElasticity material = UnitElasticity.isotropic(poissonRatio);
        check(material);
    }

    @ParameterizedTest
    @ValueSource(ints = {0})
    void constantStrainIsReproducedByOrthotropicBone(int ignored) {
        check(UnitElasticity.crawfordOrthotropic());
    }

    private static void check(UnitElasticity material) {
        Bricks bricks = Bricks.box(3, 4, 3, 1, 1, 1.5).distorted(0.2);
        ElasticModel model = bricks.model(material, e -> 1000);
        Constraints constraints = new Constraints(bricks.nodes());
        for (int n : bricks.boundaryNodes()) {
            for (int i = 0; i < 3; i++) {
                constraints.hold(new int[] {n}, i, field(bricks.position(n), i));
            }
        }
        Solution solution = Bricks.solve(model, constraints);
        for (int n : bricks.innerNodes()) {
            for (int i = 0; i < 3; i++) {
                assertThat(solution.displacement()[3 * n + i])
                        .isCloseTo(field(bricks.position(n), i), within(1e-10 * 0.1));
            }
        }
        double[] strain = {
            GRADIENT[0][0],
            GRADIENT[1][1],
            GRADIENT[2][2],
            GRADIENT[0][1] + GRADIENT[1][0],
            GRADIENT[1][2] + GRADIENT[2][1],
            GRADIENT[2][0] + GRADIENT[0][2]
        };
        ElementFields fields = Bricks.fields(model, solution);
        for (int e = 0; e < bricks.elements(); e++) {
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
}
