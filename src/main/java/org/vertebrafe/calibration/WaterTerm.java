package org.vertebrafe.calibration;

/**
 * What takes the water term of a liquid phantom into account. The reference line {@code HU - water = beta_ref + sigma_ref *
 * mineral} is found from the rods (densities in mg/cm3), and corrected to the line of the body, {@code sigma_CT =
 * sigma_ref + slopeCorrection}, {@code beta_CT = beta_ref + interceptCorrection}.
 *
 * @param slopeCorrection HU per mg/cm3
 * @param interceptCorrection HU
 */
public record WaterTerm(double slopeCorrection, double interceptCorrection) {}
