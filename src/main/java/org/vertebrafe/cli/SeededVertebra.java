package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.SegmentationReport;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.Start;

/** The labels of an analysis made from its CT. */
final class SeededVertebra {

    /** Where the labels are written, beside result.json. */
    static final String LABELS = "labels.nii.gz";

    private static final String OWN_NUMBERS = "vertebrafe";

    private SeededVertebra() {}

    /** Refuses what contradicts labels that are yet to be made, before the CT is read. */
    static void check(boolean ct, boolean bodyMask, AnalysisConfig config) {
        if (!ct) {
            throw new InputException(
                    "A seed, a box or --auto needs a CT in HU (--ct): an image of density cannot be segmented.");
        }
        if (bodyMask) {
            throw new InputException("--body-mask belongs to --labels: a segmentation tells the body itself.");
        }
        if (!config.labelPreset().equals(OWN_NUMBERS)) {
            throw InputException.of(
                    "Label numbering %s contradicts the seed: labels made here are numbered as %s. Leave"
                            + " --label-preset out.",
                    config.labelPreset(), OWN_NUMBERS);
        }
    }

    /**
     * Segments the vertebra at a point or in a box and writes its labels.
     *
     * @param folder where to; made if missing
     * @param grid of the labels: the CT's voxels in the order of its file
     */
    static AnalysisInput segment(
            String name,
            LoadedCt ct,
            Start start,
            AnalysisConfig config,
            Path folder,
            VoxelGrid grid,
            TaskExecutor threads,
            Progress progress)
            throws IOException {
        SegmentationSettings wanted =
                config.region().equals("body") ? SegmentationSettings.BODY : SegmentationSettings.WHOLE;
        Segmentation found = start.segment(ct.image(), wanted, threads, progress);
        ResultFiles.prepare(folder);
        Nifti.write(VoxelOrder.onto(found.labels(), grid), folder.resolve(LABELS), progress);
        return AnalysisInput.segmented(
                name,
                ct.image(),
                new SegmentationReport(found, start.middle()),
                ct.acquisition(),
                ct.calibration(),
                ct.warnings());
    }
}
