package org.vertebrafe.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.scijava.ItemIO;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.MutableModuleItem;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.CtStack;

/** The inputs of "Analyze Vertebra..." beside its images: one for each declared setting, and what to do with the result. */
final class AnalyzeInputs {

    /** Path of a JSON configuration; a String, since an empty File input cancels headless macros. */
    static final String CONFIGURATION = "configuration";

    /** Folder the result is saved to. */
    static final String FOLDER = "folder";

    /** Which maps to show. */
    static final String MAPS = "maps";

    /** The output of all maps in one image. */
    static final String STACK = "mapStack";

    private static final String HYPERSTACK = "hyperstack";
    private static final String ALL = "all";
    private static final String NONE = "none";

    private AnalyzeInputs() {}

    static void declare(DynamicCommandInfo info, Settings<AnalysisConfig> settings) {
        SettingInputs.declare(info, settings.items());
        List<String> maps = new ArrayList<>(List.of(ALL, NONE, HYPERSTACK));
        maps.addAll(MapQuantity.ids());
        MutableModuleItem<String> shown = SettingInputs.text(
                info, MAPS, "Show maps", "Which maps to open as 32-bit images; hyperstack: all as channels of one.");
        shown.setChoices(maps);
        shown.setDefaultValue(MapQuantity.VON_MISES.id());
        SettingInputs.text(
                        info,
                        FOLDER,
                        "Save to folder",
                        "Folder for result.json, maps, mesh and pictures; may be empty.")
                .setWidgetStyle("directory");
        SettingInputs.text(
                        info,
                        CONFIGURATION,
                        "Configuration file",
                        "JSON of settings; those changed here from their defaults win. May be empty.")
                .setWidgetStyle("file");
        for (MapQuantity quantity : MapQuantity.values()) {
            output(info, output(quantity), quantity.title());
        }
        output(info, STACK, "Maps");
    }

    private static void output(DynamicCommandInfo info, String name, String label) {
        MutableModuleItem<ImagePlus> output = new DefaultMutableModuleItem<>(info, name, ImagePlus.class);
        output.setLabel(label);
        output.setIOType(ItemIO.OUTPUT);
        info.addOutput(output);
    }

    /** Name of the output of a map; of those there were first it is frozen. */
    static String output(MapQuantity quantity) {
        return switch (quantity) {
            case STRAIN_ENERGY_DENSITY -> "sedMap";
            case MIN_PRINCIPAL_STRAIN -> "strainMap";
            default -> camel(quantity.id()) + "Map";
        };
    }

    private static String camel(String id) {
        return Pattern.compile("-(.)").matcher(id).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }

    /** Whether a choice wants its maps as channels of one image. */
    static boolean inOneStack(String choice) {
        return HYPERSTACK.equals(choice);
    }

    /** The images of a vertebra, with what the CT brings along. */
    static AnalysisInput images(CtStack ct, ImagePlus labels) {
        return new AnalysisInput(
                ct.title(),
                ct.volume(),
                ct.labels(labels),
                Optional.empty(),
                ct.acquisition(),
                ct.calibration(),
                ct.warnings());
    }

    /** The maps a choice stands for. */
    static Set<MapQuantity> maps(String choice) {
        return switch (choice) {
            case ALL, HYPERSTACK -> EnumSet.allOf(MapQuantity.class);
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
}
