package org.vertebrafe.calibration;

import java.util.List;

/**
 * A calibration line found from the rods of a phantom, with what tells whether to trust it.
 *
 * @param phantom the phantom
 * @param readings what was measured in its rods
 * @param calibration the line from HU to density in g/cm3, with the covariance of its coefficients
 * @param r2 coefficient of determination of the regression; for phantoms with a water term that of the reading less water
 *     on mineral density
 * @param residuals by rod
 * @param warnings what the user should know
 */
public record PhantomFit(
        Phantom phantom,
        List<RodReading> readings,
        LinearCalibration calibration,
        double r2,
        List<RodResidual> residuals,
        List<String> warnings) {

    public PhantomFit {
        readings = List.copyOf(readings);
        residuals = List.copyOf(residuals);
        warnings = List.copyOf(warnings);
    }

    /**
     * Fits the line of a phantom by least squares; see {@link PhantomRegression} for the formulas.
     *
     * @param phantom the phantom
     * @param readings of its rods, in any order; rods out of view may be left out
     * @throws org.vertebrafe.base.InputException if rods are unknown, repeated, too few or out of order, or if they do not
     *     lie on a line (R2 below 0.90)
     */
    public static PhantomFit of(Phantom phantom, List<RodReading> readings) {
        return new PhantomRegression(phantom, readings).fit();
    }

    /** Standard error of the slope, g/cm3 per HU; NaN when not known. */
    public double standardErrorOfSlope() {
        return calibration
                .uncertainty()
                .map(u -> u.standardErrorOfCoefficient(1))
                .orElse(Double.NaN);
    }

    /** Standard error of the intercept, g/cm3; NaN when not known. */
    public double standardErrorOfIntercept() {
        return calibration
                .uncertainty()
                .map(u -> u.standardErrorOfCoefficient(0))
                .orElse(Double.NaN);
    }
}
