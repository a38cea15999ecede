package org.vertebrafe.calibration.tissues;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.TissueSample;
import org.vertebrafe.image.Labels;

/**
 * The tissues that were sampled in a CT.
 *
 * @param labels the voxels that were measured, on the grid of the CT, 0 elsewhere; numbers by {@link TissueLabels} when
 *     they were found automatically
 * @param regions the samples, in the order of their labels
 * @param warnings what was left out and why, and what is doubtful
 */
public record FoundTissues(Labels labels, List<TissueRegion> regions, List<String> warnings) {

    public FoundTissues {
        regions = List.copyOf(regions);
        warnings = List.copyOf(warnings);
    }

    /** What the phantomless calibration takes. */
    public List<TissueSample> samples() {
        return regions.stream().map(TissueRegion::sample).toList();
    }

    /** The region of a tissue, empty when it was left out. */
    public Optional<TissueRegion> region(ReferenceTissue tissue) {
        return regions.stream()
                .filter(region -> region.sample().tissue() == tissue)
                .findFirst();
    }
}
