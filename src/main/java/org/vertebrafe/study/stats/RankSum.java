package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Two-sided p of the rank sum test of Wilcoxon, Mann and Whitney: exact up to 50 values, with ties too. */
final class RankSum {

    private static final int MOST_EXACT = 50;

    private RankSum() {}

    static double p(double[] a, double[] b) {
        return a.length + b.length <= MOST_EXACT ? exactP(a, b) : normalP(a, b);
    }

    private static double[] ranks(double[] a, double[] b) {
        return Ranks.mid(DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray());
    }

    /** Counts the choices of a's ranks among all that are at least as far from the mean; in half ranks. */
    static double exactP(double[] a, double[] b) {
        double[] ranks = ranks(a, b);
        int total = (int) Math.round(2 * Arrays.stream(ranks).sum());
        double[][] ways = new double[a.length + 1][total + 1];
        ways[0][0] = 1;
        for (double rank : ranks) {
            int step = (int) Math.round(2 * rank);
            for (int k = a.length; k > 0; k--) {
                for (int sum = total; sum >= step; sum--) {
                    ways[k][sum] += ways[k - 1][sum - step];
                }
            }
        }
        double mean = (double) total * a.length / ranks.length;
        double distance = Math.abs(2 * Arrays.stream(ranks, 0, a.length).sum() - mean);
        double extreme = 0;
        double all = 0;
        for (int sum = 0; sum <= total; sum++) {
            all += ways[a.length][sum];
            extreme += Math.abs(sum - mean) >= distance - 1e-9 ? ways[a.length][sum] : 0;
        }
        return extreme / all;
    }

    static double normalP(double[] a, double[] b) {
        double[] ranks = ranks(a, b);
        double m = a.length;
        double n = b.length;
        double u = Arrays.stream(ranks, 0, a.length).sum() - m * (m + 1) / 2;
        double distance = u - m * n / 2;
        double ties = Ranks.tieSum(ranks) / ((m + n) * (m + n - 1));
        double variance = m * n / 12 * (m + n + 1 - ties);
        if (variance <= 0) {
            return 1;
        }
        return PValues.normal((distance - Math.signum(distance) * 0.5) / Math.sqrt(variance));
    }
}
