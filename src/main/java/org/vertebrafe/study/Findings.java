package org.vertebrafe.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.stats.Estimate;
import org.vertebrafe.study.stats.Statistic;

/** Collects the numbers of a study; what cannot be computed is kept with its reason, and the others go on. */
final class Findings {

    private static final String NOT_COMPUTED = "not computed";

    private final List<Finding> all = new ArrayList<>();

    List<Finding> all() {
        return Collections.unmodifiableList(all);
    }

    /**
     * Computes a statistic and takes its numbers.
     *
     * @param section the table
     * @param row the row
     * @param statistic computes it
     * @param take adds the numbers wanted
     */
    <T extends Statistic> Optional<T> add(
            String section, String row, Supplier<T> statistic, BiConsumer<Cells, T> take) {
        T computed;
        try {
            computed = statistic.get();
        } catch (InputException e) {
            all.add(new Finding(
                    section,
                    row,
                    NOT_COMPUTED,
                    Finding.Kind.NUMBER,
                    Double.NaN,
                    Optional.empty(),
                    0,
                    0,
                    "",
                    e.getMessage()));
            return Optional.empty();
        }
        take.accept(new Cells(section, row, computed), computed);
        return Optional.of(computed);
    }

    /** Adds numbers with their statistic's n and method. */
    final class Cells {

        private final String section;
        private final String row;
        private final Statistic statistic;

        private Cells(String section, String row, Statistic statistic) {
            this.section = section;
            this.row = row;
            this.statistic = statistic;
        }

        Cells number(String column, double value) {
            return put(column, Finding.Kind.NUMBER, value, Optional.empty());
        }

        Cells count(String column, int count) {
            return put(column, Finding.Kind.COUNT, count, Optional.empty());
        }

        Cells p(String column, double p) {
            return put(column, Finding.Kind.P, p, Optional.empty());
        }

        Cells estimate(String column, Estimate estimate) {
            return put(column, Finding.Kind.NUMBER, estimate.value(), Optional.of(estimate));
        }

        Cells percent(String column, double percent) {
            return put(column, Finding.Kind.PERCENT, percent, Optional.empty());
        }

        Cells percent(String column, Estimate percent) {
            return put(column, Finding.Kind.PERCENT, percent.value(), Optional.of(percent));
        }

        /** Columns for n and for what is missing. */
        Cells counts() {
            put("n", Finding.Kind.COUNT, statistic.n(), Optional.empty());
            return put("missing", Finding.Kind.COUNT, statistic.missing(), Optional.empty());
        }

        private Cells put(String column, Finding.Kind kind, double value, Optional<Estimate> interval) {
            all.add(new Finding(
                    section,
                    row,
                    column,
                    kind,
                    value,
                    interval,
                    statistic.n(),
                    statistic.missing(),
                    statistic.method(),
                    ""));
            return this;
        }
    }
}
