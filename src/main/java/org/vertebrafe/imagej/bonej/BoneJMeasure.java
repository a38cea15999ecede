package org.vertebrafe.imagej.bonej;

import java.util.List;
import java.util.Map;
import org.vertebrafe.base.Choice;

/** The measures of BoneJ that say something about a vertebral mask. */
public enum BoneJMeasure {
    VOLUME_FRACTION("volume fraction", BoneJMask.CORTEX, List.of("org.bonej.wrapperPlugins.ElementFractionWrapper")),
    THICKNESS(
            "thickness",
            BoneJMask.CORTEX,
            List.of("org.bonej.wrapperPlugins.ThicknessWrapper"),
            Map.of("mapChoice", "Trabecular thickness", "showMaps", false, "maskArtefacts", true)),
    SURFACE_AREA("surface area", BoneJMask.BODY, List.of("org.bonej.wrapperPlugins.SurfaceAreaWrapper")),
    CONNECTIVITY(
            "connectivity",
            BoneJMask.BODY,
            List.of("org.bonej.wrapperPlugins.ConnectivityWrapper", "org.bonej.plugins.Connectivity")),
    /** The increment has no default of its own before its dialog; the square root of 3 voxels is the least BoneJ takes. */
    ANISOTROPY(
            "anisotropy",
            BoneJMask.CORTEX,
            List.of(
                    "org.bonej.wrapperPlugins.AnisotropyWrapper",
                    "org.bonej.wrapperPlugins.anisotropy.AnisotropyWrapper"),
            Map.of("samplingIncrement", 1.74)),
    MOMENTS("moments", BoneJMask.BODY, List.of("org.bonej.plugins.Moments")),
    SLICE_GEOMETRY("slice geometry", BoneJMask.BODY, List.of("org.bonej.plugins.SliceGeometry"));

    private final String id;
    private final BoneJMask mask;
    private final List<String> classes;
    private final Map<String, Object> settings;

    BoneJMeasure(String id, BoneJMask mask, List<String> classes) {
        this(id, mask, classes, Map.of());
    }

    BoneJMeasure(String id, BoneJMask mask, List<String> classes, Map<String, Object> settings) {
        this.id = id;
        this.mask = mask;
        this.classes = classes;
        this.settings = settings;
    }

    /** The name in dialogs and macros. */
    public String id() {
        return id;
    }

    /** What it is measured on. */
    BoneJMask mask() {
        return mask;
    }

    /** Names that BoneJ's command has had, one of which is there when it is installed. */
    List<String> classes() {
        return classes;
    }

    /** Inputs that differ from the command's defaults: no windows, no questions. */
    Map<String, Object> settings() {
        return settings;
    }

    /**
     * What the dialogs of plugins of ImageJ 1 are told: of moments and slice geometry one density for all that is bone, and
     * as for all that is left out their defaults, with no picture drawn.
     */
    String options() {
        return "slope=0 y_intercept=1.8";
    }

    /**
     * The measure of a name.
     *
     * @throws org.vertebrafe.base.InputException listing the names there are
     */
    public static BoneJMeasure ofId(String id) {
        return Choice.of("BoneJ measure", id, List.of(values()), BoneJMeasure::id);
    }
}
