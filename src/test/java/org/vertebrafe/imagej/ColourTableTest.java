package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.field.ValueScale;
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
                .hasMessageContaining("Vertebra Heat, Vertebra Balance, Vertebra Frost, Fire");
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
    @EnumSource(names = {"HEAT", "BALANCE", "FROST"})
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

    @Test
    void frostBecomesDarkerAllTheWay() {
        int[] colours = ColourTable.FROST.colours();
        for (int i = 1; i < 256; i++) {
            assertThat(lab(colours[i]).lightness())
                    .as("colour " + i)
                    .isLessThan(lab(colours[i - 1]).lightness() + 1e-3);
        }
        assertThat(lab(colours[0]).lightness() - lab(colours[255]).lightness()).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEAT", "BALANCE", "FROST"})
    void ourTablesAreInTheJarAsImageJReadsThem(ColourTable table) throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/luts/" + table.label() + ".lut")) {
            byte[] bytes = file.readAllBytes();
            assertThat(bytes).hasSize(768);
            for (int i = 0; i < 256; i++) {
                int rgb = (bytes[i] & 0xFF) << 16 | (bytes[256 + i] & 0xFF) << 8 | bytes[512 + i] & 0xFF;
                assertThat(rgb).isEqualTo(table.colours()[i]);
            }
        }
    }

    @Test
    void aScaleHasItsTable() {
        assertThat(ColourTable.of(ValueScale.MAGNITUDE)).isEqualTo(ColourTable.HEAT);
        assertThat(ColourTable.of(ValueScale.COMPRESSION)).isEqualTo(ColourTable.FROST);
        assertThat(ColourTable.of(ValueScale.FACTOR)).isEqualTo(ColourTable.FROST);
        assertThat(ColourTable.of(ValueScale.SIGNED)).isEqualTo(ColourTable.BALANCE);
    }

    private static OkLab lab(int rgb) {
        return PerceptualColours.okLab(rgb);
    }
}
