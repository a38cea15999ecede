package org.vertebrafe.segmentation.oneclick;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.image.Labels;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * A segmented vertebra.
 *
 * @param labels {@link #TRABECULAR_BODY} to {@link #CORTICAL_PROCESS} on the CT's own grid, 0 elsewhere; the preset
 *     "vertebrafe" of {@link org.vertebrafe.segmentation.LabelRoles}
 * @param quality how far to trust it
 * @param frame axes and endplates
 * @param cortex thickness of the body's cortex
 * @param warnings what the user should know, in whole sentences
 * @param cortexMap the thickness at each place of the body's surface
 */
public record Segmentation(
        Labels labels,
        SegmentationQuality quality,
        VertebralFrame frame,
        CortexThickness cortex,
        List<String> warnings,
        Optional<CortexMap> cortexMap) {

    /** Cancellous bone of the body. */
    public static final int TRABECULAR_BODY = 1;

    /** Wall and endplates of the body. */
    public static final int CORTICAL_BODY = 2;

    /** Cancellous bone of arch and processes. */
    public static final int TRABECULAR_PROCESS = 3;

    /** Cortex of arch and processes. */
    public static final int CORTICAL_PROCESS = 4;

    public Segmentation {
        warnings = List.copyOf(warnings);
    }

    /** Without a map of the cortex. */
    public Segmentation(
            Labels labels,
            SegmentationQuality quality,
            VertebralFrame frame,
            CortexThickness cortex,
            List<String> warnings) {
        this(labels, quality, frame, cortex, warnings, Optional.empty());
    }

    /**
     * Thickness of the body's cortex, estimated below the size of a voxel.
     *
     * @param wall median over the wall, mm
     * @param superiorEndplate median over the superior endplate, mm
     * @param inferiorEndplate median over the inferior endplate, mm
     */
    public record CortexThickness(double wall, double superiorEndplate, double inferiorEndplate) {}
}
