package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vertebrafe.io.Csv;

/**
 * A result as one row of a table, key numbers first: column header with unit to value, which is a number or a text.
 */
public final class ResultRow {

    private static final double MG_PER_G = 1000;

    private ResultRow() {}

    /** The row of a result. */
    public static Map<String, Object> of(AnalysisResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Stiffness (N/mm)", result.stiffness());
        row.put("Strength (N)", result.strength());
        row.put("Strength definition", result.strengthDefinition().id());
        row.put("Body height (mm)", result.frame().height());
        row.put("Mean body density (mg/cm3)", result.meanBodyDensity());
        if (Double.isFinite(result.meanTrabecularDensity())) {
            row.put("Mean trabecular density (mg/cm3)", result.meanTrabecularDensity());
        }
        result.vbmdAssessment().ifPresent(assessment -> {
            row.put("Trabecular vBMD (mg/cm3)", assessment.density() * MG_PER_G);
            double halfWidth = result.density().halfWidth95(assessment.density());
            if (Double.isFinite(halfWidth)) {
                row.put("vBMD 95 % half width by calibration (mg/cm3)", halfWidth * MG_PER_G);
            }
            row.put("vBMD category", assessment.words());
        });
        row.put("Body volume (mm3)", result.bodyVolume());
        result.strengths().forEach((definition, newtons) -> row.put(definition.id() + " (N)", newtons));
        row.put("Calibration", calibration(result.density()));
        row.put("Law", result.config().law());
        row.put("Boundary conditions", result.config().bc());
        row.put("Region", result.config().region());
        row.put("Mesh", result.config().mesh());
        row.put("Elements", (double) result.mesh().elements());
        row.put("Nodes", (double) result.mesh().nodes());
        row.put("Solver iterations", (double) result.solver().iterations());
        row.put("Relative residual", result.solver().relativeResidual());
        row.put("Reaction imbalance", result.test().imbalance());
        result.input().segmentation().ifPresent(made -> row.put("Segmentation verdict", made.verdict()));
        row.put("Warnings", (double) result.warnings().size());
        // Sentences: at the end, where they push no number out of sight.
        result.vbmdAssessment().ifPresent(assessment -> {
            row.put("vBMD rule", assessment.rule().name());
            row.put("vBMD limits", String.join(" ", assessment.notes()));
        });
        return row;
    }

    private static String calibration(ImageDensity density) {
        String made = density.calibration()
                .map(calibration -> calibration.method().words() + " (" + calibration.id() + ")")
                .orElse("unknown");
        return density.fromHu() ? made : "image of density, by " + made;
    }

    /** The row as two lines of comma-separated values, the vertebra's name first; RFC 4180. */
    public static String csv(AnalysisResult result) {
        List<Object> header = new ArrayList<>(List.of("Vertebra"));
        List<Object> line = new ArrayList<>(List.of(result.name()));
        of(result).forEach((column, value) -> {
            header.add(column);
            line.add(value);
        });
        return Csv.line(header) + Csv.line(line);
    }
}
