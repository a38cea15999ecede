package org.vertebrafe.calibration;

import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.vertebrafe.base.InputException;

/**
 * How certain the coefficients of a calibration are: their covariance, from which the standard error of any density
 * follows as {@code sqrt(g' C g)} with {@code g = (1, HU, HU^2)}.
 *
 * @param covariance of (density at 0 HU, factor of HU[, factor of HU squared]), row by row, g/cm3 based units
 * @param degreesOfFreedom of Student's t for intervals; infinite for the normal distribution
 * @param basis what it was computed from and what it leaves out, for a person
 */
public record CalibrationUncertainty(List<Double> covariance, double degreesOfFreedom, String basis) {

    /** @throws InputException if it is not the covariance of two or three coefficients */
    public CalibrationUncertainty {
        covariance = List.copyOf(covariance);
        int size = (int) Math.round(Math.sqrt(covariance.size()));
        if (size * size != covariance.size() || size < 2 || size > 3) {
            throw InputException.of("Covariance of a calibration: %d numbers, 4 or 9 expected.", covariance.size());
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double value = covariance.get(row * size + column);
                double mirrored = covariance.get(column * size + row);
                double bound = Math.sqrt(covariance.get(row * size + row) * covariance.get(column * size + column));
                if (!(Math.abs(value) <= bound * (1 + 1e-6)) || Math.abs(value - mirrored) > 1e-9 * bound) {
                    throw InputException.of(
                            "Covariance of a calibration: entry (%d, %d) is %g. It must be symmetric, with variances that"
                                    + " are not negative and correlations within -1..1.",
                            row + 1, column + 1, value);
                }
            }
        }
        if (!(degreesOfFreedom > 0)) {
            throw InputException.of(
                    "Degrees of freedom of a calibration: %g, a positive number expected.", degreesOfFreedom);
        }
    }

    /** Number of coefficients, 2 or 3. */
    public int size() {
        return covariance.size() == 4 ? 2 : 3;
    }

    /** Covariance of two coefficients, counted from 0 in order of rising power of HU. */
    public double covariance(int row, int column) {
        return covariance.get(row * size() + column);
    }

    /** Standard error of a coefficient, counted from 0 in order of rising power of HU. */
    public double standardErrorOfCoefficient(int index) {
        return Math.sqrt(covariance(index, index));
    }

    /** Standard error in g/cm3 of the density of a CT number in HU that is itself exact. */
    public double standardError(double hu) {
        double variance = 0;
        double left = 1;
        for (int row = 0; row < size(); row++) {
            double right = left;
            for (int column = 0; column < size(); column++) {
                right = column == 0 ? left : right * hu;
                variance += right * covariance(row, column);
            }
            left *= hu;
        }
        return Math.sqrt(Math.max(0, variance));
    }

    /**
     * Half width in g/cm3 of the confidence interval of the density of a CT number.
     *
     * @param hu CT number in HU
     * @param confidence for instance 0.95
     */
    public double halfWidth(double hu, double confidence) {
        return quantile(confidence) * standardError(hu);
    }

    /** The two-sided quantile, of Student's t or the normal distribution, for a confidence such as 0.95. */
    public double quantile(double confidence) {
        double probability = (1 + confidence) / 2;
        return Double.isInfinite(degreesOfFreedom)
                ? new NormalDistribution().inverseCumulativeProbability(probability)
                : new TDistribution(degreesOfFreedom).inverseCumulativeProbability(probability);
    }
}
