package org.vertebrafe.calibration;

import java.util.OptionalDouble;
import org.vertebrafe.base.InputException;

/**
 * A rod of a calibration phantom.
 *
 * @param name as engraved or in the maker's drawing
 * @param density reference density of the mineral, g/cm3; may be negative in liquids lighter than water
 * @param waterEquivalent density of the water that attenuates like what the mineral is dissolved in, g/cm3, for phantoms
 *     with a water term
 */
public record PhantomRod(String name, double density, OptionalDouble waterEquivalent) {

    /** @throws InputException if a value is out of its range */
    public PhantomRod {
        if (name.isBlank()) {
            throw new InputException("A rod of a phantom has no name.");
        }
        if (!(density >= -0.5 && density <= 3)) {
            throw InputException.of("Rod %s: density of %g mg/cm3, limits -500 .. 3000 mg/cm3.", name, 1000 * density);
        }
        if (waterEquivalent.isPresent()
                && !(waterEquivalent.getAsDouble() >= 0.5 && waterEquivalent.getAsDouble() <= 2)) {
            throw InputException.of(
                    "Rod %s: water-equivalent density of %g mg/cm3, limits 500 .. 2000 mg/cm3.",
                    name, 1000 * waterEquivalent.getAsDouble());
        }
    }

    /** A rod of a phantom without a water term. */
    public PhantomRod(String name, double density) {
        this(name, density, OptionalDouble.empty());
    }
}
