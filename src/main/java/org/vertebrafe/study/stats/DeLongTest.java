package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.vertebrafe.base.InputException;

/**
 * Whether two measures of the same subjects tell a condition equally well: DeLong's test of two correlated ROC curves
 * (DOI 10.2307/2531595).
 *
 * @param first area of the first measure, of the subjects that have both
 * @param second area of the second
 * @param difference first minus second with its interval
 * @param z standard normal statistic
 * @param p two-sided; 1 where both areas are the same
 * @param positives subjects with the condition
 * @param negatives subjects without it
 * @param missing subjects left out
 */
public record DeLongTest(
        double first, double second, Estimate difference, double z, double p, int positives, int negatives, int missing)
        implements Statistic {

    /**
     * Compares two measures.
     *
     * @param first one value a subject; NaN where missing
     * @param second one value a subject; NaN where missing
     * @param condition 1 with it, 0 without, NaN where unknown
     * @param lowIsPositive whether low values of both speak for the condition
     * @throws InputException if there are fewer than 2 complete subjects with or without the condition, or the areas
     *     differ without any variance
     */
    public static DeLongTest of(double[] first, double[] second, double[] condition, boolean lowIsPositive) {
        List<Diagnosis> both = Diagnosis.of(List.of(first, second), condition, List.of(lowIsPositive, lowIsPositive));
        Diagnosis a = both.get(0);
        Diagnosis b = both.get(1);
        double areaA = StatUtils.mean(a.placements());
        double areaB = StatUtils.mean(b.placements());
        double variance =
                variance(a.placements(), b.placements()) + variance(a.counterPlacements(), b.counterPlacements());
        double difference = areaA - areaB;
        boolean same = Math.abs(difference) < 1e-12;
        // Rounding leaves a little of a variance that is zero.
        if (variance < 1e-15 && !same) {
            throw InputException.of(
                    "DeLong test: the areas %.3f and %.3f differ without any variance; it is not defined.",
                    areaA, areaB);
        }
        double error = Math.sqrt(variance);
        double z = same ? 0 : difference / error;
        return new DeLongTest(
                areaA,
                areaB,
                Estimate.normal(difference, error),
                z,
                same ? 1 : PValues.normal(z),
                a.positive().length,
                a.negative().length,
                a.missing());
    }

    /** Variance of the mean of the differences: that of each less twice their covariance, without rounding below 0. */
    private static double variance(double[] a, double[] b) {
        double[] differences = new double[a.length];
        Arrays.setAll(differences, i -> a[i] - b[i]);
        return StatUtils.variance(differences) / a.length;
    }

    @Override
    public int n() {
        return positives + negatives;
    }

    @Override
    public String method() {
        return "DeLong's test of two correlated ROC curves (DOI 10.2307/2531595)";
    }
}
