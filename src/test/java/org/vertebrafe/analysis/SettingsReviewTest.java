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
        "capThickness, 5, bc, study"
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
}
