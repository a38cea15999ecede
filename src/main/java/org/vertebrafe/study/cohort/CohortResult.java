package org.vertebrafe.study.cohort;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.calibration.LinearCalibration;
import org.vertebrafe.study.Measure;

/**
 * What became of one vertebra: its numbers, or why there are none. Nothing in it depends on the machine, the time or the
 * number of threads.
 *
 * @param values by column; texts and numbers
 * @param failure why the analysis failed; empty where it did not
 */
public record CohortResult(Map<String, Object> values, String failure) {

    private static final double MG_PER_G = 1000;

    /** Column of the trabecular density that the program measured. */
    public static final String MEASURED_VBMD = "measured_vbmd_mg_per_cm3";

    /** Column of the mean density of the body. */
    public static final String BODY_DENSITY = "mean_body_density_mg_per_cm3";

    /** Of a calibration that is a line. */
    static final String CALIBRATION_SLOPE = "calibration_slope_mg_per_cm3_per_hu";

    /** The columns of a result in a table. */
    static final List<String> COLUMNS = List.of(
            Measure.STRENGTH.column(),
            Measure.STIFFNESS.column(),
            MEASURED_VBMD,
            BODY_DENSITY,
            "body_height_mm",
            "body_volume_mm3",
            "strength_definition",
            "law",
            "boundary_conditions",
            "region",
            "calibration_method",
            CALIBRATION_SLOPE,
            "calibration_intercept_mg_per_cm3",
            "elements",
            "nodes",
            "solver_iterations",
            "warnings");

    static CohortResult of(AnalysisResult result, double measuredVbmd) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(Measure.STRENGTH.column(), result.strength());
        values.put(Measure.STIFFNESS.column(), result.stiffness());
        if (Double.isFinite(measuredVbmd)) {
            values.put(MEASURED_VBMD, measuredVbmd);
        }
        values.put(BODY_DENSITY, result.meanBodyDensity());
        values.put("body_height_mm", result.frame().height());
        values.put("body_volume_mm3", result.bodyVolume());
        values.put("strength_definition", result.strengthDefinition().id());
        values.put("law", result.config().law());
        values.put("boundary_conditions", result.config().bc());
        values.put("region", result.config().region());
        result.density().calibration().ifPresent(calibration -> {
            values.put("calibration_method", calibration.method().words());
            if (calibration instanceof LinearCalibration line) {
                values.put(CALIBRATION_SLOPE, MG_PER_G * line.slope());
                values.put("calibration_intercept_mg_per_cm3", MG_PER_G * line.intercept());
            }
        });
        values.put("elements", (double) result.mesh().elements());
        values.put("nodes", (double) result.mesh().nodes());
        values.put("solver_iterations", (double) result.solver().iterations());
        values.put("warnings", String.join(" | ", result.warnings()));
        values.putAll(PercentileTable.kept(result));
        return new CohortResult(values, "");
    }

    /** Numbers by column. */
    public static CohortResult done(Map<String, Object> values) {
        return new CohortResult(values, "");
    }

    static CohortResult failed(String reason) {
        return new CohortResult(Map.of(), reason);
    }

    /** Whether there are no numbers. */
    public boolean isFailure() {
        return !failure.isEmpty();
    }

    /** A value as a table has it: whole numbers without a point, empty where there is none. */
    String text(String column) {
        Object value = values.get(column);
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(Math.round(number));
        }
        return value == null ? "" : value.toString();
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        if (isFailure()) {
            json.addProperty("failure", failure);
        }
        values.forEach((column, value) -> {
            if (value instanceof Number number) {
                json.addProperty(column, number);
            } else {
                json.addProperty(column, value.toString());
            }
        });
        return json;
    }

    static CohortResult ofJson(JsonObject json) {
        if (json.has("failure")) {
            return failed(json.get("failure").getAsString());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            values.put(
                    entry.getKey(),
                    entry.getValue().getAsJsonPrimitive().isNumber()
                            ? (Object) entry.getValue().getAsDouble()
                            : entry.getValue().getAsString());
        }
        return new CohortResult(values, "");
    }
}
