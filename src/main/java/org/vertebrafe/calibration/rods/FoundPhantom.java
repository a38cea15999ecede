package org.vertebrafe.calibration.rods;

import java.util.List;
import org.vertebrafe.calibration.Phantom;

/**
 * A phantom that was recognized in a CT.
 *
 * @param phantom which of the candidates
 * @param rods where its rods lie, in the phantom's order; rods out of view are left out and named in a warning
 * @param confidence between 0 and 1 that it is this one of the candidates, from how much worse the next one fits; it is no
 *     frequency measured on patients
 * @param warnings what a person should look at
 */
public record FoundPhantom(Phantom phantom, List<RodRegion> rods, double confidence, List<String> warnings) {

    public FoundPhantom {
        rods = List.copyOf(rods);
        warnings = List.copyOf(warnings);
    }
}
