package org.vertebrafe.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisSteps;
import org.vertebrafe.analysis.Settings;

/** A stage of the work, in the order in which a person meets them. */
public enum Stage {
    CT("CT", List.of("input"), List.of("input")),
    CALIBRATE("Calibrate", List.of(), List.of(), CT),
    SEGMENT("Segment", List.of("region"), List.of("region", "labelPreset", "level", "labelRoles"), CT),
    MESH("Mesh", AnalysisSteps.MESH, List.of("mesh", "elementSize", "grading", "flatten"), CT, CALIBRATE, SEGMENT),
    MATERIAL(
            "Material and load",
            AnalysisSteps.MATERIAL,
            List.of(
                    "law",
                    "bc",
                    "conversion",
                    "lawCoefficient",
                    "lawExponent",
                    "lawOffset",
                    "lawExpects",
                    "poissonRatio",
                    "modulusFloor",
                    "binning",
                    "bins",
                    "densityMapping",
                    "caps",
                    "capThickness",
                    "capModulus",
                    "capPoisson",
                    "axis",
                    "compression"),
            MESH),
    SOLVE("Solve", AnalysisSteps.SOLVE, List.of("tolerance", "maxIterations", "threads"), MATERIAL),
    RESULTS("Results", every(), List.of("strength"), SOLVE);

    private final String title;
    private final List<String> reads;
    private final List<String> shows;
    private final List<Stage> needs;

    Stage(String title, List<String> reads, List<String> shows, Stage... needs) {
        this.title = title;
        this.reads = reads;
        this.shows = shows;
        this.needs = List.of(needs);
    }

    private static List<String> every() {
        List<String> names = new ArrayList<>();
        Settings.of(AnalysisConfig.class).items().forEach(item -> names.add(item.name()));
        return names;
    }

    /** Name for a person. */
    public String title() {
        return title;
    }

    /** The settings of the analysis that decide its outcome, beside what it needs. */
    public List<String> reads() {
        return reads;
    }

    /**
     * The settings of the analysis that a person finds in its panel. End caps and the load are shown together though
     * caps are meshed: changing them makes the mesh stale.
     */
    public List<String> shows() {
        return shows;
    }

    /** The stages whose outcome it starts from. */
    public List<Stage> needs() {
        return needs;
    }

    /** This stage and all that have to be done before it, in order. */
    public Set<Stage> path() {
        Set<Stage> path = EnumSet.of(this);
        needs.forEach(stage -> path.addAll(stage.path()));
        return path;
    }

    /** The one after it, or itself where there is none. */
    public Stage next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    /** The stage in whose panel a setting is. */
    public static Stage showing(String setting) {
        return Arrays.stream(values())
                .filter(stage -> stage.shows.contains(setting))
                .findFirst()
                .orElse(CALIBRATE);
    }
}
