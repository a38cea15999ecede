package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.CtCalibration;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.calibrate.CalibrationReport;
import org.vertebrafe.imagej.calibrate.CalibrationTables;
import org.vertebrafe.imagej.calibrate.TissueRois;

/**
 * From the patient's own tissues to a density calibration that travels with the CT. The CT's pixels stay as they are; its
 * Info and overlay are added to.
 */
@Plugin(
        type = Command.class,
        description = "Calibrates a CT to bone density by air, fat, blood and muscle of the patient.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Calibrate CT Density (Phantomless)...", weight = 4)
        })
public class CalibrateDensityPhantomless extends GuidedCommand {

    static final String FIND = "find";
    static final String ROIS = "rois";

    private static final Settings<CalibrationConfig> SETTINGS = Settings.of(CalibrationConfig.class);

    @Parameter
    private TaskService tasks;

    @Parameter(
            label = "CT",
            description = "CT in HU of a trunk without contrast agent, voxel size in mm; its pixels stay as they are.",
            persist = false)
    private ImagePlus ct;

    @Parameter(
            label = "Tissues",
            choices = {FIND, ROIS},
            description =
                    "find: look for air, fat, blood, muscle and cortical bone; rois: measure the areas named air, fat,"
                            + " blood, muscle or cortical bone in the ROI Manager or overlay.",
            persist = false)
    private String tissues = FIND;

    @Parameter(
            label = "Save to",
            required = false,
            style = "save",
            description = "JSON file to keep the calibration in; it holds for this scan only. May be empty.",
            persist = false)
    private String save = "";

    @Parameter(label = CalibrationTables.TITLE, type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    public void run() {
        Failures.guard(this, this::calibrate);
    }

    private void calibrate() {
        if (!List.of(FIND, ROIS).contains(tissues)) {
            throw InputException.of("Tissues \"%s\": choose %s or %s.", tissues, FIND, ROIS);
        }
        CtStack image = CtStack.hounsfield(ct);
        CalibrationInput input = CalibrationInput.of(image.volume(), image.scan());
        if (tissues.equals(ROIS)) {
            input = input.withTissues(TissueRois.read(ct, image));
        }
        CalibrationConfig config = SETTINGS.with(SETTINGS.defaults(), Map.of("method", "phantomless"));
        try (TaskProgress progress = new TaskProgress(tasks, "Calibrate CT Density (Phantomless)", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            CalibrationResult result = CtCalibration.run(input, config, threads, progress);
            CalibrationReport.save(result, save);
            CalibrationReport.attach(result, ct, image);
            CalibrationReport.log(result, image);
            results = CalibrationTables.append(result, ct.getTitle());
        }
    }
}
