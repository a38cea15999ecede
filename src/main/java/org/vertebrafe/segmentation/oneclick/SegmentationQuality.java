package org.vertebrafe.segmentation.oneclick;

/**
 * How far a segmentation can be trusted.
 *
 * @param boundaryStrength mean strength of the bone's edge over the body's surface where it borders on soft tissue, in
 *     units of the edges that bone has in this image: 1 would be strong edges everywhere, 0 none
 * @param leakage part of the body's surface, pedicles apart, where the image shows no falling edge at all, 0..1
 * @param shapePlausibility how usual size and proportions of the body are: 1 is the most usual shape, 0.6 one standard
 *     deviation in one proportion away from it, 0 no vertebral body
 * @param verdict what follows
 */
public record SegmentationQuality(double boundaryStrength, double leakage, double shapePlausibility, Verdict verdict) {

    /** What to do with a segmentation. */
    public enum Verdict {
        /** All figures are as they are for segmentations that were right. */
        GOOD,
        /** Look at it before use; the warnings say why. */
        CHECK
    }

    /** The same figures, to be looked at before use. */
    SegmentationQuality doubted() {
        return new SegmentationQuality(boundaryStrength, leakage, shapePlausibility, Verdict.CHECK);
    }
}
