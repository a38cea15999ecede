package org.vertebrafe.study.stats;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * An estimate with its interval of 95 % confidence, all in the unit of what is estimated.
 *
 * @param value the estimate
 * @param low lower limit of the interval
 * @param high upper limit of the interval
 */
public record Estimate(double value, double low, double high) {

    /** Confidence of every interval. */
    public static final double LEVEL = 0.95;

    /** The standard normal quantile of {@link #LEVEL}, two-sided: 1.96. */
    static final double Z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + LEVEL) / 2);

    public Estimate {
        if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
            throw new IllegalArgumentException("An estimate is a number: " + value + ", " + low + ".." + high);
        }
    }

    /** Value -+ t(df) times its standard error. */
    static Estimate student(double value, double standardError, double degreesOfFreedom) {
        double half = studentQuantile(degreesOfFreedom) * standardError;
        return new Estimate(value, value - half, value + half);
    }

    /** Value -+ 1.96 times its standard error. */
    static Estimate normal(double value, double standardError) {
        return new Estimate(value, value - Z * standardError, value + Z * standardError);
    }

    static double studentQuantile(double degreesOfFreedom) {
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + LEVEL) / 2);
    }
}
