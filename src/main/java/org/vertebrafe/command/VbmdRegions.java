package org.vertebrafe.command;

import ij.ImagePlus;
import ij.gui.Roi;
import java.util.List;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.VbmdMeasurement;
import org.vertebrafe.base.InputException;
import org.vertebrafe.density.TrabecularRegion;
import org.vertebrafe.imagej.VbmdRois;

/** The regions that "Measure vBMD..." offers. */
final class VbmdRegions {

    static final String PLACE = "Place elliptic cylinder";
    static final String EXISTING = "Use existing ROIs";
    static final String PEELED = "Body without its outer 3 mm";

    private VbmdRegions() {}

    /** The region of a choice; places its ROIs where that is the choice. */
    static TrabecularRegion of(String choice, ImagePlus ct, AnalysisInput images, AnalysisConfig config) {
        return switch (choice) {
            case PLACE -> {
                TrabecularRegion cylinder = VbmdMeasurement.cylinder(images, config);
                List<Roi> rois = VbmdRois.of(cylinder, images.image().grid());
                VbmdRois.show(ct, rois);
                // What is measured is what is shown.
                yield VbmdRois.region(rois, images.image().grid(), cylinder.description());
            }
            case EXISTING -> VbmdRois.existing(ct, images.image().grid());
            case PEELED -> VbmdMeasurement.peeledBody(images, config);
            default -> throw InputException.of(
                    "Region \"%s\" is not known; choose one of: %s.",
                    choice, String.join(", ", List.of(PLACE, EXISTING, PEELED)));
        };
    }
}
