package org.vertebrafe.synthetic;

import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/**
 * A CT of the digital vertebra with its label map and its truth.
 *
 * @param hu the image, HU
 * @param labels {@link #TRABECULAR_BODY} to {@link #CORTICAL_ARCH} on the same grid, 0 outside the bone
 * @param truth what measurements of the image should find
 */
public record SyntheticScan(Volume hu, Labels labels, VertebraTruth truth) {

    /** Label of the trabecular bone of the body. */
    public static final int TRABECULAR_BODY = 1;

    /** Label of the wall and endplates of the body. */
    public static final int CORTICAL_BODY = 2;

    /** Label of the trabecular bone of pedicles, arch and processes. */
    public static final int TRABECULAR_ARCH = 3;

    /** Label of the cortex of pedicles, arch and processes. */
    public static final int CORTICAL_ARCH = 4;
}
