package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Ranks of values, and what ties do to the variance of sums of ranks. */
final class Ranks {

    private Ranks() {}

    /** Ranks from 1; equal values share the mean of theirs. */
    static double[] mid(double[] values) {
        return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(values);
    }

    /** Indices from the smallest value to the largest; equal values in the order given. */
    static Integer[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toArray(Integer[]::new);
    }

    /** Sum of t^3 - t over all groups of t equal values; 0 without ties. */
    static double tieSum(double[] values) {
        Map<Double, Long> counts = new TreeMap<>();
        // + 0.0: the two zeros are one value.
        Arrays.stream(values).forEach(value -> counts.merge(value + 0.0, 1L, Long::sum));
        return counts.values().stream().mapToDouble(t -> (double) t * t * t - t).sum();
    }
}
