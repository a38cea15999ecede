package org.vertebrafe.calibration.rods;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * How the CT number of a rod changes along the slices: a straight line through the slices that count.
 *
 * @param rod its name
 * @param slope HU per mm along the rod
 * @param standardError of the slope, HU per mm, with the correlation of neighbouring slices allowed for; NaN with fewer
 *     than three slices
 * @param degreesOfFreedom of the standard error, likewise; 1 at least
 * @param range change over the slices that count, HU
 */
public record RodDrift(String rod, double slope, double standardError, double degreesOfFreedom, double range) {

    /** Standard error of the range, HU. */
    public double standardErrorOfRange() {
        return slope == 0 ? standardError : Math.abs(range / slope) * standardError;
    }

    /** Whether chance alone gives so large a drift less than once in a thousand times (Student's t). */
    public boolean significant() {
        return standardError > 0
                && Math.abs(slope) / standardError
                        > new TDistribution(degreesOfFreedom).inverseCumulativeProbability(0.9995);
    }
}
