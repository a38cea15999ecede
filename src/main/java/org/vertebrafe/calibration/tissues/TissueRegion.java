package org.vertebrafe.calibration.tissues;

import org.vertebrafe.calibration.TissueSample;

/**
 * A tissue and where it was sampled.
 *
 * @param sample what was measured
 * @param label its number in the label map
 * @param where in words for a person, for instance "aorta in front of the spine"
 * @param confidence 0..1: the share of the region's voxels that belong to the bulk of one tissue, times how much of the
 *     size wanted the region has; a guide to what to look at first, not a probability
 * @param remark what to know about the sample; empty when there is nothing
 */
public record TissueRegion(TissueSample sample, int label, String where, double confidence, String remark) {

    public TissueRegion {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
    }
}
