package org.vertebrafe.synthetic;

import org.vertebrafe.base.InputException;

/** Range checks of the parameters; the messages name the parameter, its value, unit and limits. */
final class Checks {

    private Checks() {}

    /** Refuses a value that is not finite or outside the closed range. */
    static void range(String name, double value, String unit, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw InputException.of(
                    "Synthetic vertebra: %s is %g %s; choose a value from %g to %g %s.",
                    name, value, unit, min, max, unit);
        }
    }
}
