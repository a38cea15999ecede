package org.vertebrafe.study;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Version;
import org.vertebrafe.io.Csv;
import org.vertebrafe.io.SafeFiles;

/** Writes a study: every number as CSV and JSON, and the report as one HTML file. */
public final class StudyFiles {

    private static final List<String> COLUMNS =
            List.of("table", "row", "quantity", "value", "low95", "high95", "n", "missing", "method", "problem");

    /** The table of all numbers in its folder. */
    public static final String NUMBERS = "numbers.csv";

    private StudyFiles() {}

    /**
     * Writes {@code numbers.csv}, {@code numbers.json} and {@code report.html}.
     *
     * @param result the numbers
     * @param figures shown in the report
     * @param remarks what the report says beside the numbers
     * @param folder made where it does not exist
     * @throws IOException if writing fails
     */
    public static void write(StudyResult result, List<Figure> figures, StudyRemarks remarks, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        SafeFiles.writeText(folder.resolve(NUMBERS), csv(result));
        SafeFiles.writeText(folder.resolve("numbers.json"), json(result, remarks.note()));
        SafeFiles.writeText(folder.resolve("report.html"), StudyReport.html(result, figures, remarks));
    }

    static String csv(StudyResult result) {
        StringBuilder text = new StringBuilder(Csv.line(COLUMNS));
        for (Finding f : result.findings()) {
            boolean known = f.problem().isEmpty();
            text.append(Csv.line(List.of(
                    f.section(),
                    f.row(),
                    f.column(),
                    known ? f.value() : "",
                    f.interval().<Object>map(i -> i.low()).orElse(""),
                    f.interval().<Object>map(i -> i.high()).orElse(""),
                    known ? f.n() : "",
                    known ? f.missing() : "",
                    f.method(),
                    f.problem())));
        }
        return text.toString();
    }

    static String json(StudyResult result, String note) {
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        if (!note.isBlank()) {
            json.addProperty("note", note);
        }
        json.add("configuration", Settings.of(StudyConfig.class).toJson(result.config()));
        JsonArray kernels = new JsonArray();
        result.table().kernels().forEach(kernels::add);
        json.add("kernels", kernels);
        json.addProperty("vertebrae", result.table().size());
        JsonArray numbers = new JsonArray();
        for (Finding f : result.findings()) {
            JsonObject number = new JsonObject();
            number.addProperty("table", f.section());
            number.addProperty("row", f.row());
            number.addProperty("quantity", f.column());
            if (f.problem().isEmpty()) {
                number.addProperty("value", f.value());
                f.interval().ifPresent(i -> {
                    number.addProperty("low95", i.low());
                    number.addProperty("high95", i.high());
                });
                number.addProperty("n", f.n());
                number.addProperty("missing", f.missing());
                number.addProperty("method", f.method());
            } else {
                number.addProperty("problem", f.problem());
            }
            numbers.add(number);
        }
        json.add("numbers", numbers);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }
}
