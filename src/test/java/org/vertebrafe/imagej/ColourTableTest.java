package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.imagej.PerceptualColours.OkLab;

class ColourTableTest {

    @ParameterizedTest
    @EnumSource(ColourTable.class)
    void everyTableHas256ColoursAndIsFoundByItsName(ColourTable table) {
        assertThat(table.colours()).hasSize(256);
        assertThat(table.lut().getMapSize()).isEqualTo(256);
        assertThat(ColourTable.of(table.label().toLowerCase())).isEqualTo(table);
        assertThat(table.colours()[0]).isNotEqualTo(table.colours()[128]);
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> ColourTable.of("jet"))
                .hasMessageContaining("\"jet\"")
                .hasMessageContaining("Vertebra Heat, Vertebra Balance, Fire");
    }

    @Test
    void heatBecomesLighterAllTheWay() {
        int[] colours = ColourTable.HEAT.colours();
        for (int i = 1; i < 256; i++) {
            assertThat(lab(colours[i]).lightness())
                    .as("colour " + i)
                    .isGreaterThan(lab(colours[i - 1]).lightness() - 1e-3);
        }
        assertThat(lab(colours[255]).lightness() - lab(colours[0]).lightness()).isGreaterThan(0.7);
    }

    @Test
    void balanceIsAsLightOnBothSidesAndNeutralInTheMiddle() {
        int[] colours = ColourTable.BALANCE.colours();
        for (int i = 0; i < 128; i++) {
            assertThat(lab(colours[i]).lightness())
                    .as("colour " + i)
                    .isCloseTo(lab(colours[255 - i]).lightness(), within(0.04));
        }
        OkLab middle = lab(colours[127]);
        assertThat(Math.hypot(middle.a(), middle.b())).isLessThan(0.02);
        assertThat(lab(colours[0]).b()).isLessThan(-0.08);
        assertThat(lab(colours[255]).a()).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEAT", "BALANCE"})
    void equalStepsLookEqual(ColourTable table) {
        int[] colours = table.colours();
        // Over 8 entries, so that rounding to 8 bits does not count.
        double mean = 0;
        double[] steps = new double[31];
        for (int i = 0; i < steps.length; i++) {
            for (int j = 8 * i; j < 8 * i + 8; j++) {
                steps[i] += lab(colours[j]).distance(lab(colours[j + 1]));
            }
            mean += steps[i] / steps.length;
        }
        for (double step : steps) {
            assertThat(step).isCloseTo(mean, within(0.12 * mean));
        }
    }

    private static OkLab lab(int rgb) {
        return PerceptualColours.okLab(rgb);
    }
}
