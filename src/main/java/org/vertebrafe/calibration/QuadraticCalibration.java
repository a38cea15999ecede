package org.vertebrafe.calibration;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Volume;

/**
 * A parabola from Hounsfield units to density: {@code density = intercept + slope * HU + curvature * HU^2}. Beyond its
 * vertex (about -600 HU for phantomless calibrations: lung and air, never bone) it falls with HU and means nothing; it is
 * evaluated there all the same, so that no value is silently another.
 *
 * @param id name in configurations
 * @param curvature g/cm3 per HU squared, may be negative
 * @param slope at 0 HU, g/cm3 per HU, positive
 * @param intercept g/cm3 at 0 HU
 * @param kind what kind of density it gives
 * @param source where it comes from
 * @param method how it was come by
 * @param uncertainty of intercept, slope and curvature, if known
 * @param remarks what must be said wherever its densities are shown
 */
public record QuadraticCalibration(
        String id,
        double curvature,
        double slope,
        double intercept,
        DensityKind kind,
        String source,
        CalibrationMethod method,
        Optional<CalibrationUncertainty> uncertainty,
        List<String> remarks)
        implements DensityCalibration {

    /** @throws InputException if the coefficients cannot be those of a calibration */
    public QuadraticCalibration {
        LinearCalibration.requireSlope(slope, intercept);
        if (!Double.isFinite(curvature)) {
            throw InputException.of("Density calibration: curvature %g g/cm3 per HU^2 is not a number.", curvature);
        }
        if (uncertainty.isPresent() && uncertainty.get().size() != 3) {
            throw new InputException(
                    "Density calibration: the covariance of a parabola is that of three coefficients.");
        }
        remarks = List.copyOf(remarks);
    }

    @Override
    public QuadraticCalibration withRemarks(List<String> other) {
        return new QuadraticCalibration(id, curvature, slope, intercept, kind, source, method, uncertainty, other);
    }

    @Override
    public List<Double> coefficients() {
        return List.of(intercept, slope, curvature);
    }

    @Override
    public double apply(double hu) {
        return intercept + hu * (slope + hu * curvature);
    }

    @Override
    public double invert(double density) {
        double discriminant = slope * slope + 4 * curvature * (density - intercept);
        // The density of the vertex itself may come out below 0 by rounding.
        if (!(discriminant >= -1e-12 * slope * slope)) {
            throw InputException.of(
                    "No CT number has the density %.4g mg/cm3 in this phantomless calibration: it gives %s %.4g mg/cm3.",
                    1000 * density, curvature > 0 ? "at least" : "at most", 1000 * apply(-slope / (2 * curvature)));
        }
        // This form of the root loses no digits however small the curvature is.
        return 2 * (density - intercept) / (slope + Math.sqrt(Math.max(0, discriminant)));
    }

    @Override
    public double risesFrom() {
        return curvature > 0 ? -slope / (2 * curvature) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double risesTo() {
        return curvature < 0 ? -slope / (2 * curvature) : Double.POSITIVE_INFINITY;
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
