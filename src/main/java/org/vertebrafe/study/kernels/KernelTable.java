package org.vertebrafe.study.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vertebrafe.io.Csv;
import org.vertebrafe.study.DataTable;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.cohort.CohortResult;
import org.vertebrafe.study.cohort.CohortRow;

/**
 * Where the differences of a cohort's kernels come from, and what their images are like, as CSV for {@link KernelParts} and
 * for anyone's own plotting.
 */
final class KernelTable {

    private static final List<String> SIDES = List.of("reference", "other");

    private final List<String> kernels;
    private final List<KernelPair> pairs;
    private final List<CohortResult> results;

    KernelTable(List<String> kernels, List<KernelPair> pairs, List<CohortResult> results) {
        this.kernels = kernels;
        this.pairs = pairs;
        this.results = results;
    }

    /**
     * The parts of each difference.
     *
     * @param cohort results of the cohort: what the other's own segmentation adds is its value there less that in the
     *     reference's segmentation
     */
    String effects(DataTable cohort) {
        List<String> numbers = KernelFiles.COLUMNS.stream()
                .filter(column -> !column.startsWith("harmonised"))
                .toList();
        List<Object> header = new ArrayList<>(List.of("id", "group", "level", "kernel", "other_kernel"));
        header.addAll(numbers);
        header.addAll(List.of("status", "reason"));
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (int n = 0; n < pairs.size(); n++) {
            if (results.get(n).isFailure()) {
                List<Object> fields = names(n);
                numbers.forEach(column -> fields.add(""));
                fields.addAll(List.of("failed", results.get(n).failure()));
                csv.append(Csv.line(fields));
            }
            for (Map.Entry<KernelQuantity, KernelEffect> entry :
                    PairNumbers.effects(results.get(n)).entrySet()) {
                KernelQuantity quantity = entry.getKey();
                OptionalDouble own = own(cohort, pairs.get(n).other(), quantity);
                KernelEffect effect = own.isPresent()
                        ? entry.getValue()
                                .withSegmentation(OptionalDouble.of(
                                        own.getAsDouble() - entry.getValue().other()))
                        : entry.getValue();
                Map<String, Object> row = KernelFiles.row(quantity, effect);
                List<Object> fields = names(n);
                numbers.forEach(column -> fields.add(row.getOrDefault(column, "")));
                fields.addAll(List.of("done", ""));
                csv.append(Csv.line(fields));
            }
        }
        return csv.toString();
    }

    private List<Object> names(int n) {
        CohortRow row = pairs.get(n).reference();
        return new ArrayList<>(List.of(row.id(), row.group(), row.level(), kernels.get(0), kernels.get(1)));
    }

    private static OptionalDouble own(DataTable cohort, CohortRow row, KernelQuantity quantity) {
        return IntStream.range(0, cohort.rows().size())
                .filter(at -> cohort.text(at, "id").equals(row.id())
                        && cohort.text(at, "level").equals(row.level())
                        && cohort.text(at, "kernel").equals(row.kernel()))
                .mapToDouble(at -> cohort.number(at, quantity.column()))
                .filter(Double::isFinite)
                .findFirst();
    }

    /** Noise and edges of each image. */
    String images() {
        List<Object> header = new ArrayList<>(List.of("id", "group", "level", "kernel"));
        header.addAll(PairNumbers.QUALITIES);
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (int n = 0; n < pairs.size(); n++) {
            for (int k = 0; k < 2; k++) {
                CohortRow row = pairs.get(n).reference();
                List<Object> fields = new ArrayList<>(List.of(row.id(), row.group(), row.level(), kernels.get(k)));
                for (String quality : PairNumbers.QUALITIES) {
                    OptionalDouble value = PairNumbers.quality(results.get(n), SIDES.get(k), quality);
                    fields.add(value.isPresent() ? value.getAsDouble() : "");
                }
                csv.append(Csv.line(fields));
            }
        }
        return csv.toString();
    }
}
