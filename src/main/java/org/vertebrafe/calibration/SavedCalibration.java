package org.vertebrafe.calibration;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Version;

/**
 * A calibration of any kind with the scan it was made for, as it is kept in a JSON file or travels with an image. The
 * file of a calibration by phantom is that of {@link AsynchronousCalibration}; the others name their calibration and
 * scan. Nothing about the patient is in it.
 *
 * @param calibration as it holds for the scan itself
 * @param scan how that scan was made
 * @param phantom the same by phantom, fit for other scans; empty for other methods
 */
public record SavedCalibration(
        DensityCalibration calibration, ScanProtocol scan, Optional<AsynchronousCalibration> phantom) {

    /** Said of a phantomless calibration used for an image that nothing shows to be of another scan. */
    static final String OWN_SCAN_ONLY =
            "The calibration was made from the tissues of one scan and holds for that scan only.";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** The calibration of a phantom in this scan. */
    public static SavedCalibration of(PhantomFit fit, ScanProtocol scan) {
        return new SavedCalibration(fit.calibration(), scan, Optional.of(AsynchronousCalibration.of(fit, scan)));
    }

    /** A calibration for this scan by another method. */
    public static SavedCalibration of(DensityCalibration calibration, ScanProtocol scan) {
        return new SavedCalibration(calibration, scan, Optional.empty());
    }

    /**
     * The calibration for an image that may be of another scan. What speaks against that travels with it as remarks.
     *
     * @param other how that image was made
     * @throws InputException if a calibration by a patient's tissues is asked for an image that is surely of another scan
     */
    public DensityCalibration forScan(ScanProtocol other) {
        if (phantom.isPresent()) {
            return phantom.get().forScan(other);
        }
        List<String> remarks = new ArrayList<>(calibration.remarks());
        if (calibration.method() == CalibrationMethod.PHANTOMLESS) {
            refuseAnother(other);
            remarks.add(OWN_SCAN_ONLY);
        } else if (calibration.method() == CalibrationMethod.PUBLISHED) {
            remarks.addAll(KernelEquations.shipped().doubts(calibration.id(), other));
        }
        return calibration.withRemarks(remarks);
    }

    private void refuseAnother(ScanProtocol other) {
        boolean voltage = scan.kvp().isPresent()
                && other.kvp().isPresent()
                && Math.abs(scan.kvp().getAsDouble() - other.kvp().getAsDouble()) > ProtocolComparison.KVP_TOLERANCE;
        boolean kernel = scan.kernel().isPresent()
                && other.kernel().isPresent()
                && !scan.kernel().get().sameAs(other.kernel().get());
        boolean date = scan.date().isPresent()
                && other.date().isPresent()
                && !scan.date().equals(other.date());
        if (voltage || kernel || date) {
            throw InputException.of(
                    "The calibration was made without a phantom, from the tissues of another scan (%s); this image is of"
                            + " another one (%s). It holds for its own scan only: calibrate this one.",
                    words(scan), words(other));
        }
    }

    private static String words(ScanProtocol scan) {
        return String.join(
                ", ",
                Stream.of(
                                scan.date().map(Object::toString).orElse("unknown day"),
                                scan.kvp().isPresent()
                                        ? Math.round(scan.kvp().getAsDouble()) + " kV"
                                        : "unknown voltage",
                                "kernel " + scan.kernel().map(Object::toString).orElse("unknown"))
                        .toList());
    }

    /** The JSON text of the file. */
    public String toJson() {
        if (phantom.isPresent()) {
            return phantom.get().toJson();
        }
        JsonObject json = new JsonObject();
        json.addProperty("schema", AsynchronousCalibration.SCHEMA);
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.add("calibration", CalibrationJson.of(calibration));
        json.add("scan", ScanProtocolJson.of(scan));
        return GSON.toJson(json) + "\n";
    }

    /** The same JSON on one line. */
    public String toLine() {
        return JsonParser.parseString(toJson()).toString();
    }

    /**
     * Reads a file.
     *
     * @throws InputException if it is not a calibration of this version
     * @throws IOException if it cannot be read
     */
    public static SavedCalibration read(Path file) throws IOException {
        return ofJson(JsonFields.file(file), file.toString());
    }

    /**
     * Reads a JSON text.
     *
     * @param json the text
     * @param where its name, for errors
     * @throws InputException if it is not a calibration of this version
     */
    public static SavedCalibration ofJson(String json, String where) {
        JsonFields file = JsonFields.parse(json, where, AsynchronousCalibration.SCHEMA);
        if (file.has("phantomScan")) {
            AsynchronousCalibration phantom = AsynchronousCalibration.ofJson(json, where);
            return new SavedCalibration(phantom.calibration(), phantom.phantomScan(), Optional.of(phantom));
        }
        file.only("schema", "program", "calibration", "scan");
        DensityCalibration calibration = CalibrationJson.read(file.object("calibration"));
        if (calibration.method() == CalibrationMethod.PHANTOM) {
            throw InputException.of(
                    "%s: a calibration by phantom needs \"phantomScan\", \"phantom\" and \"r2\" beside it.", where);
        }
        return of(calibration, ScanProtocolJson.read(file.object("scan")));
    }
}
