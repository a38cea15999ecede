package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
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
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ShapeSection;

/** Heights, wedge, size and cortical thickness of a vertebra: a row in the Results table and a drawn section. */
@Plugin(
        type = Command.class,
        description = "Measures heights, wedge, size and cortical thickness of a vertebra. Research software.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Measure Vertebra Shape...", weight = 8.2)
        })
public class MeasureVertebraShape extends SettingsCommand {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final List<Settings.Item> OFFERED = ImportedLabels.numbering(SETTINGS);

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT", description = "CT in HU or image of bone density, voxel size in mm.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Label map", description = "Tells the vertebra; same size as the CT.", persist = false)
    private ImagePlus labels;

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
        ImagePlusVolumes.requireDistinct(ct, "CT", labels, "label map");
        AnalysisConfig config = SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, OFFERED));
        CtStack stack = thickness ? CtStack.hounsfield(ct) : CtStack.of(ct);
        try (TaskProgress progress = new TaskProgress(tasks, "Measure Vertebra Shape", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            ShapeReport report =
                    ShapeReport.of(AnalyzeInputs.images(stack, labels), config, thickness, threads, progress);
            if (section) {
                shape = ShapeSection.image(report, stack.volume(), thickness, "shape of " + stack.title());
            }
            results = ResultImages.appendRow(ct.getTitle(), report.row());
        }
    }
}
