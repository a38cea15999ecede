package org.vertebrafe.segmentation.oneclick;

/**
 * What is to be segmented.
 *
 * @param posteriorElements whether arch and processes are wanted beside the body
 */
public record SegmentationSettings(boolean posteriorElements) {

    /** The whole vertebra. */
    public static final SegmentationSettings WHOLE = new SegmentationSettings(true);

    /** The body alone. */
    public static final SegmentationSettings BODY = new SegmentationSettings(false);
}
