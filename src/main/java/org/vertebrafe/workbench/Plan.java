package org.vertebrafe.workbench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;

/**
 * What a person wants: the images, and every choice of every stage.
 *
 * @param ct the CT
 * @param calibration how it is calibrated
 * @param seed the point to segment from
 * @param labels a label map that is there already; wins over the seed
 * @param analysis the settings of the analysis; its calibration follows from the choice above
 */
public record Plan(
        Optional<CtSource> ct,
        CalibrationChoice calibration,
        Optional<Seed> seed,
        Optional<LabelSource> labels,
        AnalysisConfig analysis) {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    /** Nothing chosen yet. */
    public static final Plan EMPTY = new Plan(
            Optional.empty(), CalibrationChoice.DEFAULT, Optional.empty(), Optional.empty(), AnalysisConfig.defaults());

    /** The same of another CT; the point and the label map belonged to the former one. */
    public Plan with(CtSource other) {
        return new Plan(Optional.of(other), calibration, Optional.empty(), Optional.empty(), analysis);
    }

    /** The same with another calibration. */
    public Plan with(CalibrationChoice other) {
        return new Plan(ct, other, seed, labels, analysis);
    }

    /** The same segmented from a point. */
    public Plan with(Seed point) {
        return new Plan(ct, calibration, Optional.of(point), Optional.empty(), analysis);
    }

    /** The same with a label map that is there. */
    public Plan with(LabelSource map) {
        return new Plan(ct, calibration, seed, Optional.of(map), analysis);
    }

    /** The same segmented from the point instead of a label map. */
    public Plan withoutLabels() {
        return new Plan(ct, calibration, seed, Optional.empty(), analysis);
    }

    /** The same with other settings. */
    public Plan with(AnalysisConfig settings) {
        return new Plan(ct, calibration, seed, labels, settings);
    }

    /**
     * The same with one setting changed.
     *
     * @throws org.vertebrafe.base.InputException if it is unknown or the value is not allowed
     */
    public Plan with(String setting, String value) {
        return with(SETTINGS.with(analysis, Map.of(setting, value)));
    }

    /** Whether the image holds HU. */
    public boolean hounsfield() {
        return analysis.input().equals("hu");
    }

    /** The settings as the analysis gets them. */
    public AnalysisConfig effective() {
        Map<String, String> changes = new LinkedHashMap<>();
        boolean custom = hounsfield() && calibration.how() == CalibrationChoice.How.CUSTOM;
        changes.put("calibration", !hounsfield() ? "none" : custom ? "custom" : "image");
        if (labels.isEmpty()) {
            // Labels that are made here are in the program's own numbering.
            for (String name : new String[] {"labelPreset", "labelRoles", "level"}) {
                changes.put(name, SETTINGS.values(SETTINGS.defaults()).get(name).toString());
            }
        }
        return SETTINGS.with(analysis, changes);
    }

    /** The value of a setting as the analysis gets it, as text. */
    static Map<String, Object> values(AnalysisConfig config) {
        return SETTINGS.values(config);
    }
}
