package org.vertebrafe.imagej;

import java.util.Arrays;
import java.util.Optional;
import org.vertebrafe.base.InputException;

/**
 * The range of values that a colour table spans, in the unit of the image.
 *
 * @param min value shown in the first colour
 * @param max value shown in the last colour, larger than {@code min}
 */
public record ValueRange(double min, double max) {

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

    /** Where a value lies in the range: 0 at min, 1 at max, not beyond either. */
    public double fraction(double value) {
        return Math.max(0, Math.min(1, (value - min) / (max - min)));
    }

    private static int rank(double percentile, int n) {
        return Math.max(0, Math.min(n - 1, (int) Math.ceil(percentile / 100 * n) - 1));
    }
}
