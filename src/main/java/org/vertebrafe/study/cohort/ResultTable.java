package org.vertebrafe.study.cohort;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.io.Csv;
import org.vertebrafe.study.PairedTable;

/**
 * The results of a cohort as CSV, as {@link PairedTable} reads them: a row for each of the cohort's table, also for what
 * failed. The trabecular density is the one known, else the one measured, and a column says which.
 */
final class ResultTable {

    private ResultTable() {}

    static String csv(CohortTable table, List<CohortResult> results) {
        List<Object> header = new ArrayList<>(
                List.of("id", "group", "sex", "age", "level", "kernel", "status", PairedTable.VBMD, "vbmd_source"));
        header.addAll(CohortResult.COLUMNS);
        header.add("reason");
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (int i = 0; i < results.size(); i++) {
            csv.append(line(table.rows().get(i), results.get(i)));
        }
        return csv.toString();
    }

    private static String line(CohortRow row, CohortResult result) {
        String measured = result.text(CohortResult.MEASURED_VBMD);
        boolean given = !Double.isNaN(row.vbmd());
        List<Object> fields =
                new ArrayList<>(List.of(row.id(), row.group(), row.sex(), row.age(), row.level(), row.kernel()));
        fields.add(result.isFailure() ? "failed" : "done");
        fields.add(given ? row.vbmd() : measured);
        fields.add(given ? "given" : measured.isEmpty() ? "" : "measured");
        CohortResult.COLUMNS.forEach(column -> fields.add(result.text(column)));
        fields.add(result.failure());
        return Csv.line(fields);
    }
}
