package org.vertebrafe.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.CalibrationMethod;
import org.vertebrafe.calibration.CalibrationUncertainty;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.LinearCalibration;
import org.vertebrafe.calibration.QuadraticCalibration;

class VbmdRuleTest {

    @ParameterizedTest
    @CsvSource({
        "-0.010, OSTEOPOROSIS",
        "0.0799, OSTEOPOROSIS",
        "0.080, LOW_BONE_MASS",
        "0.100, LOW_BONE_MASS",
        "0.120, LOW_BONE_MASS",
        "0.1201, NORMAL"
    })
    void theThresholdsThemselvesAreLowBoneMass(double density, VbmdCategory category) {
        VbmdAssessment assessment =
                VbmdRule.SPINE.assess(density, phantom(DensityKind.K2HPO4, 0), ContrastAgent.NOT_GIVEN);
        assertThat(assessment.category()).contains(category);
        assertThat(assessment.notes()).singleElement().asString().contains("80", "120", "Not a T-score");
    }

    @Test
    void phantomlessDensitiesHaveNoCategory() {
        QuadraticCalibration calibration = new QuadraticCalibration(
                "phantomless",
                4e-7,
                0.0005,
                0.037,
                DensityKind.K2HPO4,
                "test",
                CalibrationMethod.PHANTOMLESS,
                Optional.empty(),
                List.of());
        VbmdAssessment assessment = VbmdRule.SPINE.assess(0.05, calibration, ContrastAgent.NOT_GIVEN);
        assertThat(assessment.category()).isEmpty();
        assertThat(assessment.notes()).singleElement().asString().contains("phantomless", "30 mg/cm3");
    }

    @Test
    void otherKindsOfDensityAndContrastAgentHaveNoCategory() {
        VbmdAssessment assessment = VbmdRule.SPINE.assess(0.05, phantom(DensityKind.HA, 0), ContrastAgent.GIVEN);
        assertThat(assessment.category()).isEmpty();
        assertThat(assessment.notes())
                .satisfiesExactly(note -> assertThat(note).contains("hydroxyapatite"), note -> assertThat(note)
                        .contains("contrast agent"));
    }

    @Test
    void unknownContrastAndLinesNotMeasuredHereAreSaid() {
        VbmdAssessment assessment = VbmdRule.SPINE.assess(0.1, KernelEquations.B40F, ContrastAgent.UNKNOWN);
        assertThat(assessment.category()).contains(VbmdCategory.LOW_BONE_MASS);
        assertThat(assessment.notes())
                .anySatisfy(note -> assertThat(note).contains("not known"))
                .anySatisfy(note -> assertThat(note).contains("not measured with a phantom on this scanner"));
    }

    @Test
    void aThresholdWithinTheCalibrationsErrorIsSaid() {
        LinearCalibration uncertain = phantom(DensityKind.K2HPO4, 0.002);
        // 95 % of a normal distribution with a standard error of 2 mg/cm3 reach 3.9 mg/cm3.
        assertThat(VbmdRule.SPINE
                        .assess(0.0838, uncertain, ContrastAgent.NOT_GIVEN)
                        .notes())
                .anySatisfy(note -> assertThat(note).contains("+-3.9 mg/cm3", "reaches another category"));
        assertThat(VbmdRule.SPINE
                        .assess(0.0841, uncertain, ContrastAgent.NOT_GIVEN)
                        .notes())
                .hasSize(1);
    }

    @Test
    void theCalibrationsErrorIsKnownOnlyWhereItWasMeasured() {
        assertThat(VbmdRule.SPINE
                        .assess(0.1, phantom(DensityKind.K2HPO4, 0.002), ContrastAgent.GIVEN)
                        .standardError()
                        .orElseThrow())
                .isCloseTo(0.002, within(1e-12));
        assertThat(VbmdRule.SPINE
                        .assess(0.1, KernelEquations.B40F, ContrastAgent.NOT_GIVEN)
                        .standardError())
                .isEmpty();
    }

    @Test
    void densityOfUnknownCalibrationHasNoCategory() {
        VbmdAssessment assessment = VbmdRule.SPINE.withoutCalibration(0.05, DensityKind.HA);
        assertThat(assessment.category()).isEmpty();
        assertThat(assessment.words()).isEqualTo("none");
        assertThat(assessment.notes()).hasSize(2).first().asString().contains("how it was calibrated", "phantomless");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() ->
                        VbmdRule.SPINE.assess(Double.NaN, phantom(DensityKind.K2HPO4, 0), ContrastAgent.NOT_GIVEN));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new VbmdRule(80, 120, DensityKind.K2HPO4, "in mg"))
                .withMessageContaining("below 1 g/cm3");
    }

    private static LinearCalibration phantom(DensityKind kind, double interceptError) {
        return new LinearCalibration(
                "phantom",
                0.0007,
                -0.004,
                kind,
                "test",
                CalibrationMethod.PHANTOM,
                interceptError == 0
                        ? Optional.empty()
                        : Optional.of(new CalibrationUncertainty(
                                List.of(interceptError * interceptError, 0.0, 0.0, 0.0),
                                Double.POSITIVE_INFINITY,
                                "test")),
                List.of());
    }
}
