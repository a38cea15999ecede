package org.vertebrafe.imagej;

import java.util.Arrays;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.ValueScale;
import org.vertebrafe.study.cohort.CohortValues;

/**
 * The range of values that a colour table spans, in the unit of the image.
 *
 * @param min value shown in the first colour
 * @param max value shown in the last colour, larger than {@code min}
 */
public record ValueRange(double min, double max) {

    private static final double LOW = 1;
    private static final double HIGH = 99;
    private static final double BOTH_SIDES = 98;
    private static final double MOST_FACTOR = 4;

    public ValueRange {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max)) {
            throw InputException.of(
                    "Colour range %s..%s: two finite numbers are needed, the first below the second.", min, max);
        }
    }

    /** The whole range of the values that are numbers, widened when they are all equal; empty if there is none. */
    public static Optional<ValueRange> full(float[] values) {
        return percentiles(values, 0, 100);
    }

    /**
     * The range between two percentiles (nearest rank) of the values that are numbers, widened when they are equal; empty
     * if there is no number.
     *
     * @param low percentile 0..100
     * @param high percentile, above {@code low}
     */
    public static Optional<ValueRange> percentiles(float[] values, double low, double high) {
        // Maps are mostly NaN: room only for what is a number.
        int n = 0;
        for (float value : values) {
            n += Float.isFinite(value) ? 1 : 0;
        }
        if (n == 0) {
            return Optional.empty();
        }
        float[] sorted = new float[n];
        int at = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                sorted[at++] = value;
            }
        }
        Arrays.sort(sorted);
        double min = sorted[rank(low, n)];
        double max = sorted[rank(high, n)];
        if (min < max) {
            return Optional.of(new ValueRange(min, max));
        }
        double half = min == 0 ? 0.5 : Math.abs(min) * 0.5;
        return Optional.of(new ValueRange(min - half, min + half));
    }

    /**
     * The range that suits a kind of values; empty if there is no number.
     *
     * @param values those that are numbers count
     */
    public static Optional<ValueRange> of(ValueScale scale, float[] values) {
        return switch (scale) {
            case LEVEL -> percentiles(values, LOW, HIGH);
            case MAGNITUDE -> percentiles(values, LOW, HIGH).map(range -> zeroAnd(range.max()));
            case COMPRESSION -> percentiles(values, LOW, HIGH).map(range -> zeroAnd(range.min()));
            case SIGNED -> percentiles(magnitudes(values), LOW, BOTH_SIDES)
                    .map(range -> new ValueRange(-range.max(), range.max()));
            case FACTOR -> full(values).map(range -> new ValueRange(0, MOST_FACTOR));
            case FLAG -> full(values).map(range -> new ValueRange(0, 1));
        };
    }

    /**
     * The range that suits a quantity over a whole cohort, each vertebra counting the same.
     *
     * @throws InputException if it has no value anywhere
     */
    public static ValueRange of(CohortValues cohort) {
        return of(cohort.quantity().scale(), cohort.pooled())
                .orElseThrow(() -> InputException.of(
                        "%s has no value anywhere in the cohort.",
                        cohort.quantity().title()));
    }

    private static ValueRange zeroAnd(double other) {
        if (other == 0) {
            return new ValueRange(0, 1);
        }
        return new ValueRange(Math.min(0, other), Math.max(0, other));
    }

    private static float[] magnitudes(float[] values) {
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        return magnitudes;
    }

    /** Where a value lies in the range: 0 at min, 1 at max, not beyond either. */
    public double fraction(double value) {
        return Math.max(0, Math.min(1, (value - min) / (max - min)));
    }

    private static int rank(double percentile, int n) {
        return Math.max(0, Math.min(n - 1, (int) Math.ceil(percentile / 100 * n) - 1));
    }
}
