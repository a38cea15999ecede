package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

class CalibrationFormsTest {

    @Property(tries = 500)
    void invertingALineGivesTheCtNumberBack(
            @ForAll @DoubleRange(min = 0.2, max = 9) double slopeMg,
            @ForAll @DoubleRange(min = -100, max = 100) double interceptMg,
            @ForAll @DoubleRange(min = -1024, max = 3071) double hu) {
        LinearCalibration line =
                new LinearCalibration("any", slopeMg / 1000, interceptMg / 1000, DensityKind.HA, "test");
        assertThat(line.invert(line.apply(hu))).isCloseTo(hu, within(1e-6));
    }

    @Property(tries = 500)
    void invertingAParabolaGivesTheCtNumberBackWhereItRises(
            @ForAll @DoubleRange(min = -100, max = 600) double curvatureNano,
            @ForAll @DoubleRange(min = 0.2, max = 1) double slopeMg,
            @ForAll @DoubleRange(min = -100, max = 100) double interceptMg,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        QuadraticCalibration parabola =
                parabola(curvatureNano * 1e-9, slopeMg / 1000, interceptMg / 1000, Optional.empty());
        double from = Math.max(-1024, parabola.risesFrom());
        double to = Math.min(3071, parabola.risesTo());
        double hu = from + where * (to - from);
        // Near the vertex a CT number is lost in the rounding of the density: compare densities there.
        assertThat(parabola.apply(parabola.invert(parabola.apply(hu)))).isCloseTo(parabola.apply(hu), within(1e-12));
        if (hu > parabola.risesFrom() + 1 && hu < parabola.risesTo() - 1) {
            assertThat(parabola.invert(parabola.apply(hu))).isCloseTo(hu, within(1e-6));
        }
    }

    /** Rounding must not put the vertex out of its own reach. */
    @Property(tries = 500)
    void theVertexIsReached(
            @ForAll @DoubleRange(min = 50, max = 600) double curvatureNano,
            @ForAll @DoubleRange(min = 0.2, max = 1) double slopeMg,
            @ForAll @DoubleRange(min = -100, max = 100) double interceptMg) {
        QuadraticCalibration parabola =
                parabola(curvatureNano * 1e-9, slopeMg / 1000, interceptMg / 1000, Optional.empty());
        double vertex = parabola.risesFrom();
        assertThat(parabola.invert(parabola.apply(vertex))).isCloseTo(vertex, within(1e-6 * Math.abs(vertex)));
    }

    @Test
    void aParabolaWithoutCurvatureIsTheLine() {
        QuadraticCalibration parabola = parabola(0, 0.0007, -0.0042, Optional.empty());
        assertThat(parabola.invert(0.1)).isCloseTo(KernelEquations.B40F.invert(0.1), within(1e-9));
        assertThat(parabola.risesFrom()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void densitiesThatNoCtNumberHasAreRefused() {
        QuadraticCalibration parabola = parabola(4e-7, 0.0005, 0.04, Optional.empty());
        assertThat(parabola.risesFrom()).isCloseTo(-625, within(1e-9));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> parabola.invert(-0.2))
                .withMessageContaining("-200.0 mg/cm3")
                .withMessageContaining("at least -116.2 mg/cm3");
    }

    @Test
    void slopesInMilligramsAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new LinearCalibration("mg", 0.7, -4.2, DensityKind.K2HPO4, "test"))
                .withMessageContaining("divide by 1000");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> parabola(1e-7, -0.0005, 0, Optional.empty()))
                .withMessageContaining("must be positive");
    }

    @Test
    void errorsFollowFromTheCovarianceOfThreeCoefficients() {
        CalibrationUncertainty uncertainty = new CalibrationUncertainty(
                List.of(4e-6, 1e-9, 0.0, 1e-9, 1e-10, -1e-13, 0.0, -1e-13, 1e-15), Double.POSITIVE_INFINITY, "test");
        double hu = 200;
        double expected = Math.sqrt(
                4e-6 + 2 * hu * 1e-9 + hu * hu * 1e-10 - 2 * hu * hu * hu * 1e-13 + hu * hu * hu * hu * 1e-15);
        assertThat(parabola(1e-7, 0.0005, 0, Optional.of(uncertainty)).standardError(hu))
                .isCloseTo(expected, within(1e-12));
        assertThat(uncertainty.quantile(0.95)).isCloseTo(1.959964, within(1e-6));
        assertThat(parabola(1e-7, 0.0005, 0, Optional.empty()).standardError(hu))
                .isNaN();
    }

    /** Names that scripts read in result.json. */
    @Test
    void aLineKeepsItsNamesInJson() {
        assertThat(CalibrationJson.of(KernelEquations.B40F).keySet())
                .containsExactly(
                        "id", "slope_g_per_cm3_per_HU", "intercept_g_per_cm3", "source", "densityKind", "method");
        assertThat(CalibrationJson.of(KernelEquations.B40F)
                        .get("slope_g_per_cm3_per_HU")
                        .getAsDouble())
                .isEqualTo(0.0007);
    }

    @Test
    void impossibleCovariancesAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new CalibrationUncertainty(List.of(1.0, 2.0, 2.0, 1.0), 3, "correlation of 2"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new CalibrationUncertainty(List.of(-1.0, 0.0, 0.0, 1.0), 3, "negative variance"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new CalibrationUncertainty(List.of(1.0, 0.0, 1.0), 3, "three numbers"));
    }

    static QuadraticCalibration parabola(
            double curvature, double slope, double intercept, Optional<CalibrationUncertainty> uncertainty) {
        return new QuadraticCalibration(
                "test",
                curvature,
                slope,
                intercept,
                DensityKind.K2HPO4,
                "test",
                CalibrationMethod.PHANTOMLESS,
                uncertainty,
                List.of());
    }
}
