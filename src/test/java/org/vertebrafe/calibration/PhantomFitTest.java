package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

class PhantomFitTest {

    private static final Phantom MINDWAYS = PhantomCatalogue.shipped().ofId("mindways-model3");
    private static final Phantom QRM6 = PhantomCatalogue.shipped().ofId("qrm-bdc-6");
    private static final double[] B40F_RODS = {-66.66, -24.54, 206.88, 384.42, 548.21};
    private static final double[] B70F_RODS = {-64.55, -22.34, 202.50, 374.27, 525.21};

    @Test
    void theRodsOfTheStudyGiveItsEquations() {
        PhantomFit smooth = PhantomFit.of(MINDWAYS, readings(MINDWAYS, B40F_RODS));
        assertThat(smooth.calibration().slope()).isCloseTo(KernelEquations.B40F.slope(), within(1e-7));
        assertThat(smooth.calibration().intercept()).isCloseTo(KernelEquations.B40F.intercept(), within(1e-6));
        PhantomFit sharp = PhantomFit.of(MINDWAYS, readings(MINDWAYS, B70F_RODS));
        assertThat(sharp.calibration().slope()).isCloseTo(KernelEquations.B70F.slope(), within(1e-7));
        assertThat(sharp.calibration().intercept()).isCloseTo(KernelEquations.B70F.intercept(), within(2e-6));
        assertThat(List.of(smooth, sharp)).allSatisfy(fit -> {
            assertThat(fit.r2()).isGreaterThan(0.999999);
            assertThat(fit.warnings()).isEmpty();
            assertThat(fit.calibration().kind()).isEqualTo(DensityKind.K2HPO4);
            assertThat(fit.calibration().method()).isEqualTo(CalibrationMethod.PHANTOM);
            assertThat(fit.residuals()).hasSize(5).allSatisfy(residual -> assertThat(residual.value())
                    .isCloseTo(0, within(1e-5)));
        });
    }

    @Test
    void theOrderOfTheReadingsDoesNotMatter() {
        List<RodReading> readings = new ArrayList<>(readings(MINDWAYS, B40F_RODS));
        LinearCalibration inOrder = PhantomFit.of(MINDWAYS, readings).calibration();
        Collections.reverse(readings);
        LinearCalibration reversed = PhantomFit.of(MINDWAYS, readings).calibration();
        assertThat(reversed.slope()).isCloseTo(inOrder.slope(), within(1e-15));
        assertThat(reversed.intercept()).isCloseTo(inOrder.intercept(), within(1e-14));
    }

    @Test
    void aForgottenWaterTermIsRecognizedByItsR2() {
        List<PhantomRod> dry = MINDWAYS.rods().stream()
                .map(rod -> new PhantomRod(rod.name(), rod.density()))
                .toList();
        Phantom withoutWater =
                new Phantom("mine", "My phantom", DensityKind.K2HPO4, dry, Optional.empty(), "me", Optional.empty());
        PhantomFit fit = PhantomFit.of(withoutWater, readings(withoutWater, B40F_RODS));
        assertThat(fit.r2()).isCloseTo(0.93275, within(1e-5));
        assertThat(fit.calibration().intercept()).isCloseTo(-0.0402699, within(1e-6));
        assertThat(fit.warnings()).singleElement().asString().contains("R2 = 0.933", "water term is forgotten");
    }

    @Test
    void anExactLineOfSolidRodsIsFoundWithVanishingErrors() {
        PhantomFit fit = PhantomFit.of(QRM6, onLine(QRM6, 0.00081, 0.003));
        assertThat(fit.calibration().slope()).isCloseTo(0.00081, within(1e-12));
        assertThat(fit.calibration().intercept()).isCloseTo(0.003, within(1e-12));
        assertThat(fit.r2()).isCloseTo(1, within(1e-12));
        assertThat(fit.calibration().kind()).isEqualTo(DensityKind.HA);
        assertThat(fit.standardErrorOfSlope()).isLessThan(1e-10);
        assertThat(fit.standardErrorOfIntercept()).isLessThan(1e-8);
    }

    /** A textbook regression worked by hand: x = 0, 100, 200, 300 HU; y = 0, 110, 190, 300 mg/cm3. */
    @Test
    void standardErrorsAreThoseOfTheTextbook() {
        Phantom phantom = phantom(0, 0.110, 0.190, 0.300);
        PhantomFit fit = PhantomFit.of(phantom, readings(phantom, 0, 100, 200, 300));
        // slope = 49000/50000 mg/cm3 per HU, residuals 3, -9, 9, -3, so s^2 = 180/2.
        assertThat(fit.calibration().slope()).isCloseTo(0.98e-3, within(1e-15));
        assertThat(fit.calibration().intercept()).isCloseTo(3e-3, within(1e-14));
        assertThat(fit.residuals().stream().map(RodResidual::value))
                .satisfiesExactly(
                        r -> assertThat(r).isCloseTo(3e-3, within(1e-12)),
                        r -> assertThat(r).isCloseTo(-9e-3, within(1e-12)),
                        r -> assertThat(r).isCloseTo(9e-3, within(1e-12)),
                        r -> assertThat(r).isCloseTo(-3e-3, within(1e-12)));
        CalibrationUncertainty uncertainty = fit.calibration().uncertainty().orElseThrow();
        double variance = 90e-6;
        assertThat(uncertainty.degreesOfFreedom()).isEqualTo(2);
        assertThat(fit.standardErrorOfSlope()).isCloseTo(Math.sqrt(variance / 50_000), within(1e-12));
        assertThat(fit.standardErrorOfIntercept())
                .isCloseTo(Math.sqrt(variance * (1.0 / 4 + 150.0 * 150 / 50_000)), within(1e-12));
        assertThat(uncertainty.covariance(0, 1)).isCloseTo(-150 * variance / 50_000, within(1e-15));
        assertThat(fit.calibration().standardError(350))
                .isCloseTo(Math.sqrt(variance * (1.0 / 4 + 200.0 * 200 / 50_000)), within(1e-12));
        assertThat(uncertainty.quantile(0.95)).isCloseTo(4.302653, within(1e-5));
    }

    @Test
    void rodsOffTheLineWarnAndThenRefuse() {
        Phantom phantom = phantom(0, 0.100, 0.200, 0.300);
        PhantomFit poor = PhantomFit.of(phantom, readings(phantom, 0, 100, 200, 380));
        assertThat(poor.r2()).isBetween(0.90, 0.98);
        assertThat(poor.warnings()).singleElement().asString().contains("do not lie on a line", "0.98");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(phantom, readings(phantom, 0, 20, 40, 300)))
                .withMessageContaining("do not lie on a line")
                .withMessageContaining("R2 = 0.7");
    }

    /** Three rods on a line by chance: the scatter of their slices tells how far that can be trusted. */
    @Test
    void measuredErrorsOfTheRodsBoundTheErrorsOfALineThatFitsByChance() {
        Phantom phantom = phantom(0, 0.100, 0.200);
        PhantomFit exact = PhantomFit.of(phantom, withErrors(readings(phantom, 0, 100, 200), 2));
        // 1 mg/cm3 per HU: the slope's variance is 2^2 / (100^2 + 100^2), the mean's 2^2 / 3, in mg/cm3 and HU.
        assertThat(exact.standardErrorOfSlope()).isCloseTo(1e-3 * Math.sqrt(4 / 20_000.0), within(1e-12));
        assertThat(exact.calibration().standardError(100)).isCloseTo(1e-3 * Math.sqrt(4 / 3.0), within(1e-12));
        assertThat(exact.calibration().uncertainty().orElseThrow().basis()).contains("scatter of the slices");
        assertThat(exact.calibration().uncertainty().orElseThrow().degreesOfFreedom())
                .isEqualTo(1);
        PhantomFit poor = PhantomFit.of(phantom, withErrors(readings(phantom, 0, 112, 200), 0.1));
        assertThat(poor.calibration().uncertainty().orElseThrow().basis()).contains("residuals of the 3 rods");
        PhantomFit mindways = PhantomFit.of(MINDWAYS, withErrors(readings(MINDWAYS, B40F_RODS), 1.5));
        double mean = 97.306;
        double spread = 0;
        for (PhantomRod rod : MINDWAYS.rods()) {
            spread += Math.pow(1000 * rod.density() - mean, 2);
        }
        // To first order the slope moves by its square times what HU per mg/cm3 moves by.
        double expected = 1e3 * Math.pow(0.7e-3, 2) * 1.5 / Math.sqrt(spread);
        assertThat(mindways.standardErrorOfSlope()).isCloseTo(expected, within(1e-3 * expected));
    }

    private static List<RodReading> withErrors(List<RodReading> readings, double error) {
        return readings.stream()
                .map(r -> new RodReading(r.rod(), r.meanHu(), r.sdHu(), r.voxels(), OptionalDouble.of(error)))
                .toList();
    }

    /** The five rods of the one phantom also rise like those of the other. */
    @Test
    void anotherPhantomIsSuspectedFromItsSlope() {
        Phantom bMas = PhantomCatalogue.shipped().ofId("b-mas-200");
        PhantomFit fit = PhantomFit.of(bMas, readings(bMas, B40F_RODS));
        assertThat(fit.warnings()).anySatisfy(warning -> assertThat(warning)
                .contains("Slope of 0.296 mg/cm3 per HU", "Is it this phantom?"));
    }

    @Test
    void exchangedRodsAreRefusedByName() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(MINDWAYS, readings(MINDWAYS, -66.66, -24.54, 384.42, 206.88, 548.21)))
                .withMessageContaining("rod C (58.9 mg/cm3) reads 384.4 HU")
                .withMessageContaining("rod D (157.1 mg/cm3) reads 206.9 HU");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(MINDWAYS, readings(MINDWAYS, 548.21, 384.42, 206.88, -24.54, -66.66)))
                .withMessageContaining("out of order");
    }

    @Test
    void repeatedUnknownAndTooFewRodsAreRefused() {
        List<RodReading> all = readings(QRM6, 0, 120, 240, 480, 720, 960);
        List<RodReading> twice = new ArrayList<>(all);
        twice.add(all.get(2));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(QRM6, twice))
                .withMessageContaining("Rod 3 of QRM-BDC/6 was measured twice");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(QRM6, all.subList(0, 2)))
                .withMessageContaining("at least 3");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(QRM6, List.of(new RodReading("Z", 0, 1, 1))))
                .withMessageContaining("no rod \"Z\"");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new RodReading("A", Double.NaN, 1, 1))
                .withMessageContaining("HU");
    }

    @Test
    void rodsOutOfViewAreNamed() {
        PhantomFit fit = PhantomFit.of(QRM6, onLine(QRM6, 0.0008, 0).subList(1, 5));
        assertThat(fit.warnings()).containsExactly("Not measured: rod 1, 6 of QRM-BDC/6.");
        assertThat(fit.calibration().slope()).isCloseTo(0.0008, within(1e-12));
    }

    @Test
    void twoRodsCarryTheirNoiseAndSayThatNothingChecksThem() {
        Phantom osteo = PhantomCatalogue.shipped().ofId("siemens-osteo");
        PhantomFit fit = PhantomFit.of(
                osteo, List.of(new RodReading("water", 0, 10, 100), new RodReading("bone", 250, 20, 100)));
        assertThat(fit.calibration().slope()).isCloseTo(0.0008, within(1e-15));
        assertThat(fit.warnings()).singleElement().asString().contains("Two rods");
        // At each rod the density is off by slope times the error of its own mean.
        assertThat(fit.calibration().standardError(0)).isCloseTo(0.0008 * 1, within(1e-12));
        assertThat(fit.calibration().standardError(250)).isCloseTo(0.0008 * 2, within(1e-12));
        PhantomFit silent =
                PhantomFit.of(osteo, List.of(new RodReading("water", 0, 0, 100), new RodReading("bone", 250, 0, 100)));
        assertThat(silent.calibration().uncertainty()).isEmpty();
    }

    static Phantom phantom(double... densities) {
        List<PhantomRod> rods = new ArrayList<>();
        for (double density : densities) {
            rods.add(new PhantomRod("r" + rods.size(), density));
        }
        return new Phantom("test", "Test", DensityKind.HA, rods, Optional.empty(), "test", Optional.empty());
    }

    static List<RodReading> readings(Phantom phantom, double... hu) {
        List<RodReading> readings = new ArrayList<>();
        for (int i = 0; i < hu.length; i++) {
            readings.add(new RodReading(phantom.rods().get(i).name(), hu[i], 8, 500));
        }
        return readings;
    }

    private static List<RodReading> onLine(Phantom phantom, double slope, double intercept) {
        return readings(
                phantom,
                phantom.rods().stream()
                        .mapToDouble(rod -> (rod.density() - intercept) / slope)
                        .toArray());
    }
}
