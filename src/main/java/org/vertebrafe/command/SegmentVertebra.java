package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.SegmentationReport;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.LabelContours;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.SeedPoints;
import org.vertebrafe.imagej.SegmentationImages;
import org.vertebrafe.segmentation.oneclick.FoundBody;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.Start;

/** From a click into a vertebral body, a box around it or nothing at all to a label map that "Analyze Vertebra..." takes. The CT's pixels stay as they are. */
@Plugin(
        type = Command.class,
        description = "Makes a label map of the vertebra around a point in its body. Research software.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Segment Vertebra...", weight = 7.2)
        })
public class SegmentVertebra extends GuidedCommand {

    static final String WHOLE = "whole vertebra";
    static final String BODY = "body";

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT", description = "CT in HU, voxel size in mm; its pixels stay as they are.", persist = false)
    private ImagePlus ct;

    @Parameter(
            label = "Seed",
            choices = {SeedPoints.SELECTION, SegmentStart.AUTOMATIC, SeedPoints.VOXEL, SeedPoints.POSITION},
            description =
                    "selection: point in the body, or rectangle around it; automatic: vertebrae are found and listed; voxel:"
                            + " column, row, slice below, from 0; mm: LPS position below.",
            persist = false)
    private String seed = SeedPoints.SELECTION;

    @Parameter(
            label = "Seed position",
            required = false,
            description = "For seed voxel or mm: three numbers such as 60,45,71.",
            persist = false)
    private String position = "";

    @Parameter(
            label = "Box slices",
            required = false,
            description =
                    "For a rectangle: the slices from the top to the bottom of the body, such as 12-30; empty: the"
                            + " body must lie in the rectangle, in whatever slices.",
            persist = false)
    private String slices = "";

    @Parameter(
            label = "Vertebra",
            min = "0",
            max = "26",
            description = "For seed automatic: its number from the top; 0: they are listed and you choose.",
            persist = false)
    private int vertebra;

    @Parameter(
            label = "Segment",
            choices = {WHOLE, BODY},
            description = "whole vertebra: body with arch and processes; body: the vertebral body alone.",
            persist = false)
    private String part = WHOLE;

    @Parameter(
            label = "Outlines on the CT",
            description = "Draws the outlines of body and posterior elements as overlay on the CT.",
            persist = false)
    private boolean outlines = true;

    @Parameter(label = "Label map", type = ItemIO.OUTPUT)
    private ImagePlus labelMap;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    public void run() {
        Failures.guard(this, this::segment);
    }

    private void segment() {
        if (!List.of(WHOLE, BODY).contains(part)) {
            throw InputException.of("Segment \"%s\": choose %s or %s.", part, WHOLE, BODY);
        }
        CtStack stack = CtStack.hounsfield(ct);
        boolean automatic = seed.equals(SegmentStart.AUTOMATIC);
        Optional<Start> start =
                automatic ? Optional.empty() : Optional.of(SeedPoints.of(seed, position, slices, ct, stack));
        try (LongWork work = new LongWork(tasks, "Segment Vertebra", this)) {
            if (automatic) {
                Optional<FoundBody> found = SegmentStart.found(vertebra, ct, stack, work);
                // Recorded as it was chosen, so that the macro asks nobody.
                vertebra = found.map(FoundBody::fromTop).orElse(vertebra);
                start = found.map(body -> new Start.Point(body.centre()));
            }
            if (start.isPresent()) {
                segment(stack, start.get(), work);
            }
        }
    }

    private void segment(CtStack stack, Start start, LongWork work) {
        SegmentationSettings settings = part.equals(BODY) ? SegmentationSettings.BODY : SegmentationSettings.WHOLE;
        SegmentationReport report = new SegmentationReport(
                start.segment(stack.volume(), settings, work.threads(), work.progress()), start.middle());
        labelMap = SegmentationImages.labels(report, stack);
        if (outlines) {
            LabelContours.show(ct, stack, report.segmentation().labels());
        }
        SegmentationImages.log(report, stack);
        results = ResultImages.appendRow(ct.getTitle(), report.row());
    }
}
