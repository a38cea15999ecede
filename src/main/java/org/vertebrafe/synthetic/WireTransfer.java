package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;

/**
 * Modulation transfer measured as on a real scanner: the image of a thin wire along the scanner's axis in a small field of
 * view is the point spread function, the modulus of whose Fourier transform, averaged over directions and divided by its
 * value at 0 and by the transform of the wire's own section, is the MTF.
 */
public final class WireTransfer {

    private static final double WIRE_RADIUS = 0.1;
    private static final double WIRE_HU = 20000;
    private static final int PIXELS = 200;
    private static final double PIXEL = 0.2;
    private static final int DIRECTIONS = 12;

    /** The wire's image is taken to end here, mm. */
    private static final double REACH = 15;

    private WireTransfer() {}

    /** Where the wire stands: not in the middle of a pixel, as no wire does. */
    private static final Vec3 PLACE = new Vec3(0.07, -0.03, 0);

    /**
     * Scans a wire without noise and measures.
     *
     * @param kernels what to measure
     * @param step between frequencies, lp/mm
     * @return a curve for each kernel, from {@code step} to its cut-off
     */
    public static List<MeasuredCurve> measure(
            List<ReconstructionKernel> kernels, double step, TaskExecutor threads, Progress progress) {
        VirtualScan scan = scan(kernels, threads, progress);
        List<MeasuredCurve> curves = new ArrayList<>();
        for (ReconstructionKernel kernel : kernels) {
            List<MeasuredCurve.Point> points = new ArrayList<>();
            for (double f = step; f < kernel.cutoff(); f += step) {
                points.add(new MeasuredCurve.Point(f, mtf(scan.image(kernel), f), kernel.mtf(f)));
            }
            curves.add(new MeasuredCurve(kernel, points));
        }
        return curves;
    }

    /** Scans the wire without noise, in air, one slice. */
    public static VirtualScan scan(List<ReconstructionKernel> kernels, TaskExecutor threads, Progress progress) {
        Primitive wire = new Primitive(
                Primitive.Form.CYLINDER, Pose.tilted(PLACE, 0, 0, 0), new Vec3(WIRE_RADIUS, WIRE_RADIUS, 50), WIRE_HU);
        ScannerModel scanner = ScannerModel.clinical(1)
                .withKernels(kernels.toArray(ReconstructionKernel[]::new))
                .ideal();
        return VirtualScanner.scan(
                SyntheticScene.of(wire),
                VirtualScanner.centredGrid(PIXELS, PIXELS, 1, PIXEL, 1),
                scanner,
                threads,
                progress);
    }

    /** The MTF in an image of {@link #scan}, also after something was done to it, at a frequency in lp/mm. */
    public static double mtf(Volume image, double frequency) {
        double sum = 0;
        for (int n = 0; n < DIRECTIONS; n++) {
            sum += transform(image, frequency, n * Math.PI / DIRECTIONS);
        }
        return sum / DIRECTIONS / transform(image, 0, 0) / disc(frequency);
    }

    /** Modulus of the Fourier transform of the image, air taken as 0, at a frequency in a direction. */
    private static double transform(Volume image, double frequency, double direction) {
        double fx = frequency * StrictMath.cos(direction);
        double fy = frequency * StrictMath.sin(direction);
        double re = 0;
        double im = 0;
        for (int j = 0; j < image.grid().ny(); j++) {
            for (int i = 0; i < image.grid().nx(); i++) {
                Vec3 d = image.grid().toPatient(i, j, 0).minus(PLACE);
                if (d.x() * d.x() + d.y() * d.y() < REACH * REACH) {
                    double value = image.get(i, j, 0) - SyntheticScene.AIR;
                    double phase = 2 * Math.PI * (fx * d.x() + fy * d.y());
                    re += value * StrictMath.cos(phase);
                    im += value * StrictMath.sin(phase);
                }
            }
        }
        return Math.sqrt(re * re + im * im);
    }

    /** Transform of the wire's section, 2 J1(x) / x by its series; x stays below 1. */
    private static double disc(double frequency) {
        double q = StrictMath.pow(Math.PI * frequency * WIRE_RADIUS, 2);
        return 1 - q / 2 + q * q / 12 - q * q * q / 144;
    }
}
