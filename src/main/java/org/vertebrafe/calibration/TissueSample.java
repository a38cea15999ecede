package org.vertebrafe.calibration;

import org.vertebrafe.base.InputException;

/**
 * What was measured in a tissue of the patient.
 *
 * @param tissue which
 * @param meanHu mean CT number, HU
 * @param sdHu standard deviation of the voxels, HU
 * @param voxels how many
 * @param standardError of the mean, HU; its measurer knows whether the noise of neighbouring voxels is correlated
 */
public record TissueSample(ReferenceTissue tissue, double meanHu, double sdHu, int voxels, double standardError) {

    /**
     * A sample of which only mean and standard deviation are known: its standard error is that of independent noise, less
     * than the true one.
     */
    public TissueSample(ReferenceTissue tissue, double meanHu, double sdHu, int voxels) {
        this(tissue, meanHu, sdHu, voxels, sdHu / Math.sqrt(Math.max(voxels, 1)));
    }

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
        if (!(standardError >= 0 && standardError <= 2000)) {
            throw InputException.of(
                    "Sample of %s: standard error of %g HU, limits 0 .. 2000 HU.", tissue.words(), standardError);
        }
    }
}
