package org.vertebrafe.calibration;

import java.util.OptionalDouble;
import org.vertebrafe.base.InputException;

/**
 * What was measured in a rod of a phantom.
 *
 * @param rod its name in the catalogue
 * @param meanHu mean CT number, HU
 * @param sdHu standard deviation of the voxels, HU
 * @param voxels how many
 * @param measuredError standard error of the mean from the scatter of the slices, HU, where there are slices to scatter
 */
public record RodReading(String rod, double meanHu, double sdHu, int voxels, OptionalDouble measuredError) {

    /** @throws InputException if a value cannot be that of a rod */
    public RodReading {
        if (!(meanHu >= -1024 && meanHu <= 4000)) {
            throw InputException.of("Rod %s: mean of %g HU, limits -1024 .. 4000 HU.", rod, meanHu);
        }
        if (!(sdHu >= 0 && sdHu <= 2000)) {
            throw InputException.of("Rod %s: standard deviation of %g HU, limits 0 .. 2000 HU.", rod, sdHu);
        }
        if (voxels < 1) {
            throw InputException.of("Rod %s: measured in %d voxels, at least 1 expected.", rod, voxels);
        }
        if (measuredError.isPresent() && !(measuredError.getAsDouble() >= 0 && measuredError.getAsDouble() <= 2000)) {
            throw InputException.of(
                    "Rod %s: standard error of %g HU, limits 0 .. 2000 HU.", rod, measuredError.getAsDouble());
        }
    }

    /** A reading whose slices are not known one by one. */
    public RodReading(String rod, double meanHu, double sdHu, int voxels) {
        this(rod, meanHu, sdHu, voxels, OptionalDouble.empty());
    }

    /**
     * Standard error of the mean in HU: as measured, or else what it were if the noise of the voxels were independent,
     * which is less than in truth.
     */
    public double standardError() {
        return measuredError.orElse(sdHu / Math.sqrt(voxels));
    }
}
