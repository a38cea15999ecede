package org.vertebrafe.io.dicom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A scan's record as JSON, names with their units. The date is left out unless asked for: with a place it identifies a
 * patient (it is among the identifiers of the HIPAA safe harbour, 45 CFR 164.514(b)(2)); scans of a phantom need it, for
 * calibrations age.
 */
public final class CtAcquisitionJson {

    private static final String MANUFACTURER = "manufacturer";
    private static final String MODEL = "model";
    private static final String DATE = "date";
    private static final String VOLTAGE = "peakKilovoltage_kV";
    private static final String CURRENT = "tubeCurrent_mA";
    private static final String EXPOSURE = "exposure_mAs";
    private static final String KERNEL = "convolutionKernel";
    private static final String THICKNESS = "sliceThickness_mm";
    private static final String CONTRAST = "contrastAgent";
    private static final String TABLE = "tableHeight_mm";
    private static final String TILT = "gantryTilt_degrees";
    private static final String OSTEO = "siemensOsteo";
    private static final String LOSSY = "lossyCompression";
    private static final String MIN = "min";
    private static final String MAX = "max";

    private CtAcquisitionJson() {}

    /** The record without its date. */
    public static JsonObject of(CtAcquisition scan) {
        JsonObject json = new JsonObject();
        scan.manufacturer().ifPresent(text -> json.addProperty(MANUFACTURER, text));
        scan.model().ifPresent(text -> json.addProperty(MODEL, text));
        put(json, VOLTAGE, scan.peakKilovoltage());
        scan.tubeCurrent().ifPresent(range -> json.add(CURRENT, range(range)));
        scan.exposure().ifPresent(range -> json.add(EXPOSURE, range(range)));
        scan.kernel().ifPresent(text -> json.addProperty(KERNEL, text));
        put(json, THICKNESS, scan.sliceThickness());
        scan.contrastAgent().ifPresent(text -> json.addProperty(CONTRAST, text));
        put(json, TABLE, scan.tableHeight());
        put(json, TILT, scan.gantryTilt());
        json.addProperty(LOSSY, scan.lossy());
        scan.osteo().ifPresent(osteo -> {
            JsonObject block = new JsonObject();
            put(block, "offset", osteo.offset());
            put(block, "slope", osteo.slope());
            put(block, "intercept", osteo.intercept());
            put(block, "phantomNumber", osteo.phantom());
            json.add(OSTEO, block);
        });
        return json;
    }

    /** The record with its date, for scans of phantoms. */
    public static JsonObject withDate(CtAcquisition scan) {
        JsonObject json = of(scan);
        scan.date().ifPresent(date -> json.addProperty(DATE, date.toString()));
        return json;
    }

    /**
     * The record that was written; unknown names are passed over.
     *
     * @throws RuntimeException if a value is of another kind
     */
    public static CtAcquisition read(JsonObject json) {
        return new CtAcquisition(
                text(json, MANUFACTURER),
                text(json, MODEL),
                text(json, DATE).map(LocalDate::parse),
                number(json, VOLTAGE),
                range(json, CURRENT),
                range(json, EXPOSURE),
                text(json, KERNEL),
                number(json, THICKNESS),
                text(json, CONTRAST),
                number(json, TABLE),
                number(json, TILT),
                Optional.ofNullable(json.getAsJsonObject(OSTEO))
                        .map(block -> new CtAcquisition.Osteo(
                                number(block, "offset"),
                                number(block, "slope"),
                                number(block, "intercept"),
                                number(block, "phantomNumber"))),
                Optional.ofNullable(json.get(LOSSY))
                        .map(JsonElement::getAsBoolean)
                        .orElse(false));
    }

    private static void put(JsonObject json, String name, OptionalDouble value) {
        value.ifPresent(number -> json.addProperty(name, number));
    }

    private static JsonObject range(CtAcquisition.Range range) {
        JsonObject json = new JsonObject();
        json.addProperty(MIN, range.min());
        json.addProperty(MAX, range.max());
        return json;
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString);
    }

    private static OptionalDouble number(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.getAsDouble());
    }

    private static Optional<CtAcquisition.Range> range(JsonObject json, String name) {
        return Optional.ofNullable(json.getAsJsonObject(name))
                .map(range -> new CtAcquisition.Range(
                        range.get(MIN).getAsDouble(), range.get(MAX).getAsDouble()));
    }
}
