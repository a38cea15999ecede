package org.vertebrafe.calibration;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** A calibration as JSON, the same in results and in files of their own. */
public final class CalibrationJson {

    private static final String ID = "id";
    private static final String CURVATURE = "curvature_g_per_cm3_per_HU2";
    private static final String SLOPE = "slope_g_per_cm3_per_HU";
    private static final String INTERCEPT = "intercept_g_per_cm3";
    private static final String SOURCE = "source";
    private static final String KIND = "densityKind";
    private static final String METHOD = "method";
    private static final String UNCERTAINTY = "uncertainty";
    private static final String COVARIANCE = "covariance";
    private static final String FREEDOM = "degreesOfFreedom";
    private static final String BASIS = "basis";
    private static final String REMARKS = "remarks";

    private CalibrationJson() {}

    /** The JSON object of a calibration. */
    public static JsonObject of(DensityCalibration calibration) {
        JsonObject json = new JsonObject();
        List<Double> coefficients = calibration.coefficients();
        json.addProperty(ID, calibration.id());
        if (coefficients.size() > 2) {
            json.addProperty(CURVATURE, coefficients.get(2));
        }
        json.addProperty(SLOPE, coefficients.get(1));
        json.addProperty(INTERCEPT, coefficients.get(0));
        json.addProperty(SOURCE, calibration.source());
        json.addProperty(KIND, calibration.kind().id());
        json.addProperty(METHOD, calibration.method().id());
        calibration.uncertainty().ifPresent(uncertainty -> json.add(UNCERTAINTY, uncertainty(uncertainty)));
        if (!calibration.remarks().isEmpty()) {
            JsonArray remarks = new JsonArray();
            calibration.remarks().forEach(remarks::add);
            json.add(REMARKS, remarks);
        }
        return json;
    }

    private static JsonObject uncertainty(CalibrationUncertainty uncertainty) {
        JsonObject json = new JsonObject();
        JsonArray covariance = new JsonArray();
        uncertainty.covariance().forEach(covariance::add);
        json.add(COVARIANCE, covariance);
        if (Double.isFinite(uncertainty.degreesOfFreedom())) {
            json.addProperty(FREEDOM, uncertainty.degreesOfFreedom());
        }
        json.addProperty(BASIS, uncertainty.basis());
        return json;
    }

    static DensityCalibration read(JsonFields json) {
        json.only(ID, CURVATURE, SLOPE, INTERCEPT, SOURCE, KIND, METHOD, UNCERTAINTY, REMARKS);
        String id = json.text(ID);
        double slope = json.number(SLOPE, -1, 1);
        double intercept = json.number(INTERCEPT, -10, 10);
        DensityKind kind = DensityKind.ofId(json.text(KIND));
        String source = json.text(SOURCE);
        CalibrationMethod method = CalibrationMethod.ofId(json.text(METHOD));
        Optional<CalibrationUncertainty> uncertainty = uncertainty(json);
        List<String> remarks = json.has(REMARKS) ? json.texts(REMARKS) : List.of();
        return json.has(CURVATURE)
                ? new QuadraticCalibration(
                        id, json.number(CURVATURE, -1, 1), slope, intercept, kind, source, method, uncertainty, remarks)
                : new LinearCalibration(id, slope, intercept, kind, source, method, uncertainty, remarks);
    }

    private static Optional<CalibrationUncertainty> uncertainty(JsonFields json) {
        if (!json.has(UNCERTAINTY)) {
            return Optional.empty();
        }
        JsonFields fields = json.object(UNCERTAINTY).only(COVARIANCE, FREEDOM, BASIS);
        return Optional.of(new CalibrationUncertainty(
                fields.numbers(COVARIANCE, -100, 100),
                fields.optionalNumber(FREEDOM, 0, 1e9).orElse(Double.POSITIVE_INFINITY),
                fields.text(BASIS)));
    }
}
