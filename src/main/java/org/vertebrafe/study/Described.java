package org.vertebrafe.study;

import org.vertebrafe.study.stats.Pairs;
import org.vertebrafe.study.stats.Sample;
import org.vertebrafe.study.stats.Statistic;

/** Mean and standard deviation of both measures over the complete pairs, in the measure's unit. */
record Described(double[] mean, double[] sd, int n, int missing) implements Statistic {

    static Described of(Pairs pairs) {
        Sample first = Sample.of(pairs.first());
        Sample second = Sample.of(pairs.second());
        return new Described(
                new double[] {first.mean(), second.mean()},
                new double[] {first.sd(), second.sd()},
                pairs.n(),
                pairs.missing());
    }

    @Override
    public String method() {
        return "Mean and standard deviation of complete pairs";
    }
}
