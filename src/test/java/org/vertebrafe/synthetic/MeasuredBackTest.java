package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;

/** What the program's own measurement of the scanner finds is what the model was told. */
class MeasuredBackTest {

    private static final List<ReconstructionKernel> KERNELS =
            List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F);

    @Test
    void transferOfAWireIsTheKernels() {
        List<MeasuredCurve> curves = WireTransfer.measure(KERNELS, 0.05, TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(curves).hasSize(2).allSatisfy(curve -> {
            assertThat(curve.points()).hasSizeGreaterThan(17);
            assertThat(curve.largestDifference()).as(curve.kernel().id()).isLessThan(0.01);
        });
        // The half-value frequencies, from the measured points alone.
        assertThat(frequencyAt(curves.get(0), 0.5)).isCloseTo(0.37, within(0.01));
        assertThat(frequencyAt(curves.get(1), 0.5)).isCloseTo(0.95, within(0.01));
    }

    private static double frequencyAt(MeasuredCurve curve, double level) {
        for (int n = curve.points().size() - 1; n > 0; n--) {
            MeasuredCurve.Point above = curve.points().get(n - 1);
            MeasuredCurve.Point below = curve.points().get(n);
            if (above.measured() >= level && below.measured() < level) {
                double part = (above.measured() - level) / (above.measured() - below.measured());
                return above.frequency() + part * (below.frequency() - above.frequency());
            }
        }
        throw new AssertionError("The curve never falls to " + level);
    }

    @Test
    void noisePowerOfDetrendedRegionsIsTheModels() {
        List<MeasuredCurve> curves =
                WaterNoise.power(ScannerModel.clinical(5), TaskExecutors.singleThreaded(), Progress.NONE);
        for (MeasuredCurve curve : curves) {
            // The two lowest rings lose power to the plane taken off and gain what the window leaks.
            for (MeasuredCurve.Point point :
                    curve.points().subList(2, curve.points().size())) {
                assertThat(point.measured())
                        .as("%s at %.2f lp/mm", curve.kernel().id(), point.frequency())
                        .isCloseTo(point.model(), within(0.1 * curve.peak()));
            }
            double area = 0;
            double model = 0;
            for (MeasuredCurve.Point point : curve.points()) {
                area += point.frequency() * point.measured();
                model += point.frequency() * point.model();
            }
            assertThat(area / model).as(curve.kernel().id()).isCloseTo(1, within(0.04));
        }
    }

    @Test
    void deviationFollowsDoseSizeAndThicknessInTheImages() {
        List<WaterNoise.Deviation> deviations =
                WaterNoise.deviations(ScannerModel.clinical(6), TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(deviations).hasSize(14).allSatisfy(one -> assertThat(one.measured())
                .isCloseTo(one.model(), within(0.03 * one.model())));
        assertThat(deviations.get(0).model()).isCloseTo(18, within(1e-9));
    }
}
