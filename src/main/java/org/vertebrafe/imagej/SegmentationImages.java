package org.vertebrafe.imagej;

import ij.IJ;
import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.analysis.SegmentationReport;

/** A segmentation as ImageJ shows it: the label map with its provenance, and a few lines in the Log window. */
public final class SegmentationImages {

    private SegmentationImages() {}

    /** The label map, its slices in the order of the CT's. */
    public static ImagePlus labels(SegmentationReport report, CtStack ct) {
        return ct.image(report.segmentation().labels(), "labels of " + ct.title(), report.json(warnings(report, ct)));
    }

    /** Writes verdict and warnings into the Log window; headless they go where ImageJ logs. */
    public static void log(SegmentationReport report, CtStack ct) {
        IJ.log("Segmentation of " + ct.title() + ": " + report.words());
        warnings(report, ct).forEach(warning -> IJ.log("  Note: " + warning));
    }

    private static List<String> warnings(SegmentationReport report, CtStack ct) {
        List<String> warnings = new ArrayList<>(ct.warnings());
        warnings.addAll(report.warnings());
        return warnings;
    }
}
