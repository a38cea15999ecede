package org.vertebrafe.command;

import ij.ImagePlus;
import ij.WindowManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.MutableModuleItem;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.kernels.KernelComparison;
import org.vertebrafe.study.kernels.KernelOptions;

/** The inputs of "Compare Reconstruction Kernels..." beside its images. */
final class KernelInputs {

    static final String REFERENCE_DENSITY = "referenceLine";
    static final String OTHER_DENSITY = "otherLine";
    private static final String OWN = "ownMap";

    private static final String CALIBRATION = "calibration";
    private static final String HARMONISE = "harmonise";

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final List<Settings.Item> OFFERED = SETTINGS.items().stream()
            .filter(item -> List.of("law", "mesh", "elementSize", "region", "labelPreset", "level", "bc", "strength")
                    .contains(item.name()))
            .toList();

    private KernelInputs() {}

    static void declare(DynamicCommandInfo info) {
        SettingInputs.text(
                info,
                OWN,
                "Other's own label map",
                "Title of an open label map on the other's grid, to say what a segmentation of its own changes; may be"
                        + " empty.");
        calibration(info, REFERENCE_DENSITY, "Density of the reference");
        calibration(info, OTHER_DENSITY, "Density of the other");
        choice(
                info,
                HARMONISE,
                "Harmonise the other",
                "Brings it to the reference by a filter within the slices, and says what is left: pair, by the two images;"
                        + " bands, by the strength of frequency bands.",
                Arrays.stream(KernelOptions.Harmonise.values())
                        .map(KernelOptions.Harmonise::id)
                        .toList());
        SettingInputs.declare(info, OFFERED);
        SettingInputs.text(
                        info,
                        AnalyzeInputs.FOLDER,
                        "Save to folder",
                        "Folder for tables and difference maps; may be empty.")
                .setWidgetStyle("directory");
        SettingInputs.text(
                        info,
                        AnalyzeInputs.CONFIGURATION,
                        "Configuration file",
                        "JSON of settings; those changed here from their defaults win. May be empty.")
                .setWidgetStyle("file");
    }

    private static void calibration(DynamicCommandInfo info, String name, String label) {
        Settings.Item item = SETTINGS.items().stream()
                .filter(i -> i.name().equals(CALIBRATION))
                .findFirst()
                .orElseThrow();
        choice(
                info,
                name,
                label,
                item.declaration().help(),
                List.of(item.declaration().choices()));
        SettingInputs.text(
                        info,
                        name + "File",
                        label + ": file",
                        "Calibration saved as JSON, for the choice \"file\"; else empty.")
                .setWidgetStyle("file");
    }

    private static void choice(DynamicCommandInfo info, String name, String label, String help, List<String> choices) {
        MutableModuleItem<String> input = SettingInputs.text(info, name, label, help);
        input.setChoices(choices);
        input.setDefaultValue(choices.get(0));
    }

    /** One reconstruction with its calibration. */
    static KernelComparison.Side side(DynamicCommand command, String calibration, AnalysisInput images) {
        AnalysisConfig base = AnalyzeInputs.file((String) command.getInput(AnalyzeInputs.CONFIGURATION), SETTINGS);
        Map<String, String> changes = new LinkedHashMap<>(SettingInputs.changes(command, OFFERED));
        changes.put(CALIBRATION, (String) command.getInput(calibration));
        changes.put("calibrationFile", (String) command.getInput(calibration + "File"));
        return new KernelComparison.Side(images, SETTINGS.with(base, changes));
    }

    static KernelOptions options(DynamicCommand command, boolean own) {
        String harmonise = (String) command.getInput(HARMONISE);
        return new KernelOptions(own, KernelOptions.Harmonise.ofId(harmonise), Optional.empty());
    }

    /** The label map on the other's own grid, if one is named. */
    static Optional<ImagePlus> ownMap(DynamicCommand command) {
        String title = (String) command.getInput(OWN);
        if (title == null || title.isBlank()) {
            return Optional.empty();
        }
        ImagePlus map = WindowManager.getImage(title);
        if (map == null) {
            throw InputException.of("There is no open image \"%s\" to take the other's labels from.", title);
        }
        return Optional.of(map);
    }
}
