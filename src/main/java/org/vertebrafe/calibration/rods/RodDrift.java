package org.vertebrafe.calibration.rods;

/**
 * How the CT number of a rod changes along the slices: a straight line through the slices that count.
 *
 * @param rod its name
 * @param slope HU per mm along the rod
 * @param standardError of the slope, HU per mm, with the correlation of neighbouring slices allowed for
 * @param range change over the slices that count, HU
 */
public record RodDrift(String rod, double slope, double standardError, double range) {

    /** Slope in units of its standard error; above 3 it is hardly chance. */
    public double significance() {
        return standardError > 0 ? Math.abs(slope) / standardError : 0;
    }
}
