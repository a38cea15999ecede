package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.segmentation.ImportedVertebra;
import org.vertebrafe.segmentation.LabelImport;
import org.vertebrafe.segmentation.ShapeMeasurement;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.oneclick.BodyCortex;
import org.vertebrafe.segmentation.oneclick.Segmentation.CortexThickness;

/**
 * A vertebra taken over from somebody's label map, in numbers and words.
 *
 * @param vertebra the labels
 * @param preset numbering they came in
 * @param level which vertebra was asked for; may be empty
 * @param measured thickness of the body's cortex in the CT, where it was measured
 */
public record ImportedLabels(
        ImportedVertebra vertebra, String preset, String level, Optional<CortexThickness> measured) {

    /** Thickness of the cortex where neither labels nor user tell it, mm. */
    public static final double CORTEX = 0.5;

    private static final double MM3_PER_CM3 = 1000;

    /** The settings of an analysis that say what the numbers of a label map mean. */
    public static List<Settings.Item> numbering(Settings<AnalysisConfig> settings) {
        return settings.items().stream()
                .filter(item -> List.of("labelPreset", "labelRoles", "level").contains(item.name()))
                .toList();
    }

    /**
     * How the cortex is told where the labels do not tell it.
     *
     * @param thickness of the posterior elements' cortex, and of the body's where it is not measured, mm
     * @param measured whether the body's is to be measured in the CT; an image that is no CT in HU leaves it stated
     */
    public record Cortex(double thickness, boolean measured) {}

    /**
     * Takes over one vertebra.
     *
     * @param ct HU or density
     * @param map labels on any grid in the same patient
     * @param config says what the numbers mean: label numbering, roles, level
     * @param cortex where the labels do not tell it
     * @throws InputException if the labels are not of this CT, or not understood
     */
    public static ImportedLabels of(
            Volume ct, Labels map, AnalysisConfig config, Cortex cortex, TaskExecutor threads, Progress progress) {
        progress.report("Taking over the labels", 0);
        ImportedVertebra vertebra = LabelImport.run(
                ct,
                map,
                InputTissues.roles(config.labelPreset(), config.labelRoles(), config.level(), map),
                cortex.thickness());
        Optional<CortexThickness> measured = Optional.empty();
        if (cortex.measured() && vertebra.shell() && HounsfieldCheck.problem(ct).isEmpty()) {
            progress.report("Measuring the cortex", 0.5);
            measured = measured(ct, vertebra.tissues(), threads, progress);
            vertebra = measured.isPresent()
                    ? LabelImport.withWall(vertebra, measured.get().wall())
                    : vertebra;
        }
        return new ImportedLabels(vertebra, config.labelPreset(), config.level(), measured);
    }

    private static Optional<CortexThickness> measured(
            Volume ct, TissueMap tissues, TaskExecutor threads, Progress progress) {
        try {
            CortexThickness found = BodyCortex.measure(ct, tissues, ShapeMeasurement.of(tissues), threads, progress);
            return Optional.of(found).filter(thickness -> Double.isFinite(thickness.wall()));
        } catch (InputException e) {
            // A body whose axes cannot be told, for instance one without posterior elements.
            return Optional.empty();
        }
    }

    /** What the user should know: what was done to the labels, then what speaks against them. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(vertebra.steps());
        remarks.addAll(vertebra.warnings());
        return remarks;
    }

    /** Numbering, level and size in a line. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "numbering %s%s, body %.1f cm3, vertebra %.1f cm3",
                preset,
                level.isEmpty() ? "" : ", " + level,
                LabelFigures.bodyVolume(vertebra.labels()) / MM3_PER_CM3,
                LabelFigures.vertebraVolume(vertebra.labels()) / MM3_PER_CM3);
    }

    /** A row of a table: column header with unit to number or text. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Label numbering", preset);
        row.put("Level", level);
        row.put("Vertebra in CT (%)", 100 * vertebra.inside());
        row.put("Body volume (cm3)", LabelFigures.bodyVolume(vertebra.labels()) / MM3_PER_CM3);
        row.put("Vertebra volume (cm3)", LabelFigures.vertebraVolume(vertebra.labels()) / MM3_PER_CM3);
        measured.ifPresent(thickness -> LabelFigures.cortexRow(row, thickness));
        row.put("Label steps", String.join(" ", vertebra.steps()));
        if (!vertebra.warnings().isEmpty()) {
            row.put("Label warnings", String.join(" ", vertebra.warnings()));
        }
        return row;
    }

    /**
     * The same as JSON text.
     *
     * @param others what the readers of the images want the user to know
     */
    public String json(List<String> others) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("labelNumbering", preset);
        figures.put("level", level);
        figures.put("insideCt", vertebra.inside());
        figures.put("bodyVolume_mm3", LabelFigures.bodyVolume(vertebra.labels()));
        figures.put("vertebraVolume_mm3", LabelFigures.vertebraVolume(vertebra.labels()));
        measured.ifPresent(thickness -> LabelFigures.cortexFigures(figures, thickness));
        figures.put("steps", vertebra.steps());
        List<String> warnings = new ArrayList<>(others);
        warnings.addAll(vertebra.warnings());
        return LabelFigures.json(figures, warnings);
    }
}
