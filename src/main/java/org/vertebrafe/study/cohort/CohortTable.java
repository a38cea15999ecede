package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.study.DataTable;

/**
 * The vertebrae of a cohort. Columns of the CSV file: {@code id} and {@code image} (a path, relative to the table); either
 * {@code labels} (a path, optionally {@code body_mask} too) or {@code seed_x_mm}, {@code seed_y_mm}, {@code seed_z_mm}; and
 * optionally {@code group}, {@code sex}, {@code age}, {@code level}, {@code kernel}, {@code calibration} and {@code
 * vbmd_mg_per_cm3}. Other columns are refused: a misspelled one would be left out silently.
 *
 * @param rows in the order of the table
 */
public record CohortTable(List<CohortRow> rows) {

    private static final List<String> SEED = List.of("seed_x_mm", "seed_y_mm", "seed_z_mm");

    private static final Set<String> KNOWN = Set.of(
            "id",
            "group",
            "sex",
            "age",
            "level",
            "kernel",
            "image",
            "labels",
            "body_mask",
            "calibration",
            "vbmd_mg_per_cm3",
            SEED.get(0),
            SEED.get(1),
            SEED.get(2));

    public CohortTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a table; whether its images can be used is not looked at yet.
     *
     * @throws InputException if it is not such a table, or names a vertebra and kernel twice
     * @throws IOException if it cannot be read
     */
    public static CohortTable read(Path file) throws IOException {
        return of(DataTable.read(file), file.toAbsolutePath().getParent());
    }

    static CohortTable of(DataTable table, Path folder) {
        table.require("id", "image");
        table.header().stream()
                .filter(column -> !KNOWN.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw InputException.of(
                            "%s: column \"%s\" is unknown; there may be %s.",
                            table.name(),
                            column,
                            String.join(", ", KNOWN.stream().sorted().toList()));
                });
        List<CohortRow> rows = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int at = 0; at < table.rows().size(); at++) {
            CohortRow row = row(table, at, folder);
            Integer before = seen.put(String.join("\u0000", row.id(), row.level(), row.kernel()), row.number());
            if (before != null) {
                throw InputException.of(
                        "%s: rows %d and %d are both %s; tell them apart by level or kernel.",
                        table.name(), before, row.number(), row.name());
            }
            rows.add(row);
        }
        return new CohortTable(rows);
    }

    private static CohortRow row(DataTable table, int at, Path folder) {
        String where = table.name() + ", row " + (at + 1);
        String id = table.text(at, "id");
        Optional<Path> image = path(table, at, "image", folder);
        if (id.isEmpty() || image.isEmpty()) {
            throw InputException.of("%s: %s is missing.", where, id.isEmpty() ? "id" : "image");
        }
        Optional<Path> labels = path(table, at, "labels", folder);
        Optional<Vec3> seed = seed(table, at, where);
        if (labels.isPresent() == seed.isPresent()) {
            throw InputException.of(
                    "%s: there must be either labels or a seed (%s), not %s.",
                    where, String.join(", ", SEED), labels.isPresent() ? "both" : "neither");
        }
        String calibration = table.text(at, "calibration");
        return new CohortRow(
                at + 1,
                id,
                table.text(at, "group"),
                table.text(at, "sex"),
                table.text(at, "age"),
                table.text(at, "level"),
                table.text(at, "kernel"),
                image.get(),
                labels,
                path(table, at, "body_mask", folder),
                seed,
                calibration.toLowerCase(Locale.ROOT).endsWith(".json")
                        ? folder.resolve(calibration).toString()
                        : calibration,
                table.number(at, "vbmd_mg_per_cm3"));
    }

    private static Optional<Path> path(DataTable table, int at, String column, Path folder) {
        String text = table.text(at, column);
        return text.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(text));
    }

    private static Optional<Vec3> seed(DataTable table, int at, String where) {
        double[] seed = SEED.stream().mapToDouble(c -> table.number(at, c)).toArray();
        Vec3 point = new Vec3(seed[0], seed[1], seed[2]);
        if (Double.isNaN(seed[0]) && Double.isNaN(seed[1]) && Double.isNaN(seed[2])) {
            return Optional.empty();
        }
        if (!point.isFinite()) {
            throw InputException.of("%s: the seed is incomplete; %s are needed.", where, String.join(", ", SEED));
        }
        return Optional.of(point);
    }
}
