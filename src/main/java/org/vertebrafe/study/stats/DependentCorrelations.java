package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.util.FastMath;
import org.vertebrafe.base.InputException;

/**
 * Whether two measures of the same subjects correlate differently with a third: correlations that share a variable and
 * the subjects depend on each other, and their intervals must not be compared by eye.
 *
 * @param first correlation of the first measure with the shared variable
 * @param second that of the second measure
 * @param between correlation of the two measures
 * @param difference first minus second with Zou's interval (DOI 10.1037/1082-989X.12.4.399)
 * @param williamsT Williams' statistic, Student's with n - 3 degrees of freedom (Steiger 1980)
 * @param williamsP its two-sided p
 * @param steigerZ Steiger's statistic with pooled correlation (DOI 10.1037/0033-2909.87.2.245)
 * @param steigerP its two-sided p
 * @param mengZ statistic of Meng, Rosenthal and Rubin (DOI 10.1037/0033-2909.111.1.172)
 * @param mengP its two-sided p
 * @param n subjects with all three values
 * @param missing subjects left out
 */
public record DependentCorrelations(
        double first,
        double second,
        double between,
        Estimate difference,
        double williamsT,
        double williamsP,
        double steigerZ,
        double steigerP,
        double mengZ,
        double mengP,
        int n,
        int missing)
        implements Statistic {

    /**
     * Compares correlations.
     *
     * @param shared the variable both measures are correlated with; NaN where missing
     * @param first as many values of the first measure
     * @param second as many of the second
     * @throws InputException if there are fewer than 4 complete subjects, a variable has no spread, or two of the
     *     variables lie on a line
     */
    public static DependentCorrelations of(double[] shared, double[] first, double[] second) {
        if (first.length != shared.length || second.length != shared.length) {
            throw new InputException("Dependent correlations: all three variables must have one value a subject.");
        }
        int[] complete = IntStream.range(0, shared.length)
                .filter(i -> !Double.isNaN(shared[i] + first[i] + second[i]))
                .toArray();
        double[] y = pick(shared, complete);
        double[] a = pick(first, complete);
        double[] b = pick(second, complete);
        int missing = shared.length - complete.length;
        if (complete.length < 4) {
            throw InputException.of(
                    "Dependent correlations: there are %d subjects with all three values (%d left out); at least 4 are"
                            + " needed.",
                    complete.length, missing);
        }
        Sample.of(y).requireSpread("Dependent correlations, shared variable");
        Pairs.of(a, b).requireSpread("Dependent correlations");
        PearsonsCorrelation r = new PearsonsCorrelation();
        return of(r.correlation(y, a), r.correlation(y, b), r.correlation(a, b), complete.length, missing);
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Compares known correlations of n subjects. */
    static DependentCorrelations of(double r1, double r2, double rx, int n, int missing) {
        for (double r : new double[] {r1, r2, rx}) {
            if (Math.abs(r) > 1 - 1e-12) {
                throw InputException.of(
                        "Dependent correlations: two of the variables lie on a line (r = %.6f); there is nothing to"
                                + " compare.",
                        r);
            }
        }
        double t = williams(r1, r2, rx, n);
        double steiger = steiger(r1, r2, rx, n);
        double meng = meng(r1, r2, rx, n);
        return new DependentCorrelations(
                r1,
                r2,
                rx,
                zou(r1, r2, rx, n),
                t,
                PValues.student(t, n - 3.0),
                steiger,
                PValues.normal(steiger),
                meng,
                PValues.normal(meng),
                n,
                missing);
    }

    private static double williams(double r1, double r2, double rx, int n) {
        double determinant = Math.max(0, 1 - r1 * r1 - r2 * r2 - rx * rx + 2 * r1 * r2 * rx);
        double mean = (r1 + r2) / 2;
        double spread = 2 * (n - 1.0) / (n - 3.0) * determinant + mean * mean * Math.pow(1 - rx, 3);
        return r1 == r2 ? 0 : (r1 - r2) * Math.sqrt((n - 1.0) * (1 + rx) / spread);
    }

    private static double steiger(double r1, double r2, double rx, int n) {
        double square = Math.pow((r1 + r2) / 2, 2);
        double psi = rx * (1 - 2 * square) - square * (1 - 2 * square - rx * rx) / 2;
        double covariance = psi / ((1 - square) * (1 - square));
        return fisherDifference(r1, r2) * Math.sqrt((n - 3) / (2 - 2 * covariance));
    }

    private static double meng(double r1, double r2, double rx, int n) {
        double square = (r1 * r1 + r2 * r2) / 2;
        double f = Math.min(1, (1 - rx) / (2 * (1 - square)));
        double h = (1 - f * square) / (1 - square);
        return fisherDifference(r1, r2) * Math.sqrt((n - 3) / (2 * (1 - rx) * h));
    }

    private static double fisherDifference(double r1, double r2) {
        return FastMath.atanh(r1) - FastMath.atanh(r2);
    }

    private static Estimate zou(double r1, double r2, double rx, int n) {
        Estimate a = Correlation.pearson(r1, n);
        Estimate b = Correlation.pearson(r2, n);
        double correlation = ((rx - r1 * r2 / 2) * (1 - r1 * r1 - r2 * r2 - rx * rx) + rx * rx * rx)
                / ((1 - r1 * r1) * (1 - r2 * r2));
        double down = distance(r1 - a.low(), b.high() - r2, correlation);
        double up = distance(a.high() - r1, r2 - b.low(), correlation);
        return new Estimate(r1 - r2, r1 - r2 - down, r1 - r2 + up);
    }

    private static double distance(double a, double b, double correlation) {
        return Math.sqrt(Math.max(0, a * a + b * b - 2 * correlation * a * b));
    }

    @Override
    public String method() {
        return "Dependent correlations with a shared variable: tests of Williams and Steiger (DOI"
                + " 10.1037/0033-2909.87.2.245) and of Meng, Rosenthal and Rubin (DOI 10.1037/0033-2909.111.1.172),"
                + " interval by Zou (DOI 10.1037/1082-989X.12.4.399)";
    }
}
