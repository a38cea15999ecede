package org.vertebrafe.calibration;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Volume;

/**
 * A straight line from Hounsfield units to density: {@code density = intercept + slope * HU}.
 *
 * @param id name in configurations
 * @param slope g/cm3 per HU, positive
 * @param intercept g/cm3 at 0 HU
 * @param kind what kind of density the line gives
 * @param source where the line comes from
 * @param method how it was come by
 * @param uncertainty of intercept and slope, if known
 * @param remarks what must be said wherever its densities are shown
 */
public record LinearCalibration(
        String id,
        double slope,
        double intercept,
        DensityKind kind,
        String source,
        CalibrationMethod method,
        Optional<CalibrationUncertainty> uncertainty,
        List<String> remarks)
        implements DensityCalibration {

    /** @throws InputException if the slope cannot be that of a calibration */
    public LinearCalibration {
        requireSlope(slope, intercept);
        if (uncertainty.isPresent() && uncertainty.get().size() != 2) {
            throw new InputException("Density calibration: the covariance of a line is that of two coefficients.");
        }
        remarks = List.copyOf(remarks);
    }

    /** A line given by a person, of unknown uncertainty. */
    public LinearCalibration(String id, double slope, double intercept, DensityKind kind, String source) {
        this(id, slope, intercept, kind, source, CalibrationMethod.GIVEN, Optional.empty(), List.of());
    }

    @Override
    public LinearCalibration withRemarks(List<String> other) {
        return new LinearCalibration(id, slope, intercept, kind, source, method, uncertainty, other);
    }

    static void requireSlope(double slope, double intercept) {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw InputException.of(
                    "Density calibration %g g/cm3 + %g g/cm3 per HU: the slope must be positive, both must be numbers.",
                    intercept, slope);
        }
        if (slope < 1e-4 || slope > 1e-2) {
            throw InputException.of(
                    "Density calibration slope %g g/cm3 per HU: about 0.0007 expected, limits 0.0001..0.01. Is it in mg/cm3"
                            + " (then divide by 1000)?",
                    slope);
        }
    }

    @Override
    public List<Double> coefficients() {
        return List.of(intercept, slope);
    }

    @Override
    public double apply(double hu) {
        return intercept + slope * hu;
    }

    @Override
    public double invert(double density) {
        return (density - intercept) / slope;
    }

    @Override
    public double risesFrom() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double risesTo() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double standardError(double hu) {
        return uncertainty.map(u -> u.standardError(hu)).orElse(Double.NaN);
    }

    @Override
    public Volume apply(Volume hu) {
        return DensityImage.of(hu, this);
    }
}
