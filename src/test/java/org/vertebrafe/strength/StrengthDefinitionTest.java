package org.vertebrafe.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

class StrengthDefinitionTest {

    /** 25 mm compressed by 0.5 mm: 4010 N below, 3990 N above, so 4000 N and 8000 N/mm. */
    private static final CompressionTest TEST =
            new CompressionTest(25, 0.5, new Vec3(3, 0, -3990), new Vec3(-3, 4, 4010));

    private static EffectiveStrain strains(double[] strain, double[] volume) {
        double[] modulus = new double[strain.length];
        double[] energy = new double[strain.length];
        for (int i = 0; i < strain.length; i++) {
            modulus[i] = 100 * (i + 1);
            energy[i] = modulus[i] * strain[i] * strain[i] / 2;
        }
        return new EffectiveStrain(energy, modulus, volume);
    }

    /** A hundred elements of one volume with strains of 0.0001 to 0.0100. */
    private static EffectiveStrain hundred() {
        double[] strain = new double[100];
        double[] volume = new double[100];
        for (int i = 0; i < 100; i++) {
            // Shuffled: 37 and 100 have no common factor.
            strain[i] = 1e-4 * (i * 37 % 100 + 1);
            volume[i] = 0.027;
        }
        return strains(strain, volume);
    }

    @Test
    void forceIsTheMeanOfBothEndsAndStiffnessForceOverDisplacement() {
        assertThat(TEST.force()).isCloseTo(4000, within(1e-9));
        assertThat(TEST.stiffness()).isCloseTo(8000, within(1e-9));
        // The reactions add up to (0, 4, 20) N.
        assertThat(TEST.imbalance()).isCloseTo(Math.sqrt(416) / 4000, within(1e-12));
    }

    /** By hand: 0.02 x 25 x 8000; 0.0068 x 8000 x 25; 4000 x 0.007 / 0.0099; 4000 x 0.011 / 0.0094. */
    @ParameterizedTest
    @CsvSource({"reaction-2pct, 4000", "0.0068KH, 1360", "pistoia, 2828.282828282828", "pistoia-ogo, 4680.851063829787"
    })
    void strengthIsTheDefinitions(String id, double newtons) {
        assertThat(StrengthDefinition.ofId(id).newtons(TEST, hundred())).isCloseTo(newtons, within(1e-6));
    }

    @Property(tries = 100)
    void strengthDoesNotDependOnHowFarTheLinearModelWasCompressed(
            @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        CompressionTest other = new CompressionTest(
                25,
                0.5 * factor,
                TEST.superiorReaction().times(factor),
                TEST.inferiorReaction().times(factor));
        EffectiveStrain once = strains(new double[] {0.003, 0.001, 0.002}, new double[] {1, 1, 1});
        EffectiveStrain scaled =
                strains(new double[] {0.003 * factor, 0.001 * factor, 0.002 * factor}, new double[] {1, 1, 1});
        for (StrengthDefinition definition : StrengthDefinition.values()) {
            double expected = definition.newtons(TEST, once);
            assertThat(definition.newtons(other, scaled)).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    /** Strains 0.4, 0.3, 0.2, 0.1 % filling 5, 15, 30 and 50 % of the volume, given in another order. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.004", "0.049, 0.004", "0.051, 0.003", "0.199, 0.003", "0.201, 0.002", "0.51, 0.001", "1, 0.001"
    })
    void partOfTheBoneIsMeasuredInVolume(double part, double strainAtPart) {
        EffectiveStrain strain = strains(new double[] {0.001, 0.004, 0.002, 0.003}, new double[] {10, 1, 6, 3});
        assertThat(strain.loadFactor(part, 0.007)).isCloseTo(0.007 / strainAtPart, within(1e-9));
    }

    @Test
    void exactlyThePartAskedForIsEnoughWhateverTheRoundingOfTheVolumes() {
        // 2 of 100 elements are 2 %: the second highest strain decides, for volumes that are no binary fractions too.
        for (double volume : new double[] {1, 0.027, 0.1, 0.343, 1e-3, 2.197}) {
            double[] strain = new double[100];
            double[] volumes = new double[100];
            for (int i = 0; i < 100; i++) {
                strain[i] = 1e-4 * (i + 1);
                volumes[i] = volume;
            }
            for (int percent = 1; percent <= 100; percent++) {
                assertThat(strains(strain, volumes).loadFactor(percent / 100.0, 0.01))
                        .as("%d %% of elements of %s mm3", percent, volume)
                        .isCloseTo(0.01 / (1e-4 * (101 - percent)), within(1e-9));
            }
        }
    }

    @Test
    void energyThatRoundingTurnedNegativeCountsAsNone() {
        EffectiveStrain strain =
                new EffectiveStrain(new double[] {-1e-20, 0.5}, new double[] {1, 1}, new double[] {1, 1});
        assertThat(strain.loadFactor(0.5, 1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void namesLeadBackToTheirDefinitions() {
        assertThat(StrengthDefinition.ids()).containsExactly("reaction-2pct", "0.0068KH", "pistoia", "pistoia-ogo");
        assertThat(Arrays.stream(StrengthDefinition.values()).map(d -> StrengthDefinition.ofId(d.id())))
                .containsExactly(StrengthDefinition.values());
        assertThatThrownBy(() -> StrengthDefinition.ofId("peak"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("\"peak\"", "reaction-2pct, 0.0068KH, pistoia, pistoia-ogo");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "NaN, 1", "1, NaN"})
    void testsWithoutHeightOrDisplacementDoNotExist(double height, double displacement) {
        assertThatThrownBy(() -> new CompressionTest(height, displacement, Vec3.ZERO, Vec3.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
