package org.vertebrafe.synthetic;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;

/** What is true of a virtual scan, as JSON: calibration line, vertebrae, rods of the phantom. */
public final class TruthJson {

    private TruthJson() {}

    /** The JSON text, with the seed that the patient was made from. */
    public static String of(VirtualScan scan, long seed) {
        return text(json(scan, seed));
    }

    /** The JSON text of a random patient's scan, with what was drawn. */
    public static String of(VirtualScan scan, RandomPatient patient) {
        JsonObject json = json(scan, patient.seed());
        JsonObject drawn = new JsonObject();
        drawn.addProperty("trabecular_density_g_per_cm3", patient.trabecularDensity());
        drawn.addProperty("contrast_agent_adds_g_per_cm3", patient.contrastShift());
        drawn.addProperty("sagittal_tilt_degrees", patient.sagittalTilt());
        drawn.addProperty("coronal_tilt_degrees", patient.coronalTilt());
        drawn.addProperty("table_height_mm", patient.tableHeight());
        drawn.addProperty("sclerotic_endplates", patient.sclerotic());
        drawn.addProperty("pedicle_screws", patient.implants());
        json.add("patient", drawn);
        return text(json);
    }

    private static String text(JsonObject json) {
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private static JsonObject json(VirtualScan scan, long seed) {
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.addProperty("seed", seed);
        json.add("calibration", calibration(scan));
        JsonArray vertebrae = new JsonArray();
        for (int v = 0; v < scan.vertebrae().size(); v++) {
            vertebrae.add(vertebra(scan.vertebrae().get(v), 10 * v + 1));
        }
        json.add("vertebrae", vertebrae);
        scan.scene()
                .phantom()
                .ifPresent(
                        phantom -> json.addProperty("phantom", phantom.layout().id()));
        JsonArray rods = new JsonArray();
        for (int r = 0; r < scan.rods().size(); r++) {
            rods.add(rod(scan.rods().get(r), VirtualScan.ROD + r));
        }
        json.add("rods", rods);
        return json;
    }

    private static JsonObject calibration(VirtualScan scan) {
        JsonObject line = new JsonObject();
        line.addProperty("slope_g_per_cm3_per_HU", scan.scene().line().slope());
        line.addProperty("intercept_g_per_cm3", scan.scene().line().intercept());
        line.addProperty("density_kind", scan.scene().line().kind().id());
        return line;
    }

    private static JsonObject vertebra(VertebraTruth truth, int firstLabel) {
        JsonObject one = new JsonObject();
        one.addProperty("first_label", firstLabel);
        one.add("centre_LPS_mm", array(truth.centre()));
        one.add("superior_LPS", array(truth.superior()));
        one.addProperty("body_height_mm", truth.bodyHeight());
        one.addProperty("central_height_mm", truth.centralHeight());
        if (Double.isFinite(truth.trabecularDensity())) {
            one.addProperty("trabecular_density_in_view_g_per_cm3", truth.trabecularDensity());
        }
        return one;
    }

    private static JsonObject rod(CalibrationPhantom.RodTruth truth, int label) {
        JsonObject one = new JsonObject();
        one.addProperty("label", label);
        one.addProperty("name", truth.name());
        one.addProperty("density_g_per_cm3", truth.density());
        one.addProperty("HU", truth.hu());
        one.add("centre_LPS_mm", array(truth.centre()));
        one.add("axis_LPS", array(truth.axis()));
        one.addProperty("radius_mm", truth.radius());
        return one;
    }

    private static JsonArray array(Vec3 v) {
        JsonArray array = new JsonArray();
        array.add(v.x());
        array.add(v.y());
        array.add(v.z());
        return array;
    }
}
