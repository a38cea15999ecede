package org.vertebrafe.density;

import java.util.List;
import java.util.Optional;

/**
 * The category of a measured density, or why it has none.
 *
 * @param density g/cm3
 * @param category empty when the rule does not apply
 * @param notes why it does not apply, or with what limits it does; for a person
 */
public record VbmdAssessment(double density, Optional<VbmdCategory> category, List<String> notes) {

    public VbmdAssessment {
        notes = List.copyOf(notes);
    }
}
