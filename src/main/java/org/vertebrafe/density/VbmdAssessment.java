package org.vertebrafe.density;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The category of a measured density, or why it has none.
 *
 * @param rule by which it was judged
 * @param density g/cm3
 * @param standardError what the calibration adds to the error of the density, g/cm3; empty when it is not known
 * @param category empty when the rule does not apply
 * @param notes why it does not apply, or with what limits it does; for a person
 */
public record VbmdAssessment(
        VbmdRule rule,
        double density,
        OptionalDouble standardError,
        Optional<VbmdCategory> category,
        List<String> notes) {

    public VbmdAssessment {
        notes = List.copyOf(notes);
    }

    /** The category for a person, or "none" where the rule does not apply. */
    public String words() {
        return category.map(VbmdCategory::words).orElse("none");
    }
}
