package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Fft;
import org.vertebrafe.image.Volume;

/** Noise measured in water as medical physicists do. */
class ScannerNoiseTest {

    private static final int SIZE = 128;
    private static final int SLICES = 24;
    private static final double PIXEL = 0.39;
    private static final NoiseModel NOISE = new NoiseModel(200, 280);

    private static VirtualScan water;

    @BeforeAll
    static void scanWater() {
        Primitive cylinder = new Primitive(Primitive.Form.CYLINDER, Pose.UPRIGHT, new Vec3(150, 150, 300), 0);
        ScannerModel scanner = ScannerModel.clinical(11).withNoise(NOISE);
        ScannerModel unrounded = new ScannerModel(
                scanner.kernels(), scanner.sliceThickness(), scanner.noise(), 0, false, scanner.seed());
        water = VirtualScannerTest.scan(
                SyntheticScene.of(cylinder), VirtualScannerTest.centred(SIZE, SIZE, SLICES, PIXEL, 1), unrounded);
    }

    @Test
    void standardDeviationAndMeanAreTheModels() {
        for (ReconstructionKernel kernel : List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F)) {
            double[] values = values(water.image(kernel));
            double sd = NOISE.sd(kernel, 1);
            assertThat(Math.sqrt(covariance(values, values))).isCloseTo(sd, within(0.02 * sd));
            assertThat(mean(values)).isCloseTo(0, within(0.01 * sd));
        }
    }

    @Test
    void deviationFollowsDoseThicknessAndDiameter() {
        ReconstructionKernel kernel = ReconstructionKernel.B40F;
        assertThat(new NoiseModel(250, 300).sd(kernel, 1)).isCloseTo(18, within(1e-9));
        assertThat(new NoiseModel(125, 300).sd(kernel, 1)).isCloseTo(18 * Math.sqrt(2), within(1e-9));
        assertThat(new NoiseModel(250, 300).sd(kernel, 4)).isCloseTo(9, within(1e-9));
        assertThat(new NoiseModel(250, 400).sd(kernel, 1)).isCloseTo(18 * Math.exp(0.975), within(1e-9));
    }

    @Test
    void powerSpectrumIsTheModels() {
        for (ReconstructionKernel kernel : List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F)) {
            double[] measured = ringPower(water.image(kernel));
            double peak = 0;
            for (double f = 0; f < kernel.cutoff(); f += 0.01) {
                peak = Math.max(peak, NOISE.power(kernel, 1, f));
            }
            // Below, the finite image leaks power into the dip at 0.
            for (int ring = 4; ring < measured.length; ring++) {
                double f = ring / (SIZE * PIXEL);
                assertThat(measured[ring])
                        .as("%s at %.2f lp/mm", kernel.id(), f)
                        .isCloseTo(NOISE.power(kernel, 1, f), within(0.09 * peak));
            }
        }
    }

    @Test
    void noiseOfTheTwoKernelsIsOneNoise() {
        double[] smooth = values(water.image(ReconstructionKernel.B40F));
        double[] sharp = values(water.image(ReconstructionKernel.B70F));
        double measured = covariance(smooth, sharp) / Math.sqrt(covariance(smooth, smooth) * covariance(sharp, sharp));
        double theory = NoiseModel.correlation(ReconstructionKernel.B40F, ReconstructionKernel.B70F);
        assertThat(theory).isBetween(0.4, 0.8);
        assertThat(measured).isCloseTo(theory, within(0.01));
    }

    @Test
    void neighbouringSlicesAreCorrelatedAsTheirProfilesOverlap() {
        double[] values = values(water.image(ReconstructionKernel.B40F));
        int plane = SIZE * SIZE;
        for (int lag = 1; lag <= 2; lag++) {
            double sum = 0;
            for (int at = 0; at + lag * plane < values.length; at++) {
                sum += values[at] * values[at + lag * plane];
            }
            double measured = sum / (values.length - lag * plane) / covariance(values, values);
            assertThat(measured).isCloseTo(Math.pow(4, -lag * lag), within(0.02));
        }
    }

    private static double[] values(Volume image) {
        double[] values = new double[image.values().length];
        for (int n = 0; n < values.length; n++) {
            values[n] = image.values()[n];
        }
        return values;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double covariance(double[] a, double[] b) {
        double ma = mean(a);
        double mb = mean(b);
        double sum = 0;
        for (int n = 0; n < a.length; n++) {
            sum += (a[n] - ma) * (b[n] - mb);
        }
        return sum / a.length;
    }

    /** Noise power averaged over rings of the frequency plane and over the slices, HU^2 mm^2. */
    private static double[] ringPower(Volume image) {
        double[] power = new double[SIZE / 2];
        int[] count = new int[SIZE / 2];
        Fft fft = new Fft(SIZE);
        for (int k = 0; k < SLICES; k++) {
            Fft.Batch columns = new Fft.Batch(SIZE, SIZE);
            for (int at = 0; at < SIZE * SIZE; at++) {
                columns.re[at] = image.get(at % SIZE, at / SIZE, k);
            }
            fft.forward(columns);
            Fft.Batch rows = new Fft.Batch(SIZE, SIZE);
            for (int at = 0; at < SIZE * SIZE; at++) {
                rows.re[at] = columns.re[at % SIZE * SIZE + at / SIZE];
                rows.im[at] = columns.im[at % SIZE * SIZE + at / SIZE];
            }
            fft.forward(rows);
            for (int at = 0; at < SIZE * SIZE; at++) {
                int u = at % SIZE < SIZE / 2 ? at % SIZE : at % SIZE - SIZE;
                int v = at / SIZE < SIZE / 2 ? at / SIZE : at / SIZE - SIZE;
                int ring = (int) Math.round(Math.hypot(u, v));
                if (ring > 0 && ring < power.length) {
                    power[ring] += rows.re[at] * rows.re[at] + rows.im[at] * rows.im[at];
                    count[ring]++;
                }
            }
        }
        for (int ring = 1; ring < power.length; ring++) {
            power[ring] *= PIXEL * PIXEL / (SIZE * SIZE) / count[ring];
        }
        return power;
    }
}
