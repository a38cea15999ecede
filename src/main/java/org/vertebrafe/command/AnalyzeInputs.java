package org.vertebrafe.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scijava.ItemVisibility;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.MutableModuleItem;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;

/** The inputs of "Analyze Vertebra..." beside its images: one for each declared setting, and what to do with the result. */
final class AnalyzeInputs {

    /** Path of a JSON configuration; a String, since an empty File input cancels headless macros. */
    static final String CONFIGURATION = "configuration";

    /** Folder the result is saved to. */
    static final String FOLDER = "folder";

    /** Which maps to show. */
    static final String MAPS = "maps";

    private static final String ALL = "all";
    private static final String NONE = "none";

    private AnalyzeInputs() {}

    static void declare(DynamicCommandInfo info, Settings<AnalysisConfig> settings) {
        for (Settings.Item item : settings.items()) {
            info.addInput(item.type() == String.class ? text(info, item) : number(info, item));
        }
        List<String> maps = new ArrayList<>(List.of(ALL, NONE));
        Arrays.stream(MapQuantity.values()).map(MapQuantity::id).forEach(maps::add);
        MutableModuleItem<String> shown = extra(info, MAPS, "Show maps", "Which maps to open as 32-bit images.");
        shown.setChoices(maps);
        shown.setDefaultValue(MapQuantity.VON_MISES.id());
        info.addInput(shown);
        MutableModuleItem<String> folder =
                extra(info, FOLDER, "Save to folder", "Folder for result.json, maps, mesh and pictures; may be empty.");
        folder.setWidgetStyle("directory");
        info.addInput(folder);
        MutableModuleItem<String> configuration = extra(
                info,
                CONFIGURATION,
                "Configuration file",
                "JSON of settings; those changed here from their defaults win. May be empty.");
        configuration.setWidgetStyle("file");
        info.addInput(configuration);
    }

    /** The maps a choice stands for. */
    static Set<MapQuantity> maps(String choice) {
        return switch (choice) {
            case ALL -> EnumSet.allOf(MapQuantity.class);
            case NONE -> EnumSet.noneOf(MapQuantity.class);
            default -> EnumSet.of(MapQuantity.ofId(choice));
        };
    }

    /** The folder to save to, if one is named. */
    static Optional<Path> folder(String path) {
        return path == null || path.isBlank() ? Optional.empty() : Optional.of(Path.of(path));
    }

    /** The configuration a file holds, or the defaults where none is named. */
    static AnalysisConfig file(String path, Settings<AnalysisConfig> settings) {
        if (path == null || path.isBlank()) {
            return settings.defaults();
        }
        try {
            return settings.fromJson(Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new InputException("Configuration file " + path + " does not exist or cannot be read.", e);
        }
    }

    private static MutableModuleItem<String> text(DynamicCommandInfo info, Settings.Item item) {
        MutableModuleItem<String> input = new DefaultMutableModuleItem<>(info, item.name(), String.class);
        describe(input, item);
        if (item.declaration().choices().length > 0) {
            input.setChoices(List.of(item.declaration().choices()));
        }
        input.setDefaultValue(item.declaration().byDefault());
        return input;
    }

    private static MutableModuleItem<?> number(DynamicCommandInfo info, Settings.Item item) {
        if (item.type() == int.class) {
            MutableModuleItem<Integer> input = new DefaultMutableModuleItem<>(info, item.name(), Integer.class);
            describe(input, item);
            input.setMinimumValue((int) item.declaration().min());
            input.setMaximumValue((int) item.declaration().max());
            input.setDefaultValue((Integer) item.defaultValue());
            return input;
        }
        MutableModuleItem<Double> input = new DefaultMutableModuleItem<>(info, item.name(), Double.class);
        describe(input, item);
        if (Double.isFinite(item.declaration().min())) {
            input.setMinimumValue(item.declaration().min());
        }
        if (Double.isFinite(item.declaration().max())) {
            input.setMaximumValue(item.declaration().max());
        }
        input.setDefaultValue((Double) item.defaultValue());
        return input;
    }

    private static void describe(MutableModuleItem<?> input, Settings.Item item) {
        input.setLabel(item.labelWithUnit());
        input.setDescription(item.declaration().help());
        input.setRequired(false);
        // A value left out of a macro must be the default, not that of somebody's last dialog.
        input.setPersisted(false);
        if (item.declaration().expert()) {
            input.setVisibility(ItemVisibility.INVISIBLE);
        }
    }

    private static MutableModuleItem<String> extra(DynamicCommandInfo info, String name, String label, String help) {
        MutableModuleItem<String> input = new DefaultMutableModuleItem<>(info, name, String.class);
        input.setLabel(label);
        input.setDescription(help);
        input.setRequired(false);
        input.setPersisted(false);
        input.setDefaultValue("");
        return input;
    }
}
