package org.vertebrafe.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.Settings;

/** The commands that do what the stages did. */
public final class Actions {

    /** Package of the commands; their names are frozen by tests of theirs. */
    private static final String COMMANDS = "org.vertebrafe.command.";

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);
    private static final Settings<CalibrationConfig> CALIBRATION = Settings.of(CalibrationConfig.class);

    private Actions() {}

    /** Title that the label map of a CT gets. */
    public static String labelTitle(String ct) {
        return "labels of " + ct;
    }

    /** What a stage did, if it is up to date and did something of its own; {@link Stage#RESULTS} stands for the model. */
    public static Optional<Action> of(Work work, Stage stage) {
        if (work.light(stage) != Light.DONE) {
            return Optional.empty();
        }
        return switch (stage) {
            case CALIBRATE -> calibration(work);
            case SEGMENT -> segmentation(work);
            case RESULTS -> Optional.of(analysis(work));
            default -> Optional.empty();
        };
    }

    /** All that was done and is up to date, in order. */
    public static List<Action> of(Work work) {
        List<Action> actions = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            of(work, stage).ifPresent(actions::add);
        }
        return actions;
    }

    private static String ct(Work work) {
        return work.plan().ct().orElseThrow().title();
    }

    private static Optional<Action> calibration(Work work) {
        CalibrationChoice choice = work.plan().calibration();
        if (!work.plan().hounsfield()) {
            return Optional.empty();
        }
        Map<String, String> images = Map.of("ct", ct(work));
        return switch (choice.how()) {
            case IMAGE, CUSTOM -> Optional.empty();
            case PHANTOMLESS -> Optional.of(new Action(
                    "Calibrate CT Density (Phantomless)...",
                    COMMANDS + "CalibrateDensityPhantomless",
                    images,
                    Map.of("tissues", "find")));
            default -> {
                Map<String, Object> options = new LinkedHashMap<>();
                options.put("method", choice.how().id());
                CALIBRATION.values(choice.config()).forEach((name, value) -> {
                    boolean given = !value.equals(
                            CALIBRATION.values(CALIBRATION.defaults()).get(name));
                    if (given && !name.equals("method")) {
                        options.put(name, value);
                    }
                });
                options.put("rods", choice.marked() ? "rois" : "find");
                options.put("plot", false);
                yield Optional.of(
                        new Action("Calibrate CT Density...", COMMANDS + "CalibrateDensity", images, options));
            }
        };
    }

    private static Optional<Action> segmentation(Work work) {
        if (work.plan().labels().isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("seed", "voxel");
        options.put("position", work.plan().seed().orElseThrow().text());
        options.put("part", work.plan().analysis().region().equals("body") ? "body" : "whole vertebra");
        options.put("outlines", false);
        return Optional.of(
                new Action("Segment Vertebra...", COMMANDS + "SegmentVertebra", Map.of("ct", ct(work)), options));
    }

    private static Action analysis(Work work) {
        Map<String, String> images = new LinkedHashMap<>();
        images.put("ct", ct(work));
        images.put("labels", labels(work));
        Map<String, Object> options = new LinkedHashMap<>(changes(work));
        options.put("maps", "von-mises");
        return new Action("Analyze Vertebra...", COMMANDS + "AnalyzeVertebra", images, options);
    }

    /** Title of the label map that is analysed. */
    static String labels(Work work) {
        return work.plan().labels().map(LabelSource::title).orElseGet(() -> labelTitle(ct(work)));
    }

    /** The settings of the analysis that are not at their default: String, Double or Integer by name. */
    static Map<String, Object> changes(Work work) {
        Map<String, Object> changes = new LinkedHashMap<>();
        Map<String, Object> defaults = SETTINGS.values(SETTINGS.defaults());
        SETTINGS.values(work.plan().effective()).forEach((name, value) -> {
            if (!value.equals(defaults.get(name))) {
                changes.put(name, value);
            }
        });
        return changes;
    }
}
