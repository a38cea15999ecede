package org.vertebrafe.study.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;

/**
 * Scores of subjects with a condition and of those without it, turned so that a high one speaks for the condition.
 *
 * @param positive scores of those with the condition
 * @param negative scores of those without it
 * @param lowIsPositive whether low original values speak for the condition; scores are then their negatives
 * @param missing subjects left out because a value or the condition is missing
 */
record Diagnosis(double[] positive, double[] negative, boolean lowIsPositive, int missing) {

    /**
     * Divides scores by a condition.
     *
     * @param value one a subject; NaN where missing
     * @param condition 1 with it, 0 without, NaN where unknown
     */
    static Diagnosis of(double[] value, double[] condition, boolean lowIsPositive) {
        return of(List.of(value), condition, List.of(lowIsPositive)).get(0);
    }

    /** Divides several scores of the same subjects; those with any value missing are left out of all. */
    static List<Diagnosis> of(List<double[]> values, double[] condition, List<Boolean> lowIsPositive) {
        for (double[] value : values) {
            if (value.length != condition.length) {
                throw InputException.of(
                        "ROC: %d values but %d conditions; both must have one a subject.",
                        value.length, condition.length);
            }
        }
        int[] with = complete(values, condition, 1);
        int[] without = complete(values, condition, 0);
        if (with.length < 2 || without.length < 2) {
            throw InputException.of(
                    "ROC: there are %d subjects with the condition and %d without it (%d left out for a missing"
                            + " value); at least 2 of each are needed.",
                    with.length, without.length, condition.length - with.length - without.length);
        }
        List<Diagnosis> all = new ArrayList<>();
        for (int k = 0; k < values.size(); k++) {
            boolean low = lowIsPositive.get(k);
            all.add(new Diagnosis(
                    scores(values.get(k), with, low),
                    scores(values.get(k), without, low),
                    low,
                    condition.length - with.length - without.length));
        }
        return all;
    }

    private static int[] complete(List<double[]> values, double[] condition, double wanted) {
        return IntStream.range(0, condition.length)
                .filter(i -> condition[i] == wanted && values.stream().noneMatch(v -> Double.isNaN(v[i])))
                .toArray();
    }

    private static double[] scores(double[] value, int[] subjects, boolean low) {
        return IntStream.of(subjects)
                .mapToDouble(i -> {
                    Sample.requireFinite(value[i]);
                    return low ? -value[i] : value[i];
                })
                .toArray();
    }

    int n() {
        return positive.length + negative.length;
    }

    /** A score in the original values. */
    double original(double score) {
        return lowIsPositive ? -score : score;
    }

    /** For each subject with the condition, the share of those without it that it exceeds; ties count half. */
    double[] placements() {
        return IntStream.range(0, positive.length)
                .mapToDouble(i -> IntStream.range(0, negative.length)
                                .mapToDouble(j -> kernel(positive[i], negative[j]))
                                .sum()
                        / negative.length)
                .toArray();
    }

    /** For each subject without the condition, the share of those with it that exceed it; ties count half. */
    double[] counterPlacements() {
        return IntStream.range(0, negative.length)
                .mapToDouble(j -> IntStream.range(0, positive.length)
                                .mapToDouble(i -> kernel(positive[i], negative[j]))
                                .sum()
                        / positive.length)
                .toArray();
    }

    private static double kernel(double positive, double negative) {
        return positive > negative ? 1 : positive == negative ? 0.5 : 0;
    }
}
