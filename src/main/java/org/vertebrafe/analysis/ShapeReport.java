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
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.segmentation.ShapeMeasurement;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebraShape;
import org.vertebrafe.segmentation.oneclick.BodyCortex;
import org.vertebrafe.segmentation.oneclick.Segmentation.CortexThickness;

/**
 * The shape of a vertebra in numbers and words.
 *
 * @param tissues the labels it was measured on
 * @param shape size and shape
 * @param cortex thickness of the body's cortex, where the image is a CT in HU
 * @param remarks what the user should know, whole sentences
 */
public record ShapeReport(
        TissueMap tissues, VertebraShape shape, Optional<CortexThickness> cortex, List<String> remarks) {

    private static final double MM3_PER_CM3 = 1000;

    /**
     * Measures.
     *
     * @param input image and label map
     * @param config label numbering
     * @param wantCortex whether the cortex's thickness is wanted: it takes a CT in HU
     * @throws InputException if the label map does not tell the body, or the cortex is wanted of what is no CT
     */
    public static ShapeReport of(
            AnalysisInput input, AnalysisConfig config, boolean wantCortex, TaskExecutor threads, Progress progress) {
        progress.report("Measuring the vertebra's shape", 0);
        InputTissues labelled = InputTissues.of(input, config);
        VertebraShape shape = ShapeMeasurement.of(labelled.map());
        List<String> remarks = new ArrayList<>(input.warnings());
        remarks.addAll(labelled.remarks());
        Optional<CortexThickness> cortex = Optional.empty();
        if (wantCortex) {
            HounsfieldCheck.problem(input.image()).ifPresent(problem -> {
                throw InputException.of(
                        "The thickness of the cortex is measured in a CT in HU only: leave it out. %s", problem);
            });
            progress.report("Measuring the cortex", 0.3);
            cortex = Optional.of(BodyCortex.measure(input.image(), labelled.map(), shape, threads, progress));
        }
        return new ShapeReport(labelled.map(), shape, cortex, remarks);
    }

    /** A row of a table: column header with unit to number or text. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Anterior height (mm)", shape.anteriorHeight());
        row.put("Middle height (mm)", shape.middleHeight());
        row.put("Posterior height (mm)", shape.posteriorHeight());
        row.put("Anterior/posterior height", shape.wedgeRatio());
        row.put("Middle/posterior height", shape.biconcavityRatio());
        row.put("Wedge angle (degrees)", shape.wedge());
        row.put("Side wedge angle (degrees)", shape.sideWedge());
        row.put("Body height (mm)", shape.frame().height());
        row.put("Body width (mm)", shape.width());
        row.put("Body depth (mm)", shape.depth());
        row.put("Mid-height area (mm2)", shape.midArea());
        row.put("Body volume (cm3)", shape.bodyVolume() / MM3_PER_CM3);
        row.put("Vertebra volume (cm3)", shape.vertebraVolume() / MM3_PER_CM3);
        cortex.ifPresent(thickness -> LabelFigures.cortexRow(row, thickness));
        row.put("Superior axis (LPS)", words(shape.frame().superior()));
        row.put("Anterior axis (LPS)", words(shape.frame().anterior()));
        if (!remarks.isEmpty()) {
            row.put("Shape remarks", String.join(" ", remarks));
        }
        return row;
    }

    /** The same as JSON text. */
    public String json() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("anteriorHeight_mm", shape.anteriorHeight());
        figures.put("middleHeight_mm", shape.middleHeight());
        figures.put("posteriorHeight_mm", shape.posteriorHeight());
        figures.put("wedgeRatio", shape.wedgeRatio());
        figures.put("biconcavityRatio", shape.biconcavityRatio());
        figures.put("wedgeAngle_degrees", shape.wedge());
        figures.put("sideWedgeAngle_degrees", shape.sideWedge());
        figures.put("bodyHeight_mm", shape.frame().height());
        figures.put("bodyWidth_mm", shape.width());
        figures.put("bodyDepth_mm", shape.depth());
        figures.put("midHeightArea_mm2", shape.midArea());
        figures.put("bodyVolume_mm3", shape.bodyVolume());
        figures.put("vertebraVolume_mm3", shape.vertebraVolume());
        cortex.ifPresent(thickness -> LabelFigures.cortexFigures(figures, thickness));
        figures.put("middle_mm", LabelFigures.numbers(shape.middle()));
        figures.put("superior", LabelFigures.numbers(shape.frame().superior()));
        figures.put("anterior", LabelFigures.numbers(shape.frame().anterior()));
        figures.put(
                "superiorEndplateNormal",
                LabelFigures.numbers(shape.frame().superiorEndplate().normal()));
        figures.put(
                "inferiorEndplateNormal",
                LabelFigures.numbers(shape.frame().inferiorEndplate().normal()));
        return LabelFigures.json(figures, remarks);
    }

    private static String words(Vec3 v) {
        return String.format(Locale.ROOT, "%.3f %.3f %.3f", v.x(), v.y(), v.z());
    }
}
