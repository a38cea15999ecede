package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.log.LogService;
import org.scijava.module.MutableModuleItem;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ImageDensity;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.DensityImages;

/** From a CT in HU to a new image of bone density in mg/cm3; the CT stays as it is. */
@Plugin(
        type = Command.class,
        description = "Makes an image of bone density in mg/cm3 from a CT in HU, which stays as it is.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Apply Density Calibration...", weight = 5)
        })
public class ApplyDensityCalibration extends SettingsCommand {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    /** The settings of an analysis that choose its calibration; what they mean is the same here. */
    private static final List<Settings.Item> ITEMS = SETTINGS.items().stream()
            .filter(item -> item.name().startsWith("calibration") || item.name().equals("densityKind"))
            .toList();

    @Parameter
    private TaskService tasks;

    @Parameter
    private LogService log;

    @Parameter(label = "CT", description = "CT in HU, voxel size in mm; it is not changed.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Density", type = ItemIO.OUTPUT)
    private ImagePlus density;

    @Override
    void declare(DynamicCommandInfo info) {
        ITEMS.forEach(item -> declare(info, item));
    }

    @SuppressWarnings("unchecked")
    private static void declare(DynamicCommandInfo info, Settings.Item item) {
        MutableModuleItem<?> input = SettingInputs.declare(info, item);
        if (item.name().equals("calibration")) {
            MutableModuleItem<String> calibration = (MutableModuleItem<String>) input;
            calibration.setChoices(calibration.getChoices().stream()
                    .filter(choice -> !choice.equals("none"))
                    .toList());
            calibration.setDefaultValue("image");
        }
    }

    @Override
    public void run() {
        Failures.guard(this, this::apply);
    }

    private void apply() {
        AnalysisConfig config = SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, ITEMS));
        try (TaskProgress progress = new TaskProgress(tasks, "Apply Density Calibration", this)) {
            progress.report("Reading " + ct.getTitle(), Double.NaN);
            CtStack image = CtStack.hounsfield(ct);
            progress.checkCancelled();
            ImageDensity chosen = ImageDensity.of(config, image.scan(), image.calibration());
            chosen.warnings().forEach(log::warn);
            SavedCalibration used = config.calibration().equals("image")
                    ? image.calibration().orElseThrow()
                    : SavedCalibration.of(chosen.calibration().orElseThrow(), image.scan());
            density = DensityImages.of(image, used);
            density.setSlice(ct.getCurrentSlice());
        }
    }
}
