package org.vertebrafe.io.dicom;

import java.util.List;
import org.vertebrafe.image.Volume;

/**
 * A CT series as it was read.
 *
 * @param volume HU on the series' own grid: first axis along the rows, second down the columns, third across the slices
 *     in the direction row x column
 * @param acquisition what the headers say about the scan
 * @param warnings complete sentences for the user about what was assumed, left out or replaced
 */
public record CtSeries(Volume volume, CtAcquisition acquisition, List<String> warnings) {

    public CtSeries {
        warnings = List.copyOf(warnings);
    }
}
