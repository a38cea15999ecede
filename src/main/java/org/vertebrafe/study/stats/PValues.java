package org.vertebrafe.study.stats;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.vertebrafe.base.InputException;

/** Two-sided p values of test statistics, and their adjustment when there are several. */
public final class PValues {

    /** To be printed wherever several p values stand together. */
    public static final String MULTIPLE_COMPARISONS =
            "P values are two-sided and, unless said to be adjusted, each stands for itself: of 20 tests of hypotheses"
                    + " that are all true, one falls below 0.05 on average. Name one primary hypothesis beforehand and"
                    + " read the others as exploratory.";

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private PValues() {}

    /** Two-sided p of a standard normal statistic. */
    static double normal(double z) {
        return Math.min(1, 2 * NORMAL.cumulativeProbability(-Math.abs(z)));
    }

    /** Two-sided p of Student's statistic. */
    static double student(double t, double degreesOfFreedom) {
        return Math.min(1, 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t)));
    }

    /**
     * P values adjusted for their number by Holm's step-down method, in the order given.
     *
     * @see <a href="https://www.jstor.org/stable/4615733">Holm 1979</a>
     */
    public static double[] holm(double... p) {
        Integer[] order = Ranks.order(p);
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            double one = p[order[i]];
            if (!(one >= 0 && one <= 1)) {
                throw InputException.of("Holm's adjustment: a p value lies between 0 and 1, not at %s.", one);
            }
            largest = Math.max(largest, Math.min(1, (p.length - i) * one));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
