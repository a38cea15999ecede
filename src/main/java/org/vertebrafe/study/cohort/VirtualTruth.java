package org.vertebrafe.study.cohort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vertebrafe.io.Csv;
import org.vertebrafe.study.cohort.VirtualCohort.Subject;

/** What is true of the vertebrae of a virtual cohort, as a table. */
final class VirtualTruth {

    /** Column of the mean density of the trabecular core without cortex, texture included, mg/cm3. */
    static final String DENSITY = "true_vbmd_mg_per_cm3";

    private static final double MG_PER_G = 1000;

    private VirtualTruth() {}

    /** Name of the file with the truth of one subject's scan. */
    static String file(Subject subject) {
        return subject.id() + "-truth.json";
    }

    /** Reads what the scans left, one row for each subject. */
    static String csv(List<Subject> subjects, Path folder) throws IOException {
        StringBuilder csv = new StringBuilder(Csv.line(
                List.of("id", "group", "sex", "age", DENSITY, "body_height_mm", "density_drawn_mg_per_cm3", "size")));
        for (Subject subject : subjects) {
            JsonObject vertebra = JsonParser.parseString(Files.readString(folder.resolve(file(subject))))
                    .getAsJsonObject()
                    .getAsJsonArray("vertebrae")
                    .get(0)
                    .getAsJsonObject();
            csv.append(Csv.line(List.of(
                    subject.id(),
                    subject.group(),
                    subject.sex(),
                    subject.age(),
                    MG_PER_G
                            * vertebra.get("trabecular_density_in_view_g_per_cm3")
                                    .getAsDouble(),
                    vertebra.get("body_height_mm").getAsDouble(),
                    subject.density(),
                    subject.size())));
        }
        return csv.toString();
    }
}
