package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;

class DensityConversionTest {

    private static double convert(DensityKind from, DensityKind to, String chosen, double density) {
        double value = density;
        for (DensityConversion step : DensityConversion.path(from, to, DensityConversion.ofId(chosen))) {
            value = step.apply(value);
        }
        return value;
    }

    /** By hand, in g/cm3: ash = 1.06 K2HPO4 + 0.0389; ash = 0.839 HA + 0.0698; apparent = ash / 0.6. */
    @ParameterizedTest
    @CsvSource({
        "K2HPO4, ASH, k2hpo4-as-ash, 0.12, 0.12",
        "K2HPO4, APPARENT, k2hpo4-as-ash, 0.12, 0.20",
        "K2HPO4, ASH, keyak1994, 0.1, 0.1449",
        "K2HPO4, APPARENT, keyak1994, 0.1, 0.2415",
        "HA, ASH, kaneko2004, 0.1, 0.1537",
        "HA, APPARENT, kaneko2004, 0.1, 0.256166666667",
        "HA, K2HPO4, goodsitt1992-80kvp, 0.1, 0.086",
        "HA, K2HPO4, goodsitt1992-140kvp, 0.1, 0.081",
        "ASH, APPARENT, keyak1994, 0.15, 0.25",
        // Kinds that agree are left alone whatever is chosen.
        "K2HPO4, K2HPO4, keyak1994, 0.1, 0.1",
        "APPARENT, APPARENT, kaneko2004, 0.1, 0.1"
    })
    void densityIsConvertedAsPublished(DensityKind from, DensityKind to, String chosen, double given, double wanted) {
        assertThat(convert(from, to, chosen, given)).isCloseTo(wanted, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "HA, APPARENT, k2hpo4-as-ash, hydroxyapatite-equivalent density, apparent density, conversions kaneko2004",
        "HA, ASH, keyak1994, hydroxyapatite-equivalent density, ash density, conversions kaneko2004",
        "HA, K2HPO4, k2hpo4-as-ash, hydroxyapatite-equivalent density, K2HPO4-equivalent density, goodsitt1992-140kvp",
        "K2HPO4, APPARENT, kaneko2004, K2HPO4-equivalent density, apparent density, keyak1994",
        "ASH, K2HPO4, k2hpo4-as-ash, ash density, K2HPO4-equivalent density, law that expects ash density",
        "APPARENT, ASH, k2hpo4-as-ash, apparent density, ash density, law that expects apparent density",
        "APPARENT, K2HPO4, keyak1994, apparent density, K2HPO4-equivalent density, law that expects apparent",
        "K2HPO4, HA, goodsitt1992-80kvp, K2HPO4-equivalent, hydroxyapatite-equivalent, law that expects K2HPO4"
    })
    void kindsThatTheConversionDoesNotJoinAreRefusedNamingBothAndTheRemedy(
            DensityKind from, DensityKind to, String chosen, String holds, String expects, String remedy) {
        assertThatThrownBy(() -> convert(from, to, chosen, 0.1))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("holds " + holds, "expects " + expects, '"' + chosen + '"', remedy);
    }

    @Test
    void everyConversionStatesItsSourceAndIsFoundByItsName() {
        assertThat(DensityConversion.LIBRARY).allSatisfy(c -> {
            assertThat(c.source()).contains("doi:10.");
            assertThat(DensityConversion.ofId(c.id())).isSameAs(c);
            assertThat(c.from()).isNotEqualTo(c.to());
        });
        assertThatThrownBy(() -> DensityConversion.ofId("ash"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("\"ash\"", "k2hpo4-as-ash", "goodsitt1992-140kvp");
    }
}
