package org.vertebrafe.calibration;

import org.vertebrafe.base.InputException;

/**
 * What was measured in a rod of a phantom.
 *
 * @param rod its name in the catalogue
 * @param meanHu mean CT number, HU
 * @param sdHu standard deviation of the voxels, HU
 * @param voxels how many
 */
public record RodReading(String rod, double meanHu, double sdHu, int voxels) {

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
    }

    /** Standard error of the mean in HU if the noise of the voxels were independent; more in truth. */
    public double standardError() {
        return sdHu / Math.sqrt(voxels);
    }
}
