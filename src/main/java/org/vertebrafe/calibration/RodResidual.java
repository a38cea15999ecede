package org.vertebrafe.calibration;

/**
 * How well the fitted line meets a rod.
 *
 * @param rod its name
 * @param reference density in the catalogue, g/cm3
 * @param measured density the fit gives to the reading, g/cm3
 */
public record RodResidual(String rod, double reference, double measured) {

    /** Measured minus reference density, g/cm3. */
    public double value() {
        return measured - reference;
    }
}
