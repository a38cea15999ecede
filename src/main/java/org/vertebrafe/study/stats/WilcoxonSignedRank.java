package org.vertebrafe.study.stats;

import java.util.Arrays;

/**
 * Whether two measures of the same subjects differ, without assuming a normal distribution: Wilcoxon's signed rank test
 * (DOI 10.2307/3001968). Differences of zero are left out, as Wilcoxon did. Up to 50 of the others p is exact, with ties
 * too: over all signs of the mid-ranks there are. Above it is normal with corrections for ties and continuity.
 *
 * @param v sum of the ranks of positive differences (first minus second)
 * @param p two-sided
 * @param exact whether p is exact
 * @param pseudoMedian Hodges-Lehmann estimate: median of the means of all pairs of differences, in the measures' unit
 * @param zeros differences of zero among the pairs
 * @param n complete pairs
 * @param missing pairs left out
 */
public record WilcoxonSignedRank(double v, double p, boolean exact, double pseudoMedian, int zeros, int n, int missing)
        implements Statistic {

    private static final int MOST_EXACT = 50;

    /**
     * Tests pairs. Where all differences are zero nothing speaks for a difference: p is 1.
     *
     * @throws org.vertebrafe.base.InputException if there are no pairs
     */
    public static WilcoxonSignedRank of(Pairs pairs) {
        pairs.require(1, "Wilcoxon signed rank test");
        double[] nonZero =
                Arrays.stream(pairs.differences()).filter(d -> d != 0).toArray();
        boolean exact = nonZero.length <= MOST_EXACT;
        double v = statistic(nonZero);
        double p = exact ? exactP(nonZero, v) : normalP(nonZero, v);
        int zeros = pairs.n() - nonZero.length;
        return new WilcoxonSignedRank(
                v, p, exact, pseudoMedian(pairs.differences()), zeros, pairs.n(), pairs.missing());
    }

    static double statistic(double[] nonZero) {
        double[] ranks = magnitudeRanks(nonZero);
        double sum = 0;
        for (int i = 0; i < nonZero.length; i++) {
            sum += nonZero[i] > 0 ? ranks[i] : 0;
        }
        return sum;
    }

    private static double[] magnitudeRanks(double[] nonZero) {
        return nonZero.length == 0
                ? nonZero
                : Ranks.mid(Arrays.stream(nonZero).map(Math::abs).toArray());
    }

    /** Counts the signs that give each sum; in half ranks, which are whole numbers also with ties. */
    static double exactP(double[] nonZero, double v) {
        double[] ranks = magnitudeRanks(nonZero);
        int total = (int) Math.round(2 * Arrays.stream(ranks).sum());
        double[] chance = new double[total + 1];
        chance[0] = 1;
        int reached = 0;
        for (double rank : ranks) {
            int step = (int) Math.round(2 * rank);
            reached += step;
            for (int sum = reached; sum >= 0; sum--) {
                chance[sum] = (chance[sum] + (sum >= step ? chance[sum - step] : 0)) / 2;
            }
        }
        int at = (int) Math.round(2 * v);
        // The distribution is symmetric: the smaller tail, doubled.
        int tail = Math.min(at, total - at);
        return Math.min(1, 2 * Arrays.stream(chance, 0, tail + 1).sum());
    }

    static double normalP(double[] nonZero, double v) {
        double m = nonZero.length;
        double variance = m * (m + 1) * (2 * m + 1) / 24
                - Ranks.tieSum(Arrays.stream(nonZero).map(Math::abs).toArray()) / 48;
        double distance = v - m * (m + 1) / 4;
        return PValues.normal((distance - Math.signum(distance) * 0.5) / Math.sqrt(variance));
    }

    private static double pseudoMedian(double[] differences) {
        double[] means = new double[differences.length * (differences.length + 1) / 2];
        int k = 0;
        for (int i = 0; i < differences.length; i++) {
            for (int j = i; j < differences.length; j++) {
                means[k++] = (differences[i] + differences[j]) / 2;
            }
        }
        return Sample.of(means).quantile(0.5);
    }

    @Override
    public String method() {
        return "Wilcoxon signed rank test of first minus second, "
                + (exact ? "exact p" : "normal p with corrections for ties and continuity")
                + ", differences of zero left out (DOI 10.2307/3001968)";
    }
}
