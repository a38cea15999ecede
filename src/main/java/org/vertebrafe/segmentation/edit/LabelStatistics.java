package org.vertebrafe.segmentation.edit;

/**
 * How a label changed since the correction began.
 *
 * @param label the label
 * @param before its volume then, mm3
 * @param after its volume now, mm3
 * @param added volume that it gained, mm3
 * @param removed volume that it lost, mm3
 * @param dice overlap of then and now, 0..1: twice the common volume over the sum of both; NaN where both are empty
 */
public record LabelStatistics(int label, double before, double after, double added, double removed, double dice) {}
