package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.vertebrafe.base.InputException;

/** Values of two variables that belong together, without the pairs in which one is missing, which are counted. */
public final class Pairs {

    private final double[] first;
    private final double[] second;
    private final int missing;

    private Pairs(double[] first, double[] second, int missing) {
        this.first = first;
        this.second = second;
        this.missing = missing;
    }

    /**
     * Pairs of two columns.
     *
     * @param first values; NaN where missing
     * @param second as many values; NaN where missing
     * @throws InputException if the columns differ in length or a value is infinite
     */
    public static Pairs of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw InputException.of(
                    "Pairs: one column has %d values, the other %d; both must have one a row.",
                    first.length, second.length);
        }
        double[] a = new double[first.length];
        double[] b = new double[first.length];
        int n = 0;
        for (int i = 0; i < first.length; i++) {
            Sample.requireFinite(first[i]);
            Sample.requireFinite(second[i]);
            if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
                a[n] = first[i];
                b[n++] = second[i];
            }
        }
        return new Pairs(Arrays.copyOf(a, n), Arrays.copyOf(b, n), first.length - n);
    }

    public double[] first() {
        return first.clone();
    }

    public double[] second() {
        return second.clone();
    }

    public int n() {
        return first.length;
    }

    /** Pairs left out. */
    public int missing() {
        return missing;
    }

    /** First minus second. */
    public double[] differences() {
        return map((a, b) -> a - b);
    }

    /** The mean of each pair. */
    public double[] means() {
        return map((a, b) -> (a + b) / 2);
    }

    /**
     * First minus second in percent of the first.
     *
     * @throws InputException if a first value is not positive
     */
    public double[] percentDifferences() {
        for (double value : first) {
            if (!(value > 0)) {
                throw InputException.of(
                        "Percent difference: a reference value is %s; a percentage needs values above 0.", value);
            }
        }
        return map((a, b) -> 100 * (a - b) / a);
    }

    private double[] map(DoubleBinaryOperator of) {
        double[] mapped = new double[first.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = of.applyAsDouble(first[i], second[i]);
        }
        return mapped;
    }

    /** Refuses too few pairs. */
    void require(int least, String what) {
        if (n() < least) {
            throw InputException.of(
                    "%s: there are %d complete pairs (%d left out for a missing value); at least %d are needed.",
                    what, n(), missing, least);
        }
    }

    /** Refuses a variable without spread. */
    void requireSpread(String what) {
        Sample.of(first).requireSpread(what + ", first variable");
        Sample.of(second).requireSpread(what + ", second variable");
    }
}
