package org.vertebrafe.synthetic;

/**
 * Quantum noise of a scan. Its standard deviation in the reconstruction with kernel {@link ReconstructionKernel#B40F} is
 *
 * <pre>sigma = 18 HU sqrt(250 / mAs) sqrt(1 mm / thickness) exp(mu (d - 300 mm) / 2), mu = 0.0195 / mm,</pre>
 *
 * d being the water-equivalent diameter: photons that arrive go as mAs * thickness * exp(-mu d), the SD as the inverse
 * root of their number. The reference of 18 HU is a plausible value for an abdomen at 120 kVp without a source; mu is
 * water's at the effective energy of such a beam (about 66 keV). The noise power spectrum is |f| MTF(f)^2, that of
 * filtered back-projection of white projections, so other kernels follow from it without a parameter of their own. The
 * noise is stationary: one diameter stands for the whole slice.
 *
 * @param mAs tube current-time product, mAs
 * @param diameter water-equivalent diameter of the body, mm
 */
public record NoiseModel(double mAs, double diameter) {

    private static final double REFERENCE_SD = 18;
    private static final double REFERENCE_MAS = 250;
    private static final double REFERENCE_THICKNESS = 1;
    private static final double REFERENCE_DIAMETER = 300;
    private static final double ATTENUATION = 0.0195;

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public NoiseModel {
        Checks.range("tube current-time product", mAs, "mAs", 1, 10000);
        Checks.range("water-equivalent diameter", diameter, "mm", 50, 600);
    }

    /** Standard deviation in a pixel, HU. */
    public double sd(ReconstructionKernel kernel, double sliceThickness) {
        return Math.sqrt(rawPower(sliceThickness) * kernel.noiseIntegral(kernel));
    }

    /** Noise power spectrum at a spatial frequency in lp/mm, HU^2 mm^2. */
    public double power(ReconstructionKernel kernel, double sliceThickness, double frequency) {
        double mtf = kernel.mtf(frequency);
        return rawPower(sliceThickness) * frequency * mtf * mtf;
    }

    /** Correlation of the noise of two reconstructions of the same raw data, pixel by pixel. */
    public static double correlation(ReconstructionKernel one, ReconstructionKernel other) {
        return one.noiseIntegral(other) / Math.sqrt(one.noiseIntegral(one) * other.noiseIntegral(other));
    }

    /** Factor before |f| MTF^2, HU^2 mm^3. */
    double rawPower(double sliceThickness) {
        ReconstructionKernel reference = ReconstructionKernel.B40F;
        double variance = REFERENCE_SD
                * REFERENCE_SD
                * (REFERENCE_MAS / mAs)
                * (REFERENCE_THICKNESS / sliceThickness)
                * StrictMath.exp(ATTENUATION * (diameter - REFERENCE_DIAMETER));
        return variance / reference.noiseIntegral(reference);
    }
}
