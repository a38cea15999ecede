package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;

class UnitElasticityTest {

    private static final UnitElasticity CRAWFORD = UnitElasticity.crawfordOrthotropic();

    /** Stress, xx yy zz xy yz zx, of a strain with engineering shears. */
    private static double[] stress(UnitElasticity material, double... strain) {
        double[] stress = new double[6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                stress[i] += material.get(i, j) * strain[j];
            }
        }
        return stress;
    }

    @Property
    void isotropicStiffnessIsLames(@ForAll @DoubleRange(min = -0.9, max = 0.49) double nu) {
        UnitElasticity material = UnitElasticity.isotropic(nu);
        double lambda = nu / ((1 + nu) * (1 - 2 * nu));
        double mu = 1 / (2 * (1 + nu));
        double tolerance = 1e-10 * (Math.abs(lambda) + mu);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double expected = i < 3 && j < 3 ? lambda + (i == j ? 2 * mu : 0) : i == j ? mu : 0;
                assertThat(material.get(i, j)).isCloseTo(expected, within(tolerance));
            }
        }
    }

    /** Strains by hand from the constants: eps_i = sigma_i / E_i - nu_ji sigma_j / E_j. */
    @Test
    void uniaxialStressGivesBackTheConstants() {
        // Loaded along x: Ex = 0.333, nu_xy = 0.381, nu_xz = 0.104.
        double x = 1 / 0.333;
        assertThat(stress(CRAWFORD, x, -0.381 * x, -0.104 * x, 0, 0, 0))
                .containsExactly(new double[] {1, 0, 0, 0, 0, 0}, within(1e-12));
        // Along y: the same, since the material is isotropic across the axis.
        assertThat(stress(CRAWFORD, -0.381 * x, x, -0.104 * x, 0, 0, 0))
                .containsExactly(new double[] {0, 1, 0, 0, 0, 0}, within(1e-12));
        // Along z: Ez = 1, and nu_zx = nu_xz Ez / Ex.
        assertThat(stress(CRAWFORD, -0.104 * x, -0.104 * x, 1, 0, 0, 0))
                .containsExactly(new double[] {0, 0, 1, 0, 0, 0}, within(1e-12));
        assertThat(stress(CRAWFORD, 0, 0, 0, 1, 1, 1))
                .containsExactly(new double[] {0, 0, 0, 0.121, 0.157, 0.157}, within(1e-12));
    }

    @Test
    void stiffnessIsSymmetricAndPositiveDefinite() {
        for (UnitElasticity material : new UnitElasticity[] {CRAWFORD, UnitElasticity.isotropic(0.3)}) {
            double a = material.get(0, 0);
            double b = material.get(0, 1);
            for (int i = 0; i < 6; i++) {
                assertThat(material.get(i, i)).isPositive();
                for (int j = 0; j < i; j++) {
                    assertThat(material.get(i, j)).isCloseTo(material.get(j, i), within(1e-14));
                }
            }
            // Leading minors of the normal block.
            assertThat(a * a - b * b).isPositive();
            double c = material.get(0, 2);
            assertThat((a - b) * (material.get(2, 2) * (a + b) - 2 * c * c)).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossiblePoissonRatiosAreRefused(double nu) {
        assertThatThrownBy(() -> UnitElasticity.isotropic(nu))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("Poisson", "between -1 and 0.5");
    }
}
