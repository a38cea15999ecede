package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vertebrafe.segmentation.Tissue.BODY;
import static org.vertebrafe.segmentation.Tissue.INFERIOR_CAP;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.segmentation.Tissue;

class DensityBinsTest {

    private static final DensityBins FOUR = DensityBins.equal(new float[] {0.3f, Float.NaN, 0.1f, 0.5f}, 4);

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.15",
        "0.149, 0.15",
        "0.2001, 0.25",
        "0.3999, 0.35",
        "0.4001, 0.45",
        // The highest density belongs to the last bin; what lies outside to the nearest.
        "0.5, 0.45",
        "0.9, 0.45",
        "-0.2, 0.15"
    })
    void densitiesCountAsTheMiddleOfTheirBin(double density, double middle) {
        assertThat(FOUR.of(density)).isCloseTo(middle, within(1e-7));
    }

    @Test
    void noBinsAndBinsOverOneDensityLeaveDensitiesAsTheyAre() {
        assertThat(DensityBins.NONE.of(0.123)).isEqualTo(0.123);
        assertThat(DensityBins.equal(new float[] {0.25f, 0.25f}, 7).of(0.25f)).isEqualTo(0.25f);
        assertThat(DensityBins.equal(new float[] {Float.NaN}, 7)).isEqualTo(DensityBins.NONE);
        assertThat(DensityBins.NONE.words()).isEmpty();
        assertThat(FOUR.words()).contains("4 density bins", "0.100000 to 0.500000 g/cm3");
    }

    @Test
    void moreBinsComeNearerToTheContinuousModulus() {
        for (int bins : new int[] {10, 100, 1000}) {
            DensityBins many = DensityBins.equal(new float[] {-0.1f, 1.1f}, bins);
            for (double density = -0.1; density < 1.1; density += 0.037) {
                assertThat(many.of(density)).isCloseTo(density, within(0.6 / bins + 1e-7));
            }
        }
    }

    @Test
    void voxelsGetTheModulusOfTheirBinsMiddleAndCapsTheirOwn() {
        MaterialSettings settings = Fixture.settings(DensityKind.K2HPO4, "kopperdahl2002", 1);
        // The cap's 900 mg/cm3 must not stretch the bins.
        VoxelModuli moduli = VoxelModuli.binned(
                Fixture.row(new Tissue[] {BODY, BODY, INFERIOR_CAP, BODY, BODY}, 100, 149, 900, 151, 200), settings, 2);
        double low = 2980 * Math.pow(0.125, 1.05);
        double high = 2980 * Math.pow(0.175, 1.05);
        assertThat(moduli.modulus()[0]).isCloseTo((float) low, within(0.01f)).isEqualTo(moduli.modulus()[1]);
        assertThat(moduli.modulus()[3]).isCloseTo((float) high, within(0.01f)).isEqualTo(moduli.modulus()[4]);
        assertThat(moduli.modulus()[2]).isEqualTo(2500);
        assertThat(moduli.description()).contains("2 density bins of equal width");
    }

    @Test
    void binsThatFallOrAreNegativeAreRefused() {
        assertThatThrownBy(() -> new DensityBins(1, 0, 3)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new DensityBins(0, 1, -1)).isInstanceOf(InputException.class);
    }
}
