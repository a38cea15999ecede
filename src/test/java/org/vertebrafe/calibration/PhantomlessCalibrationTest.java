package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;

class PhantomlessCalibrationTest {

    private static final List<TissueSample> SCAN = List.of(
            sample(ReferenceTissue.ADIPOSE, -82.579),
            sample(ReferenceTissue.AIR, -956.834),
            sample(ReferenceTissue.BLOOD, 39.249),
            sample(ReferenceTissue.CORTICAL_BONE, 1226.214),
            sample(ReferenceTissue.MUSCLE, 24.561));

    @Test
    void theReferenceScanGivesItsPublishedParabola() {
        PhantomlessFit fit = PhantomlessCalibration.fit(SCAN, EnergySearch.OGO);
        assertThat(fit.effectiveEnergy()).isEqualTo(97.0);
        assertThat(fit.r2()).isCloseTo(0.99896, within(5e-6));
        assertThat(fit.calibration().curvature()).isCloseTo(4.0662e-7, within(5e-12));
        assertThat(fit.calibration().slope()).isCloseTo(0.47538e-3, within(5e-9));
        assertThat(fit.calibration().intercept()).isCloseTo(36.991e-3, within(1e-6));
        assertThat(fit.calibration().kind()).isEqualTo(DensityKind.K2HPO4);
        assertThat(fit.warnings()).isEmpty();
    }

    @Test
    void interpolationOfLogarithmsMovesItByLessThanOneAndAHalfMilligrams() {
        QuadraticCalibration linear =
                PhantomlessCalibration.fit(SCAN, EnergySearch.OGO).calibration();
        PhantomlessFit fit = PhantomlessCalibration.fit(SCAN);
        assertThat(fit.effectiveEnergy()).isCloseTo(96.58, within(0.02));
        for (double hu = 0; hu <= 300; hu += 50) {
            assertThat(fit.calibration().apply(hu)).isCloseTo(linear.apply(hu), within(0.0015));
        }
    }

    @Test
    void theOrderOfTheTissuesDoesNotMatter() {
        List<TissueSample> reversed = new ArrayList<>(SCAN);
        Collections.reverse(reversed);
        assertThat(PhantomlessCalibration.fit(reversed).calibration().apply(150))
                .isCloseTo(PhantomlessCalibration.fit(SCAN).calibration().apply(150), within(1e-8));
    }

    /** A scanner whose HU are an exact straight line of mass attenuation at 70 keV. */
    @Test
    void theEnergyOfAScannerThatObeysTheModelIsFound() {
        MassAttenuation table = MassAttenuation.with(MassAttenuation.Interpolation.LOG_LOG);
        double air = table.of("air", 70);
        double bone = table.of("cortical-bone", 70);
        EffectiveEnergyFit fit = EffectiveEnergyFit.of(
                List.of(ReferenceTissue.values()),
                Arrays.stream(ReferenceTissue.values())
                        .mapToDouble(t -> -1000 + 2800 * (table.of(t.id(), 70) - air) / (bone - air))
                        .toArray(),
                EnergySearch.DEFAULT);
        assertThat(fit.keV()).isCloseTo(70, within(1e-3));
        assertThat(fit.r2()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReferenceTissue.class,
            names = {"AIR", "ADIPOSE"})
    void airAndAdiposeTissueAreRequired(ReferenceTissue left) {
        List<TissueSample> samples =
                SCAN.stream().filter(sample -> sample.tissue() != left).toList();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomlessCalibration.fit(samples))
                .withMessageContaining("without " + left.words());
    }

    /** Why air is required: without it the energy falls from 97 to 44 keV. */
    @Test
    void withoutAirTheEnergyCollapses() {
        EffectiveEnergyFit fit = EffectiveEnergyFit.of(
                List.of(
                        ReferenceTissue.ADIPOSE,
                        ReferenceTissue.BLOOD,
                        ReferenceTissue.CORTICAL_BONE,
                        ReferenceTissue.MUSCLE),
                new double[] {-82.579, 39.249, 1226.214, 24.561},
                EnergySearch.DEFAULT);
        assertThat(fit.keV()).isLessThan(45);
    }

    @Test
    void twoTissuesOrOneTwiceAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomlessCalibration.fit(SCAN.subList(0, 2)))
                .withMessageContaining("third tissue");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomlessCalibration.fit(List.of(SCAN.get(0), SCAN.get(1), SCAN.get(1))))
                .withMessageContaining("air was sampled twice");
    }

    @Test
    void anEnergyAtTheBoundIsRefused() {
        // Bone full of marrow and muscle with contrast agent: no energy explains them.
        List<TissueSample> wrong = List.of(
                sample(ReferenceTissue.ADIPOSE, -82),
                sample(ReferenceTissue.AIR, -956),
                sample(ReferenceTissue.BLOOD, 39),
                sample(ReferenceTissue.CORTICAL_BONE, 510),
                sample(ReferenceTissue.MUSCLE, 110));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomlessCalibration.fit(wrong))
                .withMessageContaining("the bound of 40 .. 120 keV");
    }

    @Test
    void leavingCorticalBoneOutIsWarnedOfAndItsSpreadShown() {
        PhantomlessFit all = PhantomlessCalibration.fit(SCAN);
        PhantomlessFit withoutBone = PhantomlessCalibration.fit(SCAN.stream()
                .filter(s -> s.tissue() != ReferenceTissue.CORTICAL_BONE)
                .toList());
        assertThat(withoutBone.warnings()).anySatisfy(w -> assertThat(w).contains("No cortical bone"));
        double change = all.calibration().apply(150) - withoutBone.calibration().apply(150);
        assertThat(change).isBetween(0.015, 0.030);
        assertThat(all.leaveOneOutSpread(150)).isCloseTo(change, within(1e-12));
        assertThat(all.without())
                .containsOnlyKeys(ReferenceTissue.BLOOD, ReferenceTissue.CORTICAL_BONE, ReferenceTissue.MUSCLE);
        // The jackknife over 5 tissues holds at least its largest part.
        assertThat(all.calibration().standardError(150)).isGreaterThan(Math.sqrt(0.8) * change - 1e-9);
    }

    @Test
    void threeTissuesSayThatOnlyNoiseIsInTheUncertainty() {
        PhantomlessFit fit = PhantomlessCalibration.fit(SCAN.subList(0, 3));
        assertThat(fit.warnings()).anySatisfy(w -> assertThat(w).contains("noise alone"));
        assertThat(fit.leaveOneOutSpread(100)).isNaN();
        assertThat(fit.calibration().standardError(100)).isPositive();
        PhantomlessFit silent = PhantomlessCalibration.fit(SCAN.subList(0, 3).stream()
                .map(s -> new TissueSample(s.tissue(), s.meanHu(), 0, s.voxels()))
                .toList());
        assertThat(silent.calibration().uncertainty()).isEmpty();
    }

    /** The propagated errors of the means agree with the scatter of 1000 noisy scans. */
    @Test
    void noiseOfTheSamplesIsCarriedThroughTheSearch() {
        List<TissueSample> three = List.of(
                new TissueSample(ReferenceTissue.ADIPOSE, -82.6, 20, 400),
                new TissueSample(ReferenceTissue.AIR, -956.8, 20, 400),
                new TissueSample(ReferenceTissue.CORTICAL_BONE, 1226, 60, 400));
        PhantomlessFit fit = PhantomlessCalibration.fit(three);
        Random noise = new Random(7);
        SummaryStatistics densities = new SummaryStatistics();
        for (int scan = 0; scan < 1000; scan++) {
            List<TissueSample> noisy = three.stream()
                    .map(s -> new TissueSample(
                            s.tissue(), s.meanHu() + s.standardError() * noise.nextGaussian(), s.sdHu(), s.voxels()))
                    .toList();
            densities.addValue(PhantomlessCalibration.fit(noisy).calibration().apply(150));
        }
        assertThat(fit.calibration().standardError(150) / densities.getStandardDeviation())
                .isBetween(0.9, 1.1);
    }

    @Test
    void theOffsetTravelsWithTheCalibration() {
        QuadraticCalibration calibration = PhantomlessCalibration.fit(SCAN).calibration();
        assertThat(calibration.method()).isEqualTo(CalibrationMethod.PHANTOMLESS);
        assertThat(calibration.remarks()).singleElement().asString().contains("30 mg/cm3", "80 and 120");
        assertThat(CalibrationJson.of(calibration).get("remarks").toString()).contains("30 mg/cm3");
        assertThat(CalibrationJson.read(JsonFields.of(CalibrationJson.of(calibration), "json")))
                .isEqualTo(calibration);
    }

    @Test
    void samplesOutOfTheirTissueAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> sample(ReferenceTissue.BLOOD, 180))
                .withMessageContaining("180.0 HU, limits 0 .. 100 HU. Contrast agent?");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> sample(ReferenceTissue.AIR, 0))
                .withMessageContaining("Sample of air");
    }

    @Test
    void attenuationMeetsTheTableAndLiesBetweenItsPoints() {
        for (MassAttenuation.Interpolation way : MassAttenuation.Interpolation.values()) {
            MassAttenuation table = MassAttenuation.with(way);
            assertThat(table.of("k2hpo4", 60)).isCloseTo(0.3890, within(1e-12));
            assertThat(table.of("water", 40)).isCloseTo(0.2683, within(1e-12));
            assertThat(table.of("hydroxyapatite", 150)).isCloseTo(0.1501, within(1e-12));
        }
        // Attenuation is convex: the chord is above the power law between two points.
        double chord =
                MassAttenuation.with(MassAttenuation.Interpolation.LINEAR).of("k2hpo4", 70);
        double power =
                MassAttenuation.with(MassAttenuation.Interpolation.LOG_LOG).of("k2hpo4", 70);
        assertThat(chord).isCloseTo((0.3890 + 0.2508) / 2, within(1e-12));
        assertThat(power).isLessThan(chord).isGreaterThan(0.2508);
    }

    private static TissueSample sample(ReferenceTissue tissue, double hu) {
        return new TissueSample(tissue, hu, 20, 400);
    }
}
