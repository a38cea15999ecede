package org.vertebrafe.study.stats;

import org.apache.commons.math3.stat.inference.TTest;

/**
 * Whether two measures of the same subjects differ in the mean.
 *
 * @param difference mean of first minus second with its interval, in the measures' unit
 * @param sd standard deviation of the differences
 * @param t Student's statistic
 * @param degreesOfFreedom pairs minus 1
 * @param p two-sided
 * @param n complete pairs
 * @param missing pairs left out
 */
public record PairedTTest(Estimate difference, double sd, double t, int degreesOfFreedom, double p, int n, int missing)
        implements Statistic {

    /**
     * Tests pairs.
     *
     * @throws org.vertebrafe.base.InputException if there are fewer than 2 or all differences are the same
     */
    public static PairedTTest of(Pairs pairs) {
        pairs.require(2, "Paired t-test");
        Sample differences = Sample.of(pairs.differences());
        differences.requireSpread("Paired t-test, differences");
        TTest test = new TTest();
        int df = pairs.n() - 1;
        return new PairedTTest(
                differences.meanWithInterval(),
                differences.sd(),
                test.pairedT(pairs.first(), pairs.second()),
                df,
                test.pairedTTest(pairs.first(), pairs.second()),
                pairs.n(),
                pairs.missing());
    }

    @Override
    public String method() {
        return "Paired t-test of first minus second, 95 % interval by Student's distribution";
    }
}
