package org.vertebrafe.calibration;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Version;

/**
 * A calibration line measured on a phantom in one scan, kept in a JSON file to be used for other scans of the same
 * scanner and protocol. The file holds acquisition facts only: no name, number or birth date of anybody.
 *
 * @param calibration the line
 * @param phantomScan how the phantom was scanned
 * @param phantom id of the phantom in the catalogue
 * @param r2 of the fit
 */
public record AsynchronousCalibration(
        LinearCalibration calibration, ScanProtocol phantomScan, String phantom, double r2) {

    static final String SCHEMA = "vertebrafe-calibration/1";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** The calibration of a fit, to be kept. */
    public static AsynchronousCalibration of(PhantomFit fit, ScanProtocol phantomScan) {
        return new AsynchronousCalibration(
                fit.calibration(), phantomScan, fit.phantom().id(), fit.r2());
    }

    /**
     * The line for another scan. What {@link ProtocolComparison} finds different travels with it as remarks.
     *
     * @param patientScan how that scan was made
     */
    public LinearCalibration forScan(ScanProtocol patientScan) {
        List<String> remarks = new ArrayList<>(calibration.remarks());
        remarks.addAll(ProtocolComparison.compare(phantomScan, patientScan));
        return new LinearCalibration(
                "asynchronous",
                calibration.slope(),
                calibration.intercept(),
                calibration.kind(),
                calibration.source() + ", scanned "
                        + phantomScan.date().map(LocalDate::toString).orElse("on an unknown day"),
                CalibrationMethod.ASYNCHRONOUS,
                calibration.uncertainty(),
                remarks);
    }

    /** The JSON text of the file. */
    public String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.add("calibration", CalibrationJson.of(calibration));
        json.addProperty("phantom", phantom);
        json.addProperty("r2", r2);
        json.add("phantomScan", ScanProtocolJson.of(phantomScan));
        return GSON.toJson(json) + "\n";
    }

    /**
     * Reads a file.
     *
     * @throws InputException if it is not a calibration of this version
     * @throws IOException if it cannot be read
     */
    public static AsynchronousCalibration read(Path file) throws IOException {
        return ofJson(JsonFields.file(file), file.toString());
    }

    /**
     * Reads a JSON text.
     *
     * @param json the text
     * @param where its name, for errors
     * @throws InputException if it is not a calibration of this version
     */
    public static AsynchronousCalibration ofJson(String json, String where) {
        JsonFields file = JsonFields.parse(json, where, SCHEMA)
                .only("schema", "program", "calibration", "phantom", "r2", "phantomScan");
        if (!(CalibrationJson.read(file.object("calibration")) instanceof LinearCalibration line)) {
            throw InputException.of(
                    "%s: a phantomless calibration belongs to the scan it was made from; use it for no other.", where);
        }
        if (line.method() != CalibrationMethod.PHANTOM) {
            throw InputException.of(
                    "%s: method \"%s\", \"phantom\" expected.",
                    where, line.method().id());
        }
        return new AsynchronousCalibration(
                line, ScanProtocolJson.read(file.object("phantomScan")), file.text("phantom"), file.number("r2", 0, 1));
    }
}
