package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.KernelEquations;

/**
 * Looks for settings that were changed from their default but, beside the others, have no effect: a user who set them
 * must be told.
 */
final class SettingsReview {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private final AnalysisConfig config;
    private final List<String> warnings = new ArrayList<>();

    private SettingsReview(AnalysisConfig config) {
        this.config = config;
    }

    /**
     * Reviews a configuration.
     *
     * @param caps whether the model has end caps
     * @param capsAdded whether the program makes them
     * @return a sentence for each setting without effect
     */
    static List<String> warnings(AnalysisConfig config, boolean caps, boolean capsAdded) {
        SettingsReview review = new SettingsReview(config);
        boolean hu = config.input().equals("hu");
        boolean ownLine = hu && config.calibration().equals("custom");
        review.need(hu, "the image holds HU", "calibration");
        review.need(ownLine, "calibration custom", "calibrationSlope", "calibrationIntercept");
        review.need(hu && config.calibration().equals("file"), "calibration file", "calibrationFile");
        review.need(ownLine || !hu, "calibration custom or an image of density", "densityKind");
        boolean oneOfMany = Stream.of("totalsegmentator", "verse").anyMatch(config.labelPreset()::equals);
        review.need(oneOfMany, "labelPreset totalsegmentator or verse", "level");
        review.need(config.labelPreset().equals("custom"), "labelPreset custom", "labelRoles");
        review.need(!config.mesh().equals("hex8"), "tetrahedra", "grading", "flatten");
        review.need(
                config.law().equals("custom"),
                "law custom",
                "lawCoefficient",
                "lawExponent",
                "lawOffset",
                "lawExpects");
        review.need(!config.law().equals("crawford-orthotropic"), "an isotropic law", "poissonRatio");
        review.need(config.binning().equals("equal"), "binning equal", "bins");
        review.need(caps, "a model with end caps", "capModulus", "capPoisson");
        review.need(capsAdded, "end caps that the program adds", "capThickness");
        return List.copyOf(review.warnings);
    }

    /** Contradictions that would change the answer if they were passed over. */
    static void refuseContradictions(AnalysisConfig config) {
        boolean ownKind = config.input().equals("hu")
                && !config.calibration().equals("custom")
                && !config.calibration().equals("none");
        if (ownKind && changed(config, "densityKind")) {
            throw InputException.of(
                    "densityKind = \"%s\", but calibration %s says itself what kind of density it gives%s: leave densityKind out,"
                            + " or use calibration custom.",
                    config.densityKind(),
                    config.calibration(),
                    KernelEquations.published(config.calibration())
                            .map(line -> " (" + line.kind().words() + ")")
                            .orElse(""));
        }
        boolean voxels = config.mesh().equals("hex8");
        if (config.binning().equals("ogo128") && !(voxels && config.elementSize() == 0)) {
            throw InputException.of(
                    "Binning %s reproduces a published model at the image's own voxels: set %s.",
                    config.binning(), voxels ? "the element size to 0" : "mesh to hex8, or binning to none or equal");
        }
        if (voxels && !config.densityMapping().equals("element")) {
            throw InputException.of(
                    "densityMapping = \"%s\" is for tetrahedra: a voxel has one density. Set mesh to tet10, or"
                            + " densityMapping to element.",
                    config.densityMapping());
        }
    }

    private void need(boolean given, String condition, String... names) {
        if (given) {
            return;
        }
        Map<String, Object> values = SETTINGS.values(config);
        for (String name : names) {
            if (changed(config, name)) {
                warnings.add(name + " = " + values.get(name) + " has no effect here: it needs " + condition + ".");
            }
        }
    }

    private static boolean changed(AnalysisConfig config, String name) {
        return !Objects.equals(
                SETTINGS.values(config).get(name),
                SETTINGS.values(SETTINGS.defaults()).get(name));
    }
}
