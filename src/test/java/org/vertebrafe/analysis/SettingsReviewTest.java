package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;

class SettingsReviewTest {

    private static AnalysisConfig config(Map<String, String> changes) {
        return Settings.of(AnalysisConfig.class).with(AnalysisConfig.defaults(), changes);
    }

    @ParameterizedTest
    @CsvSource({
        "calibration, b40f, input, density",
        "calibrationSlope, 0.0007, calibration, b40f",
        "level, L2, labelPreset, vertebrafe",
        "labelRoles, 1=body, labelPreset, verse",
        "lawExponent, 2, law, kopperdahl2002",
        "lawExpects, ash, law, kopperdahl2002",
        "poissonRatio, 0.2, law, crawford-orthotropic",
        "capModulus, 3000, bc, study",
        "capThickness, 5, bc, study",
        "grading, 2, mesh, hex8",
        "flatten, 1, mesh, hex8",
        "bins, 50, binning, none",
        "bins, 50, binning, ogo128"
    })
    void saysWhatHasNoEffect(String name, String value, String other, String otherValue) {
        AnalysisConfig config = config(Map.of(name, value, other, otherValue));
        assertThat(SettingsReview.warnings(config, false, false))
                .singleElement()
                .asString()
                .startsWith(name + " = ")
                .contains("has no effect here: it needs ");
    }

    @Test
    void isSilentWhereEverySettingWorks() {
        assertThat(SettingsReview.warnings(config(Map.of()), false, false)).isEmpty();
        AnalysisConfig config = config(Map.of(
                "calibration",
                "custom",
                "calibrationSlope",
                "0.0008",
                "densityKind",
                "ha",
                "labelPreset",
                "verse",
                "level",
                "L2",
                "law",
                "custom",
                "lawExponent",
                "2",
                "capThickness",
                "5",
                "capModulus",
                "3000"));
        assertThat(SettingsReview.warnings(config, true, true)).isEmpty();
    }

    @Test
    void refusesAKindOfDensityThatThePublishedLineDoesNotGive() {
        AnalysisConfig config = config(Map.of("calibration", "b40f", "densityKind", "ha"));
        assertThatThrownBy(() -> SettingsReview.refuseContradictions(config))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("densityKind = \"ha\"")
                .hasMessageContaining("calibration custom");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binning | ogo128 | elementSize    | 2    | set the element size to 0",
                "binning | ogo128 | mesh           | tet10 | set mesh to hex8, or binning to none or equal",
                "mesh    | hex8   | densityMapping | node | densityMapping = \"node\" is for tetrahedra",
                "mesh    | hex8   | densityMapping | gauss | Set mesh to tet10, or densityMapping to element"
            })
    void refusesWhatCannotBeTogether(String name, String value, String other, String otherValue, String message) {
        AnalysisConfig config = config(Map.of(name, value, other, otherValue));
        assertThatThrownBy(() -> SettingsReview.refuseContradictions(config))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tetrahedraTakeEveryDensityMappingAndEqualBins() {
        for (String mapping : new String[] {"element", "node", "gauss"}) {
            SettingsReview.refuseContradictions(
                    config(Map.of("mesh", "tet10", "densityMapping", mapping, "binning", "equal", "bins", "9")));
        }
        assertThat(SettingsReview.warnings(config(Map.of("binning", "equal", "bins", "9")), false, false))
                .isEmpty();
    }
}
