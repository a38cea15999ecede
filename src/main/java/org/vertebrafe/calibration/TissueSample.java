package org.vertebrafe.calibration;

import org.vertebrafe.base.InputException;

/**
 * What was measured in a tissue of the patient.
 *
 * @param tissue which
 * @param meanHu mean CT number, HU
 * @param sdHu standard deviation of the voxels, HU
 * @param voxels how many
 */
public record TissueSample(ReferenceTissue tissue, double meanHu, double sdHu, int voxels) {

    /** @throws InputException if the values cannot be those of the tissue */
    public TissueSample {
        if (!(meanHu >= tissue.minHu() && meanHu <= tissue.maxHu())) {
            String hint = tissue == ReferenceTissue.BLOOD && meanHu > tissue.maxHu()
                    ? "Contrast agent? Then leave blood out."
                    : "Is the sample in another tissue, or are the values not HU?";
            throw InputException.of(
                    "Sample of %s: mean of %.1f HU, limits %.0f .. %.0f HU. %s",
                    tissue.words(), meanHu, tissue.minHu(), tissue.maxHu(), hint);
        }
        if (!(sdHu >= 0 && sdHu <= 2000)) {
            throw InputException.of(
                    "Sample of %s: standard deviation of %g HU, limits 0 .. 2000 HU.", tissue.words(), sdHu);
        }
        if (voxels < 1) {
            throw InputException.of("Sample of %s: %d voxels, at least 1 expected.", tissue.words(), voxels);
        }
    }

    /** Standard error of the mean in HU if the noise of the voxels were independent; more in truth. */
    public double standardError() {
        return sdHu / Math.sqrt(voxels);
    }
}
