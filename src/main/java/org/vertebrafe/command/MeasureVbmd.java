package org.vertebrafe.command;

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
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VbmdMeasurement;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ResultImages;

/**
 * Trabecular vBMD in a region that a person sees and may move: a row in the Results table. How density comes about and
 * what the labels mean is said as in "Analyze Vertebra...".
 */
@Plugin(
        type = Command.class,
        initializer = "propose",
        description = "Measures trabecular bone mineral density of a vertebral body. Research software.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Measure vBMD...", weight = 11)})
public class MeasureVbmd extends LabelledCtCommand {

    private static final List<Settings.Item> OFFERED = SETTINGS.items().stream()
            .filter(item -> List.of(
                            "input",
                            "calibration",
                            "calibrationSlope",
                            "calibrationIntercept",
                            "calibrationFile",
                            "densityKind",
                            "labelPreset",
                            "labelRoles",
                            "level")
                    .contains(item.name()))
            .toList();

    @Parameter
    private TaskService tasks;

    @Parameter(
            label = "vBMD region",
            description =
                    "The cylinder of clinical QCT is drawn as ROIs; move or resize them and use the existing ROIs.",
            choices = {VbmdRegions.PLACE, VbmdRegions.EXISTING, VbmdRegions.PEELED},
            persist = false)
    private String region = VbmdRegions.PLACE;

    @Parameter(
            label = "Contrast agent",
            description =
                    "Whether it was given: it raises trabecular density, and no category is told then; unknown: what"
                            + " the headers of the scan say.",
            choices = {"unknown", "no", "yes"},
            persist = false)
    private String contrast = "unknown";

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
        try (TaskProgress progress = new TaskProgress(tasks, "Measure vBMD", this)) {
            progress.report("Reading " + ct.getTitle(), Double.NaN);
            CtStack stack = config.input().equals("hu") ? CtStack.hounsfield(ct) : CtStack.density(ct);
            AnalysisInput images = AnalyzeInputs.images(stack, labels);
            progress.checkCancelled();
            progress.report("Measuring", Double.NaN);
            VbmdMeasurement measured = VbmdMeasurement.of(
                    images,
                    config,
                    () -> VbmdRegions.of(region, ct, stack, images, config),
                    ContrastAgent.ofId(contrast));
            results = ResultImages.appendRow(ct.getTitle(), measured.row());
        }
    }
}
