package org.vertebrafe.segmentation.oneclick;

/**
 * What is to be segmented.
 *
 * @param posteriorElements whether arch and processes are wanted beside the body
 * @param known what a person has found out already
 */
public record SegmentationSettings(boolean posteriorElements, Constraints known) {

    /** The whole vertebra. */
    public static final SegmentationSettings WHOLE = new SegmentationSettings(true, Constraints.NONE);

    /** The body alone. */
    public static final SegmentationSettings BODY = new SegmentationSettings(false, Constraints.NONE);

    /** The same under what a person knows. */
    public SegmentationSettings knowing(Constraints constraints) {
        return new SegmentationSettings(posteriorElements, constraints);
    }
}
