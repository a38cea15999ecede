package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ImportedLabels;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.ShapeReport;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ShapeSection;

/** Heights, wedge, size and cortical thickness of a vertebra: a row in the Results table and a drawn section. */
@Plugin(
        type = Command.class,
        description = "Measures heights, wedge, size and cortical thickness of a vertebra. Research software.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Measure Vertebra Shape...", weight = 12.2)
        })
public class MeasureVertebraShape extends LabelledCtCommand {

    private static final List<Settings.Item> OFFERED = ImportedLabels.numbering(SETTINGS);

    @Parameter
    private TaskService tasks;

    @Parameter(
            label = "Cortical thickness",
            description = "Estimates the thickness of the body's cortex below the size of a voxel; takes a CT in HU.",
            persist = false)
    private boolean thickness = true;

    @Parameter(
            label = "Show section",
            description = "Opens the mid-sagittal section with the measures drawn on it.",
            persist = false)
    private boolean section = true;

    @Parameter(label = "Section", type = ItemIO.OUTPUT)
    private ImagePlus shape;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    void declare(DynamicCommandInfo info) {
        SettingInputs.declare(info, OFFERED);
    }

    @Override
    public void run() {
        Failures.guard(this, this::measure);
    }

    private void measure() {
        AnalysisConfig config = config(OFFERED);
        CtStack stack = thickness ? CtStack.hounsfield(ct) : CtStack.of(ct);
        try (LongWork work = new LongWork(tasks, "Measure Vertebra Shape", this)) {
            ShapeReport report = ShapeReport.of(
                    AnalyzeInputs.images(stack, labels), config, thickness, work.threads(), work.progress());
            if (section) {
                shape = ShapeSection.image(report, stack.volume(), thickness, "shape of " + stack.title());
            }
            results = ResultImages.appendRow(ct.getTitle(), report.row());
        }
    }
}
