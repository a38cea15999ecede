package org.vertebrafe.calibration.rods;

import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Whether CT numbers depend on where in the phantom they are measured, as beam hardening and scatter make them.
 *
 * @param rods symmetrical part of the rods' deviations from their line: what an outer rod reads more than one in the
 *     middle; with four rods or more only
 * @param slab the same of the slab between the rods, where it is uniform enough to tell
 * @param depth what the slab reads more at the side of the posterior than at the anterior edge of the rods
 */
public record Cupping(Optional<Effect> rods, Optional<Effect> slab, Optional<Effect> depth) {

    /**
     * A difference in CT number.
     *
     * @param hu HU
     * @param standardError HU
     * @param degreesOfFreedom of the standard error
     */
    public record Effect(double hu, double standardError, int degreesOfFreedom) {

        /** Whether chance alone gives so large a difference less than once in a hundred times (Student's t). */
        public boolean significant() {
            return standardError > 0
                    && Math.abs(hu) / standardError
                            > new TDistribution(degreesOfFreedom).inverseCumulativeProbability(0.995);
        }
    }
}
