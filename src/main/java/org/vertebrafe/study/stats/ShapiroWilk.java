package org.vertebrafe.study.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.vertebrafe.base.InputException;

/**
 * Whether values may come from a normal distribution: the test of Shapiro and Wilk with Royston's approximation for 3 to
 * 5000 values (algorithm AS R94, DOI 10.2307/2986146).
 *
 * @param w the statistic, 1 for values that lie as normal ones do
 * @param p small where they do not
 * @param n how many values
 * @param missing how many were missing
 */
public record ShapiroWilk(double w, double p, int n, int missing) implements Statistic {

    private static final int LEAST = 3;
    private static final int MOST = 5000;

    /** Up to here the statistic's distribution is approximated by one polynomial, above by another. */
    private static final int SMALL = 11;

    private static final double[] LAST = {0, .221157, -.147981, -2.07119, 4.434685, -2.706056};
    private static final double[] LAST_BUT_ONE = {0, .042981, -.293762, -1.752461, 5.682633, -3.582633};
    private static final double[] SMALL_GAMMA = {-2.273, .459};
    private static final double[] SMALL_MEAN = {.544, -.39978, .025054, -6.714e-4};
    private static final double[] SMALL_SD = {1.3822, -.77857, .062767, -.0020322};
    private static final double[] MEAN = {-1.5861, -.31082, -.083751, .0038915};
    private static final double[] SD = {-.4803, -.082676, .0030302};

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * Tests a sample.
     *
     * @throws InputException if it has fewer than 3 or more than 5000 values, or all are equal
     */
    public static ShapiroWilk of(Sample sample) {
        sample.require(LEAST, "Shapiro-Wilk test");
        sample.requireSpread("Shapiro-Wilk test");
        if (sample.n() > MOST) {
            throw InputException.of(
                    "Shapiro-Wilk test: %d values; its approximation holds up to %d.", sample.n(), MOST);
        }
        double[] x = sample.values();
        Arrays.sort(x);
        double complement = 1 - squaredCorrelation(x, weights(x.length));
        return new ShapiroWilk(1 - complement, p(x.length, complement), x.length, sample.missing());
    }

    /** Weights of the ordered values. */
    private static double[] weights(int n) {
        double[] a = new double[n];
        if (n == LEAST) {
            a[0] = -Math.sqrt(0.5);
            a[2] = -a[0];
            return a;
        }
        double[] m = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            m[i] = NORMAL.inverseCumulativeProbability((i + 1 - 0.375) / (n + 0.25));
            squares += m[i] * m[i];
        }
        double u = 1 / Math.sqrt(n);
        int ends = n > 5 ? 2 : 1;
        double rest = squares;
        double left = 1;
        for (int i = 0; i < ends; i++) {
            double weight = m[n - 1 - i] / Math.sqrt(squares) + polynomial(i == 0 ? LAST : LAST_BUT_ONE, u);
            a[n - 1 - i] = weight;
            a[i] = -weight;
            rest -= 2 * m[i] * m[i];
            left -= 2 * weight * weight;
        }
        double scale = Math.sqrt(rest / left);
        for (int i = ends; i < n - ends; i++) {
            a[i] = m[i] / scale;
        }
        return a;
    }

    private static double squaredCorrelation(double[] x, double[] a) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double range = x[x.length - 1] - x[0];
        double xx = 0;
        double aa = 0;
        double ax = 0;
        for (int i = 0; i < x.length; i++) {
            double deviation = (x[i] - mean) / range;
            xx += deviation * deviation;
            aa += a[i] * a[i];
            ax += a[i] * deviation;
        }
        return Math.min(1, ax * ax / (aa * xx));
    }

    private static double p(int n, double complement) {
        if (n == LEAST) {
            double p = 6 / Math.PI * (Math.asin(Math.sqrt(1 - complement)) - Math.asin(Math.sqrt(0.75)));
            return Math.max(0, Math.min(1, p));
        }
        if (complement <= 0) {
            return 1;
        }
        double y = Math.log(complement);
        if (n <= SMALL) {
            double gamma = polynomial(SMALL_GAMMA, n);
            if (y >= gamma) {
                return 0;
            }
            y = -Math.log(gamma - y);
            return upper((y - polynomial(SMALL_MEAN, n)) / Math.exp(polynomial(SMALL_SD, n)));
        }
        double log = Math.log(n);
        return upper((y - polynomial(MEAN, log)) / Math.exp(polynomial(SD, log)));
    }

    private static double upper(double z) {
        return NORMAL.cumulativeProbability(-z);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }

    @Override
    public String method() {
        return "Shapiro-Wilk test of normality, p by Royston's approximation (DOI 10.2307/2986146)";
    }
}
