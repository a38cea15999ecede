package org.vertebrafe.synthetic;

import java.util.Locale;
import org.vertebrafe.base.InputException;

/**
 * What a reconstruction kernel does to an image: its in-plane modulation transfer function (MTF) over the spatial
 * frequency f in line pairs per mm,
 *
 * <pre>MTF(f) = (1 + boost (f/scale)^2) exp(-(f/scale)^exponent),</pre>
 *
 * brought to zero between {@code taper} and {@code cutoff} by a squared cosine. Without boost and with exponent 2 it is the
 * Gaussian that describes most scanners (Nickoloff and Riley 1985, doi:10.1118/1.595706). The parameters of the two kernels here are
 * plausible values chosen for the MTF that such kernels are known for; they are not a manufacturer's, and not measured on
 * a scanner.
 *
 * @param id name in configurations, as the DICOM attribute ConvolutionKernel has it, lower case
 * @param boost edge enhancement; 0 for a kernel whose MTF falls from the start
 * @param scale frequency that scales the model, lp/mm
 * @param exponent steepness of the fall
 * @param taper frequency from which the MTF is brought to zero, lp/mm
 * @param cutoff frequency above which it is zero, lp/mm
 */
public record ReconstructionKernel(
        String id, double boost, double scale, double exponent, double taper, double cutoff) {

    /** Smooth body kernel, B40f-like: Gaussian, MTF 50 % at 0.37 and 10 % at 0.67 lp/mm. */
    public static final ReconstructionKernel B40F = new ReconstructionKernel("b40f", 0, 0.4444, 2, 0.8, 0.95);

    /** Edge-enhancing bone kernel, B70f-like: MTF 1.19 at 0.6, 50 % at 0.95 and 10 % at 1.16 lp/mm. */
    public static final ReconstructionKernel B70F = new ReconstructionKernel("b70f", 1, 0.86, 4, 1.15, 1.28);

    /** @throws InputException if a value is out of its range */
    public ReconstructionKernel {
        Checks.range("edge enhancement of the kernel", boost, "", 0, 5);
        Checks.range("scale of the kernel", scale, "lp/mm", 0.05, 5);
        Checks.range("exponent of the kernel", exponent, "", 1, 12);
        Checks.range("cut-off of the kernel", cutoff, "lp/mm", 0.1, 2.5);
        Checks.range("start of the taper of the kernel", taper, "lp/mm", 0, cutoff);
    }

    /** The name as ConvolutionKernel has it: B40f. */
    public String dicomName() {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    /** Modulation transfer at a spatial frequency, 1 at 0. */
    public double mtf(double frequency) {
        if (frequency >= cutoff) {
            return 0;
        }
        double x = frequency / scale;
        double mtf = (1 + boost * x * x) * StrictMath.exp(-StrictMath.pow(x, exponent));
        if (frequency > taper) {
            double cosine = StrictMath.cos(Math.PI / 2 * (frequency - taper) / (cutoff - taper));
            mtf *= cosine * cosine;
        }
        return mtf;
    }

    /** The highest frequency at which the MTF reaches a level between 0 and 1, lp/mm. */
    public double frequencyAt(double level) {
        Checks.range("level of the MTF", level, "", 1e-6, 1);
        double step = cutoff / 4096;
        double high = cutoff;
        while (high > step && mtf(high - step) < level) {
            high -= step;
        }
        double low = high - step;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (mtf(middle) < level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * Integral over the frequency plane of |f| MTF1 MTF2, (lp/mm)^3: the covariance of the noise of two reconstructions
     * of the same raw data in units of the raw noise.
     */
    double noiseIntegral(ReconstructionKernel other) {
        double end = Math.min(cutoff, other.cutoff);
        int steps = 4000;
        double h = end / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double f = (i + 0.5) * h;
            sum += 2 * Math.PI * f * f * mtf(f) * other.mtf(f);
        }
        return sum * h;
    }
}
