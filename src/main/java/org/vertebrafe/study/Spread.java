package org.vertebrafe.study;

import org.vertebrafe.study.stats.Estimate;
import org.vertebrafe.study.stats.Sample;
import org.vertebrafe.study.stats.Statistic;

/**
 * Mean and spread of one variable, in its unit.
 *
 * @param mean with its interval
 * @param sd standard deviation
 * @param least smallest value
 * @param greatest largest value
 */
record Spread(Estimate mean, double sd, double least, double greatest, int n, int missing) implements Statistic {

    /**
     * Of a sample.
     *
     * @throws org.vertebrafe.base.InputException if it has less than two values
     */
    static Spread of(Sample sample) {
        return new Spread(
                sample.meanWithInterval(),
                sample.sd(),
                sample.quantile(0),
                sample.quantile(1),
                sample.n(),
                sample.missing());
    }

    @Override
    public String method() {
        return "Mean with 95 % interval by Student's distribution, standard deviation, smallest and largest value";
    }
}
