package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.MutableModuleItem;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.CtCalibration;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.calibration.KernelEquation;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.calibrate.CalibrationReport;
import org.vertebrafe.imagej.calibrate.CalibrationTables;
import org.vertebrafe.imagej.calibrate.RodRois;

/**
 * From a CT with a phantom in view, a published equation or a phantom scan of another day to the density calibration that
 * travels with the CT. The CT's pixels stay as they are; its Info and overlay are added to.
 */
@Plugin(
        type = Command.class,
        description = "Finds the line from HU to bone density of a CT, by phantom, published equation or file.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Calibrate CT Density...", weight = 3)
        })
public class CalibrateDensity extends SettingsCommand {

    private static final Settings<CalibrationConfig> SETTINGS = Settings.of(CalibrationConfig.class);

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT", description = "CT in HU, voxel size in mm; its pixels stay as they are.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Fit", type = ItemIO.OUTPUT)
    private ImagePlus fit;

    @Parameter(label = CalibrationTables.TITLE, type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    void declare(DynamicCommandInfo info) {
        SETTINGS.items().forEach(item -> declare(info, item));
        CalibrateInputs.declare(info);
    }

    @SuppressWarnings("unchecked")
    private static void declare(DynamicCommandInfo info, Settings.Item item) {
        MutableModuleItem<?> input = SettingInputs.declare(info, item);
        List<String> choices = new ArrayList<>();
        switch (item.name()) {
            case "method" -> {
                choices.addAll(List.of("phantom", "equation", "file"));
                // Without a phantom there is a command of its own.
                input.setDescription(
                        "phantom: rods in this scan; equation: published for the reconstruction kernel; file: a"
                                + " calibration file, measured on a phantom in another scan of the same scanner.");
            }
            case "phantom" -> {
                choices.addAll(List.of("auto", "catalogue"));
                PhantomCatalogue.shipped().phantoms().stream().map(Phantom::id).forEach(choices::add);
            }
            case "equation" -> {
                choices.add("auto");
                KernelEquations.shipped().equations().stream()
                        .map(KernelEquation::id)
                        .forEach(choices::add);
            }
            default -> {
                return;
            }
        }
        ((MutableModuleItem<String>) input).setChoices(choices);
    }

    @Override
    public void run() {
        Failures.guard(this, this::calibrate);
    }

    private void calibrate() {
        CalibrationConfig config = SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, SETTINGS.items()));
        boolean rois = CalibrateInputs.rois((String) getInput(CalibrateInputs.RODS));
        CtStack image = CtStack.hounsfield(ct);
        CalibrationInput input = CalibrationInput.of(image.volume(), image.scan());
        if (rois && config.method().equals("phantom")) {
            input = input.withRods(RodRois.read(ct, image));
        }
        try (TaskProgress progress = new TaskProgress(tasks, "Calibrate CT Density", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            CalibrationResult result = CtCalibration.run(input, config, threads, progress);
            CalibrationReport.save(result, (String) getInput(CalibrateInputs.SAVE));
            CalibrationReport.attach(result, ct, image);
            CalibrationReport.log(result, image);
            results = CalibrationTables.append(result, ct.getTitle());
            fit = Boolean.TRUE.equals(getInput(CalibrateInputs.PLOT))
                    ? CalibrationReport.plot(result, ct.getTitle()).orElse(null)
                    : null;
        }
    }
}
