package org.vertebrafe.study;

import java.util.Optional;
import org.vertebrafe.study.stats.Estimate;

/**
 * One number of a study, with all that belongs to it.
 *
 * @param section the table it stands in
 * @param row what it is of, in words
 * @param column what it is, in words with its unit
 * @param kind how it is printed
 * @param value the number; NaN where it could not be computed
 * @param interval its interval of 95 %, where it has one
 * @param n values it rests on
 * @param missing values left out
 * @param method how it was found
 * @param problem why it could not be computed; empty where it was
 */
public record Finding(
        String section,
        String row,
        String column,
        Kind kind,
        double value,
        Optional<Estimate> interval,
        int n,
        int missing,
        String method,
        String problem) {

    /** How a number is printed. */
    public enum Kind {
        NUMBER,
        /** In percent, with two decimals whatever its size: many stand below each other. */
        PERCENT,
        P,
        COUNT
    }

    public Finding {
        if (Double.isNaN(value) == problem.isEmpty()) {
            throw new IllegalArgumentException(
                    section + ", " + row + ", " + column + ": a number or a reason, not " + value);
        }
    }

    /** The number as it is printed, with its interval; a dash where it could not be computed. */
    public String text() {
        if (!problem.isEmpty()) {
            return "\u2013";
        }
        return switch (kind) {
            case P -> Numbers.p(value);
            case COUNT -> Long.toString(Math.round(value));
            case PERCENT -> Numbers.fixed(value, interval);
            case NUMBER -> interval.map(Numbers::estimate).orElseGet(() -> Numbers.number(value));
        };
    }
}
