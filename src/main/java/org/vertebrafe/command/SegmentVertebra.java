package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.SegmentationReport;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.LabelContours;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.SeedPoints;
import org.vertebrafe.imagej.SegmentationImages;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;

/** From one click into a vertebral body to a label map that "Analyze Vertebra..." takes. The CT's pixels stay as they are. */
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
            choices = {SeedPoints.SELECTION, SeedPoints.VOXEL, SeedPoints.POSITION},
            description =
                    "selection: the point, or the middle of the box, selected in the vertebral body; voxel: column, row and"
                            + " slice below, counted from 0; mm: position below, x to the left, y to posterior, z to superior.",
            persist = false)
    private String seed = SeedPoints.SELECTION;

    @Parameter(
            label = "Seed position",
            required = false,
            description = "For seed voxel or mm: three numbers such as 60,45,71.",
            persist = false)
    private String position = "";

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
        Vec3 point = SeedPoints.of(seed, position, ct, stack);
        try (TaskProgress progress = new TaskProgress(tasks, "Segment Vertebra", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            SegmentationReport report = new SegmentationReport(
                    VertebraSegmenter.segment(
                            stack.volume(),
                            point,
                            part.equals(BODY) ? SegmentationSettings.BODY : SegmentationSettings.WHOLE,
                            threads,
                            progress),
                    point);
            labelMap = SegmentationImages.labels(report, stack);
            if (outlines) {
                LabelContours.show(ct, stack, report.segmentation().labels());
            }
            SegmentationImages.log(report, stack);
            results = ResultImages.appendRow(ct.getTitle(), report.row());
        }
    }
}
