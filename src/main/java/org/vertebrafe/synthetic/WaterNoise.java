package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Fft;
import org.vertebrafe.image.PlaneTransform;
import org.vertebrafe.image.Volume;

/**
 * Noise measured as on a real scanner, in a water phantom: the noise power spectrum of an ensemble of half overlapping
 * square regions, each with its fitted plane taken off and under a Hann window (without which power leaks from the peak), averaged over rings of the frequency plane; and the standard
 * deviation against tube current, size of the body and slice thickness.
 */
public final class WaterNoise {

    private static final int PIXELS = 128;
    private static final int SLICES = 16;
    private static final double PIXEL = 0.39;

    /** Side of a region, pixels: 25 mm. */
    private static final int REGION = 64;

    /** Mean square of the Hann window over both axes. */
    private static final double WINDOW_POWER = 0.375 * 0.375;

    private static final double WATER_RADIUS = 150;

    /**
     * The standard deviation in one protocol.
     *
     * @param kernel reconstruction kernel
     * @param mAs tube current-time product, mAs
     * @param diameter water-equivalent diameter of the body, mm
     * @param thickness of the slices, mm
     * @param measured HU
     * @param model what the model says, HU
     */
    public record Deviation(
            ReconstructionKernel kernel,
            double mAs,
            double diameter,
            double thickness,
            double measured,
            double model) {}

    private WaterNoise() {}

    private static VirtualScan water(ScannerModel scanner, int slices, TaskExecutor threads, Progress progress) {
        Primitive water =
                new Primitive(Primitive.Form.CYLINDER, Pose.UPRIGHT, new Vec3(WATER_RADIUS, WATER_RADIUS, 500), 0);
        return VirtualScanner.scan(
                SyntheticScene.of(water),
                VirtualScanner.centredGrid(PIXELS, PIXELS, slices, PIXEL, scanner.sliceThickness()),
                scanner,
                threads,
                progress);
    }

    /**
     * Noise power spectra, HU^2 mm^2, of a scanner with stored (rounded) images.
     *
     * @param scanner with noise
     * @return a curve for each of its kernels, up to the Nyquist frequency of the pixels
     */
    public static List<MeasuredCurve> power(ScannerModel scanner, TaskExecutor threads, Progress progress) {
        NoiseModel model = scanner.noise().orElseThrow();
        VirtualScan scan = water(scanner, SLICES, threads, progress);
        List<MeasuredCurve> curves = new ArrayList<>();
        for (ReconstructionKernel kernel : scanner.kernels()) {
            double[] rings = rings(scan.image(kernel));
            List<MeasuredCurve.Point> points = new ArrayList<>();
            for (int ring = 1; ring < rings.length; ring++) {
                double f = ring / (REGION * PIXEL);
                points.add(new MeasuredCurve.Point(f, rings[ring], model.power(kernel, scanner.sliceThickness(), f)));
            }
            curves.add(new MeasuredCurve(kernel, points));
        }
        return curves;
    }

    /** Standard deviations over tube current, diameter and slice thickness, each changed alone from the clinical one. */
    public static List<Deviation> deviations(ScannerModel scanner, TaskExecutor threads, Progress progress) {
        double[][] protocols = {
            {250, 300, 1}, {62.5, 300, 1}, {125, 300, 1}, {500, 300, 1}, {250, 240, 1}, {250, 360, 1}, {250, 300, 3}
        };
        List<Deviation> deviations = new ArrayList<>();
        for (double[] protocol : protocols) {
            NoiseModel model = new NoiseModel(protocol[0], protocol[1]);
            ScannerModel own = scanner.withNoise(model).withSliceThickness(protocol[2]);
            VirtualScan scan = water(own, 4, threads, progress);
            for (ReconstructionKernel kernel : own.kernels()) {
                deviations.add(new Deviation(
                        kernel,
                        protocol[0],
                        protocol[1],
                        protocol[2],
                        deviation(scan.image(kernel)),
                        model.sd(kernel, protocol[2])));
            }
        }
        return deviations;
    }

    private static double deviation(Volume image) {
        double sum = 0;
        double squares = 0;
        for (float value : image.values()) {
            sum += value;
            squares += (double) value * value;
        }
        int n = image.values().length;
        return Math.sqrt((squares - sum * sum / n) / (n - 1));
    }

    private static double[] rings(Volume image) {
        double[] power = new double[REGION / 2];
        int[] count = new int[REGION / 2];
        for (int k = 0; k < image.grid().nz(); k++) {
            for (int y = 0; y + REGION <= PIXELS; y += REGION / 2) {
                for (int x = 0; x + REGION <= PIXELS; x += REGION / 2) {
                    add(region(image, x, y, k), power, count);
                }
            }
        }
        for (int ring = 1; ring < power.length; ring++) {
            power[ring] *= PIXEL * PIXEL / (REGION * REGION) / WINDOW_POWER / count[ring];
        }
        return power;
    }

    /** The pixels of a region less their fitted plane, under the window. */
    private static double[] region(Volume image, int x, int y, int k) {
        double[] values = new double[REGION * REGION];
        double mean = 0;
        double slopeX = 0;
        double slopeY = 0;
        double squares = 0;
        double middle = (REGION - 1) / 2.0;
        for (int at = 0; at < values.length; at++) {
            double u = at % REGION - middle;
            double v = at / REGION - middle;
            values[at] = image.get(x + at % REGION, y + at / REGION, k);
            mean += values[at];
            slopeX += u * values[at];
            slopeY += v * values[at];
            squares += u * u;
        }
        for (int at = 0; at < values.length; at++) {
            double plane = mean / values.length
                    + slopeX / squares * (at % REGION - middle)
                    + slopeY / squares * (at / REGION - middle);
            values[at] = (values[at] - plane) * hann(at % REGION) * hann(at / REGION);
        }
        return values;
    }

    private static double hann(int pixel) {
        double sine = StrictMath.sin(Math.PI * pixel / REGION);
        return sine * sine;
    }

    private static void add(double[] region, double[] power, int[] count) {
        PlaneTransform transform = new PlaneTransform(REGION, REGION);
        Fft.Batch plane = transform.plane();
        System.arraycopy(region, 0, plane.re, 0, region.length);
        Fft.Batch rows = transform.forward(plane);
        for (int at = 0; at < region.length; at++) {
            int u = at % REGION < REGION / 2 ? at % REGION : at % REGION - REGION;
            int v = at / REGION < REGION / 2 ? at / REGION : at / REGION - REGION;
            int ring = (int) Math.round(Math.sqrt((double) u * u + v * v));
            if (ring > 0 && ring < power.length) {
                power[ring] += rows.re[at] * rows.re[at] + rows.im[at] * rows.im[at];
                count[ring]++;
            }
        }
    }
}
