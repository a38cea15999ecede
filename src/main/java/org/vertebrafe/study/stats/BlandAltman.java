package org.vertebrafe.study.stats;

import java.util.Optional;

/**
 * Agreement of two measures of the same quantity: bias, limits of agreement, and whether the difference grows with the
 * magnitude. All in the measures' unit, or in percent for percent differences.
 *
 * @param bias mean difference, first minus second
 * @param sd standard deviation of the differences
 * @param lower lower limit of agreement, bias - 1.96 SD
 * @param upper upper limit of agreement, bias + 1.96 SD
 * @param proportional regression of the difference on the mean of the pair: its slope is the proportional bias; empty
 *     where the means have no spread or there are only two pairs
 * @param n complete pairs
 * @param missing pairs left out
 */
public record BlandAltman(
        Estimate bias, double sd, Estimate lower, Estimate upper, Optional<LinearFit> proportional, int n, int missing)
        implements Statistic {

    /**
     * Compares pairs.
     *
     * @throws org.vertebrafe.base.InputException if there are fewer than 2
     */
    public static BlandAltman of(Pairs pairs) {
        return of(pairs.differences(), pairs, pairs.missing());
    }

    /**
     * Compares pairs by their differences in percent of the first.
     *
     * @throws org.vertebrafe.base.InputException if there are fewer than 2 or a first value is not positive
     */
    public static BlandAltman ofPercent(Pairs pairs) {
        return of(pairs.percentDifferences(), pairs, pairs.missing());
    }

    private static BlandAltman of(double[] differences, Pairs pairs, int missing) {
        pairs.require(2, "Bland-Altman");
        Sample sample = Sample.of(differences);
        double mean = sample.mean();
        double sd = sample.sd();
        double n = sample.n();
        double error = sd * Math.sqrt(1 / n + Estimate.Z * Estimate.Z / (2 * (n - 1)));
        double[] means = pairs.means();
        boolean slope = n > 2 && !Sample.of(means).isConstant();
        return new BlandAltman(
                sample.meanWithInterval(),
                sd,
                Estimate.student(mean - Estimate.Z * sd, error, n - 1),
                Estimate.student(mean + Estimate.Z * sd, error, n - 1),
                slope ? Optional.of(LinearFit.of(Pairs.of(means, differences))) : Optional.empty(),
                pairs.n(),
                missing);
    }

    @Override
    public String method() {
        return "Bland-Altman: bias and limits of agreement at 1.96 SD with 95 % intervals (DOI"
                + " 10.1177/096228029900800204); proportional bias by regression of the difference on the mean";
    }
}
