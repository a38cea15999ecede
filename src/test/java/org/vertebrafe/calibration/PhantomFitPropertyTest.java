package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhantomFitPropertyTest {

    @Property(tries = 200)
    void anyLineIsRecoveredFromEveryPhantomOfTheCatalogue(
            @ForAll @DoubleRange(min = 0.4, max = 1.5) double slopeMg,
            @ForAll @DoubleRange(min = -30, max = 30) double interceptMg) {
        double slope = slopeMg / 1000;
        double intercept = interceptMg / 1000;
        for (Phantom phantom : PhantomCatalogue.shipped().phantoms()) {
            PhantomFit fit = PhantomFit.of(phantom, readings(phantom, slope, intercept, 0, new Random(1)));
            assertThat(fit.calibration().slope()).isCloseTo(slope, within(1e-12));
            assertThat(fit.calibration().intercept()).isCloseTo(intercept, within(1e-9));
        }
    }

    /** 4000 noisy scans: the truth lies in the 95 % interval in 95 % of them, to 3.5 standard deviations of the count. */
    @ParameterizedTest
    @CsvSource({
        "mindways-model3, 0", "mindways-model3, 170", "mindways-model3, 900",
        "qrm-bdc-6, 0", "qrm-bdc-6, 170", "qrm-bdc-6, 900",
        "b-mas-200, 170", "image-analysis-qct3d-plus, 100"
    })
    void theTrueDensityLiesInTheConfidenceIntervalAtItsRate(String id, double hu) {
        Phantom phantom = PhantomCatalogue.shipped().ofId(id);
        Random noise = new Random(20260331);
        int scans = 4000;
        int inside = 0;
        for (int scan = 0; scan < scans; scan++) {
            LinearCalibration found = PhantomFit.of(phantom, readings(phantom, 0.0007, -0.0042, 1.5, noise))
                    .calibration();
            double halfWidth = found.uncertainty().orElseThrow().halfWidth(hu, 0.95);
            if (Math.abs(found.apply(hu) - (0.0007 * hu - 0.0042)) <= halfWidth) {
                inside++;
            }
        }
        assertThat(inside / (double) scans).isCloseTo(0.95, within(0.012));
    }

    /** What the rods read on a scanner of this true line; the error of each mean is normal. */
    private static List<RodReading> readings(
            Phantom phantom, double slope, double intercept, double error, Random noise) {
        List<RodReading> readings = new ArrayList<>();
        for (PhantomRod rod : phantom.rods()) {
            double hu = phantom.waterTerm()
                    .map(water -> {
                        double sigma = 1 / (1000 * slope) - water.slopeCorrection();
                        double beta = -intercept / slope - water.interceptCorrection();
                        return 1000 * rod.waterEquivalent().orElseThrow() + beta + sigma * 1000 * rod.density();
                    })
                    .orElse((rod.density() - intercept) / slope);
            readings.add(new RodReading(rod.name(), hu + error * noise.nextGaussian(), 20, 400));
        }
        return readings;
    }
}
