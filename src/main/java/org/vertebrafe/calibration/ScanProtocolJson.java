package org.vertebrafe.calibration;

import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;
import org.vertebrafe.base.InputException;

/** The facts of an acquisition as JSON; what is not known is left out. */
final class ScanProtocolJson {

    private ScanProtocolJson() {}

    static JsonObject of(ScanProtocol protocol) {
        JsonObject scan = new JsonObject();
        protocol.date().ifPresent(date -> scan.addProperty("date", date.toString()));
        add(scan, "kVp", protocol.kvp());
        add(scan, "mAs", protocol.mas());
        protocol.kernel().ifPresent(kernel -> scan.addProperty("kernel", kernel.name()));
        add(scan, "tableHeight_mm", protocol.tableHeightMm());
        add(scan, "sliceThickness_mm", protocol.sliceThicknessMm());
        scan.addProperty("contrastAgent", protocol.contrast().id());
        protocol.manufacturer().ifPresent(maker -> scan.addProperty("manufacturer", maker));
        protocol.model().ifPresent(model -> scan.addProperty("scannerModel", model));
        return scan;
    }

    private static void add(JsonObject json, String key, OptionalDouble value) {
        value.ifPresent(number -> json.addProperty(key, number));
    }

    static ScanProtocol read(JsonFields scan) {
        scan.only(
                "date",
                "kVp",
                "mAs",
                "kernel",
                "tableHeight_mm",
                "sliceThickness_mm",
                "contrastAgent",
                "manufacturer",
                "scannerModel");
        return new ScanProtocol(
                scan.optionalText("date").map(date -> date(date, scan.where())),
                scan.optionalNumber("kVp", 40, 160),
                scan.optionalNumber("mAs", 0.1, 10_000),
                scan.optionalText("kernel").map(ReconstructionKernel::new),
                scan.optionalNumber("tableHeight_mm", -2000, 2000),
                scan.optionalNumber("sliceThickness_mm", 0.01, 50),
                ContrastAgent.ofId(scan.optionalText("contrastAgent").orElse(ContrastAgent.UNKNOWN.id())),
                scan.optionalText("manufacturer"),
                scan.optionalText("scannerModel"));
    }

    private static LocalDate date(String text, String where) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InputException(
                    String.format(
                            Locale.ROOT, "%s: date \"%s\", year-month-day such as 2026-03-31 expected.", where, text),
                    e);
        }
    }
}
