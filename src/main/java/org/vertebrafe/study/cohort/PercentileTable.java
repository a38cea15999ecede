package org.vertebrafe.study.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ValuePercentiles;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.io.Csv;

/**
 * How each quantity is distributed in each vertebra of a cohort, as CSV: a row for a vertebra and quantity with the value
 * at each percent of the bone's volume. Colours of maps that are to be compared within the cohort take their range from it.
 */
final class PercentileTable {

    static final String QUANTITY = "quantity";

    /** Columns p0 to p100. */
    static final List<String> PERCENTILES = IntStream.range(0, ValuePercentiles.NUMBER)
            .mapToObj(percent -> "p" + percent)
            .toList();

    private static final String KEPT = "percentiles_";

    private PercentileTable() {}

    /** What is kept with a vertebra's numbers: a text for each quantity. */
    static Map<String, Object> kept(AnalysisResult result) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (MapQuantity quantity : MapQuantity.values()) {
            ValuePercentiles.of(result, quantity)
                    .ifPresent(values -> kept.put(KEPT + quantity.id(), String.join(" ", values.words())));
        }
        return kept;
    }

    /** The table; vertebrae that failed, and results without percentiles, have no row. */
    static String csv(CohortTable table, List<CohortResult> results) {
        List<String> header = new ArrayList<>(List.of("id", "level", "kernel", QUANTITY, "unit"));
        header.addAll(PERCENTILES);
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (int i = 0; i < results.size(); i++) {
            CohortRow row = table.rows().get(i);
            for (MapQuantity quantity : MapQuantity.values()) {
                String kept = results.get(i).text(KEPT + quantity.id());
                if (!kept.isEmpty()) {
                    List<String> line = new ArrayList<>(
                            List.of(row.id(), row.level(), row.kernel(), quantity.id(), quantity.unit()));
                    line.addAll(List.of(kept.split(" ")));
                    csv.append(Csv.line(line));
                }
            }
        }
        return csv.toString();
    }
}
