package org.vertebrafe.calibration;

import java.util.List;
import java.util.Map;

/**
 * A calibration from the patient's own tissues, with what tells how far to trust it.
 *
 * @param samples of the tissues
 * @param effectiveEnergy of the scan, keV
 * @param r2 of mass attenuation on HU at that energy
 * @param calibration the parabola from HU to K2HPO4-equivalent density in g/cm3, with the covariance of its coefficients
 * @param without for each tissue that can be left out, the coefficients (of HU^0, HU^1, HU^2; g/cm3) found without it
 * @param warnings what the user should know
 */
public record PhantomlessFit(
        List<TissueSample> samples,
        double effectiveEnergy,
        double r2,
        QuadraticCalibration calibration,
        Map<ReferenceTissue, List<Double>> without,
        List<String> warnings) {

    public PhantomlessFit {
        samples = List.copyOf(samples);
        without = Map.copyOf(without);
        warnings = List.copyOf(warnings);
    }

    /**
     * Largest change in g/cm3 of the density of a CT number when one tissue is left out; NaN when none can be.
     *
     * @param hu CT number in HU
     */
    public double leaveOneOutSpread(double hu) {
        return without.values().stream()
                .mapToDouble(c -> Math.abs(c.get(0) + hu * (c.get(1) + hu * c.get(2)) - calibration.apply(hu)))
                .max()
                .orElse(Double.NaN);
    }
}
