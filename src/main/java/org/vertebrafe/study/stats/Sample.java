package org.vertebrafe.study.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.vertebrafe.base.InputException;

/** The values of one variable, without those missing, which are counted. */
public final class Sample {

    private final double[] values;
    private final int missing;

    private Sample(double[] values, int missing) {
        this.values = values;
        this.missing = missing;
    }

    /**
     * A sample.
     *
     * @param values in any unit; NaN where missing
     * @throws InputException if a value is infinite
     */
    public static Sample of(double... values) {
        double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        for (double value : present) {
            requireFinite(value);
        }
        return new Sample(present, values.length - present.length);
    }

    static void requireFinite(double value) {
        if (Double.isInfinite(value)) {
            throw InputException.of("Statistics: a value is %s; it must be a number, or empty where missing.", value);
        }
    }

    /** The values present. */
    public double[] values() {
        return values.clone();
    }

    public int n() {
        return values.length;
    }

    public int missing() {
        return missing;
    }

    /** The mean. */
    public double mean() {
        require(1, "Mean");
        return StatUtils.mean(values);
    }

    /** The standard deviation, of n - 1 degrees of freedom. */
    public double sd() {
        require(2, "Standard deviation");
        return Math.sqrt(StatUtils.variance(values));
    }

    /** The mean with its interval by Student's distribution; an interval of no width where all values are equal. */
    public Estimate meanWithInterval() {
        require(2, "Interval of the mean");
        return Estimate.student(mean(), sd() / Math.sqrt(n()), n() - 1.0);
    }

    /**
     * A quantile, linear between the values (definition 7 of Hyndman and Fan 1996, DOI 10.2307/2684934).
     *
     * @param fraction 0..1
     */
    public double quantile(double fraction) {
        require(1, "Quantile");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Whether all values are the same. */
    public boolean isConstant() {
        return Arrays.stream(values).distinct().limit(2).count() < 2;
    }

    /** Refuses a sample that is too small. */
    void require(int least, String what) {
        if (values.length < least) {
            throw InputException.of(
                    "%s: there are %d values (%d missing); at least %d are needed.",
                    what, values.length, missing, least);
        }
    }

    /** Refuses a sample without spread. */
    void requireSpread(String what) {
        if (isConstant()) {
            throw InputException.of(
                    "%s: all %d values are %s; without any spread it is not defined.", what, n(), values[0]);
        }
    }
}
