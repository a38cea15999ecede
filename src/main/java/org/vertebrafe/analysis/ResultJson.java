package org.vertebrafe.analysis;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.calibration.CalibrationJson;
import org.vertebrafe.density.VbmdAssessment;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.dicom.CtAcquisitionJson;
import org.vertebrafe.material.DensityConversion;
import org.vertebrafe.material.MaterialSettings;

/** A result as {@code result.json}: the numbers, and all that is needed to know how they came about. */
public final class ResultJson {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final double MG_PER_G = 1000;

    private ResultJson() {}

    /** The JSON text of a result. */
    public static String of(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("vertebra", result.name());
        json.addProperty("stiffness_N_per_mm", result.stiffness());
        json.addProperty("strength_N", result.strength());
        json.addProperty("strengthDefinition", result.strengthDefinition().id());
        json.add("strengths_N", strengths(result));
        json.addProperty("height_mm", result.frame().height());
        json.addProperty("meanBodyDensity_mg_per_cm3", result.meanBodyDensity());
        if (Double.isFinite(result.meanTrabecularDensity())) {
            json.addProperty("meanTrabecularDensity_mg_per_cm3", result.meanTrabecularDensity());
        }
        json.add("vbmd", vbmd(result));
        result.vbmdAssessment().ifPresent(assessment -> json.add("vbmdCategory", category(assessment)));
        json.addProperty("bodyVolume_mm3", result.bodyVolume());
        json.add("mesh", MeshJson.of(result.model()));
        json.add("solver", solver(result));
        json.addProperty("reactionBalance", result.test().imbalance());
        json.add("test", test(result));
        json.add("frame", frame(result));
        result.input().segmentation().ifPresent(report -> json.add("segmentation", GSON.toJsonTree(report.figures())));
        result.acquisition().ifPresent(scan -> json.add("acquisition", CtAcquisitionJson.of(scan)));
        json.add("warnings", texts(result.warnings()));
        JsonObject timings = new JsonObject();
        result.timings().forEach(timings::addProperty);
        json.add("timings_s", timings);
        json.add("provenance", provenance(result));
        return GSON.toJson(json) + "\n";
    }

    /** How a result came about, as in {@link #of}, without the path of a calibration file, which may name a patient. */
    static String provenanceOnly(AnalysisResult result) {
        JsonObject json = provenance(result);
        result.acquisition().ifPresent(scan -> json.add("acquisition", CtAcquisitionJson.of(scan)));
        JsonObject configuration = json.getAsJsonObject("configuration");
        if (configuration.has("calibrationFile")
                && !configuration.get("calibrationFile").getAsString().isEmpty()) {
            configuration.addProperty("calibrationFile", "(path left out)");
        }
        return GSON.toJson(json);
    }

    private static JsonObject strengths(AnalysisResult result) {
        JsonObject json = new JsonObject();
        result.strengths().forEach((definition, newtons) -> json.addProperty(definition.id(), newtons));
        return json;
    }

    private static JsonObject vbmd(AnalysisResult result) {
        JsonObject json = new JsonObject();
        result.vbmd().forEach((name, vbmd) -> {
            JsonObject region = new JsonObject();
            region.addProperty("mean_mg_per_cm3", vbmd.mean() * MG_PER_G);
            region.addProperty("sd_mg_per_cm3", vbmd.sd() * MG_PER_G);
            addKnown(
                    region,
                    "calibrationStandardError_mg_per_cm3",
                    result.density().standardError(vbmd.mean()) * MG_PER_G);
            addKnown(
                    region,
                    "calibrationHalfWidth95_mg_per_cm3",
                    result.density().halfWidth95(vbmd.mean()) * MG_PER_G);
            region.addProperty("volume_mm3", vbmd.volume());
            region.addProperty("voxels", vbmd.voxels());
            region.addProperty("region", vbmd.region());
            json.add(name, region);
        });
        return json;
    }

    private static JsonObject category(VbmdAssessment assessment) {
        JsonObject json = new JsonObject();
        json.addProperty("region", BodyDensity.ELLIPTIC_CYLINDER);
        json.addProperty("category", assessment.words());
        json.addProperty("rule", assessment.rule().name());
        json.addProperty("source", assessment.rule().source());
        assessment
                .standardError()
                .ifPresent(error -> json.addProperty("calibrationStandardError_mg_per_cm3", error * MG_PER_G));
        json.add("limits", texts(assessment.notes()));
        return json;
    }

    /** What the calibration alone adds is stated where it is known. */
    private static void addKnown(JsonObject json, String name, double value) {
        if (Double.isFinite(value)) {
            json.addProperty(name, value);
        }
    }

    private static JsonObject solver(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("name", result.solver().solver());
        json.addProperty("iterations", result.solver().iterations());
        json.addProperty("relativeResidual", result.solver().relativeResidual());
        return json;
    }

    private static JsonObject test(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("displacement_mm", result.test().displacement());
        json.addProperty("force_N", result.test().force());
        json.add("superiorReaction_N", vector(result.test().superiorReaction()));
        json.add("inferiorReaction_N", vector(result.test().inferiorReaction()));
        json.addProperty("endCaps", result.model().specimen().caps());
        return json;
    }

    private static JsonObject frame(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.add("bodyCentre_LPS_mm", vector(result.frame().bodyCentre()));
        json.add("loadingAxis_LPS", vector(result.frame().superior()));
        json.add("anterior_LPS", vector(result.frame().anterior()));
        json.addProperty("loadingTilt_degrees", result.loadingTiltDegrees());
        return json;
    }

    private static JsonObject provenance(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.addProperty("notice", "Research software: a number for a model, not a diagnosis.");
        json.add("image", image(result.input().image()));
        json.add("labels", image(result.input().labels()));
        result.density()
                .calibration()
                .ifPresent(calibration -> json.add("calibration", CalibrationJson.of(calibration)));
        json.addProperty("calibrationAppliedTo", result.density().fromHu() ? "HU" : "nothing: the image holds density");
        json.add("material", material(result));
        json.addProperty("strengthDefinition", result.strengthDefinition().words());
        json.add("configuration", Settings.of(AnalysisConfig.class).toJson(result.config()));
        return json;
    }

    private static JsonObject material(AnalysisResult result) {
        MaterialSettings material = result.model().material();
        JsonObject json = new JsonObject();
        json.addProperty("law", material.law().id());
        json.addProperty("formula_MPa", material.law().formula());
        json.addProperty("source", material.law().source());
        json.addProperty("imageDensity", material.measured().words());
        json.addProperty("lawDensity", material.law().expects().words());
        json.add(
                "densityConversion",
                texts(material.path().stream().map(DensityConversion::source).toList()));
        json.addProperty("elasticity", material.bone().description());
        json.addProperty("assignment", result.model().elements().assignment());
        return json;
    }

    private static JsonObject image(Volume volume) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        MessageDigest digest = sha256();
        for (float value : volume.values()) {
            if (bytes.remaining() < Float.BYTES) {
                digest.update(bytes.flip());
                bytes.clear();
            }
            bytes.putFloat(value);
        }
        digest.update(bytes.flip());
        return image(volume.grid(), digest);
    }

    private static JsonObject image(Labels labels) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        MessageDigest digest = sha256();
        for (int at = 0; at < labels.grid().voxels(); at++) {
            if (bytes.remaining() < Short.BYTES) {
                digest.update(bytes.flip());
                bytes.clear();
            }
            bytes.putShort((short) labels.get(at));
        }
        digest.update(bytes.flip());
        return image(labels.grid(), digest);
    }

    private static JsonObject image(VoxelGrid grid, MessageDigest digest) {
        JsonObject json = new JsonObject();
        JsonArray size = new JsonArray();
        size.add(grid.nx());
        size.add(grid.ny());
        size.add(grid.nz());
        json.add("size_voxels", size);
        json.add("voxelSize_mm", vector(grid.spacing()));
        json.addProperty("sha256_of_values", HexFormat.of().formatHex(digest.digest()));
        return json;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    static JsonArray vector(Vec3 v) {
        JsonArray array = new JsonArray();
        array.add(v.x());
        array.add(v.y());
        array.add(v.z());
        return array;
    }

    private static JsonArray texts(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
