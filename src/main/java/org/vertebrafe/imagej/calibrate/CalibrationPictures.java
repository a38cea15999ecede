package org.vertebrafe.imagej.calibrate;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.TissuePicture;

/** The picture of what a calibration was measured on. */
public final class CalibrationPictures {

    private CalibrationPictures() {}

    /** Rods with their line, or tissues; empty for methods that measure nothing in the CT. */
    public static Optional<BufferedImage> of(Volume ct, CalibrationResult result, String title) {
        if (result.phantom().isPresent()) {
            return result.phantom().map(evidence -> RodPicture.of(ct, evidence, title));
        }
        return result.tissues().map(evidence -> TissuePicture.render(ct, evidence.found()));
    }
}
