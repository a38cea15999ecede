package org.vertebrafe.study.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.OneWayAnova;
import org.vertebrafe.base.InputException;

/**
 * Whether a measure differs between groups of subjects: analysis of variance, the test of Kruskal and Wallis, and all
 * pairs of groups with p adjusted by Holm.
 *
 * @param f statistic of the one-way analysis of variance
 * @param betweenFreedom groups minus 1
 * @param withinFreedom values minus groups
 * @param anovaP its p
 * @param etaSquared share of the variance that lies between the groups
 * @param h statistic of Kruskal and Wallis (DOI 10.1080/01621459.1952.10483441), corrected for ties
 * @param kruskalWallisP its p, by the chi-squared distribution
 * @param pairs every pair of groups
 * @param n values
 * @param missing values left out
 */
public record GroupComparison(
        double f,
        int betweenFreedom,
        int withinFreedom,
        double anovaP,
        double etaSquared,
        double h,
        double kruskalWallisP,
        List<PairOfGroups> pairs,
        int n,
        int missing)
        implements Statistic {

    /**
     * Two of the groups.
     *
     * @param first name of a group
     * @param second name of another
     * @param difference of the means, first minus second, with its interval by the standard deviation pooled over all
     *     groups, not adjusted
     * @param tP p of that t-test, adjusted by Holm
     * @param rankSumP p of the rank sum test, adjusted by Holm
     */
    public record PairOfGroups(String first, String second, Estimate difference, double tP, double rankSumP) {}

    public GroupComparison {
        pairs = List.copyOf(pairs);
    }

    /**
     * Compares groups.
     *
     * @param groups by name, in the order of the pairs wanted
     * @throws InputException if there are fewer than 2, one has fewer than 2 values or none of them has any spread
     */
    public static GroupComparison of(Map<String, Sample> groups) {
        if (groups.size() < 2) {
            throw InputException.of("Comparison of groups: there is %d group; at least 2 are needed.", groups.size());
        }
        groups.forEach((name, group) -> group.require(2, "Comparison of groups, \"" + name + "\""));
        if (groups.values().stream().allMatch(Sample::isConstant)) {
            throw new InputException(
                    "Comparison of groups: within each group all values are equal; without any spread it is not"
                            + " defined.");
        }
        List<double[]> values = groups.values().stream().map(Sample::values).toList();
        int n = values.stream().mapToInt(group -> group.length).sum();
        int within = n - values.size();
        double[] all = values.stream().flatMapToDouble(Arrays::stream).toArray();
        double left = values.stream()
                .mapToDouble(group -> (group.length - 1) * StatUtils.variance(group))
                .sum();
        double total = (n - 1) * StatUtils.variance(all);
        double f = new OneWayAnova().anovaFValue(values);
        double h = kruskalWallis(values, all);
        return new GroupComparison(
                f,
                values.size() - 1,
                within,
                upperF(f, values.size() - 1.0, within),
                Math.max(0, 1 - left / total),
                h,
                Gamma.regularizedGammaQ((values.size() - 1) / 2.0, h / 2),
                pairs(groups, Math.sqrt(left / within), within),
                n,
                groups.values().stream().mapToInt(Sample::missing).sum());
    }

    /** Upper tail of the F distribution; one minus the lower tail would lose small p values. */
    private static double upperF(double f, double df1, double df2) {
        return Beta.regularizedBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
    }

    private static double kruskalWallis(List<double[]> groups, double[] all) {
        double[] ranks = Ranks.mid(all);
        double n = all.length;
        double sum = 0;
        int from = 0;
        for (double[] group : groups) {
            double rankSum = Arrays.stream(ranks, from, from + group.length).sum();
            sum += rankSum * rankSum / group.length;
            from += group.length;
        }
        double h = 12 / (n * (n + 1)) * sum - 3 * (n + 1);
        return Math.max(0, h / (1 - Ranks.tieSum(all) / (n * n * n - n)));
    }

    private static List<PairOfGroups> pairs(Map<String, Sample> groups, double pooledSd, int freedom) {
        List<String> names = List.copyOf(groups.keySet());
        List<PairOfGroups> raw = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                Sample a = groups.get(names.get(i));
                Sample b = groups.get(names.get(j));
                double error = pooledSd * Math.sqrt(1.0 / a.n() + 1.0 / b.n());
                double difference = a.mean() - b.mean();
                raw.add(new PairOfGroups(
                        names.get(i),
                        names.get(j),
                        Estimate.student(difference, error, freedom),
                        PValues.student(difference / error, freedom),
                        RankSum.p(a.values(), b.values())));
            }
        }
        double[] t = PValues.holm(raw.stream().mapToDouble(PairOfGroups::tP).toArray());
        double[] rank =
                PValues.holm(raw.stream().mapToDouble(PairOfGroups::rankSumP).toArray());
        List<PairOfGroups> adjusted = new ArrayList<>();
        for (int k = 0; k < raw.size(); k++) {
            PairOfGroups pair = raw.get(k);
            adjusted.add(new PairOfGroups(pair.first, pair.second, pair.difference, t[k], rank[k]));
        }
        return adjusted;
    }

    @Override
    public String method() {
        return "One-way analysis of variance; Kruskal-Wallis test (DOI 10.1080/01621459.1952.10483441); pairs by"
                + " t-tests with pooled standard deviation and by rank sum tests, p adjusted by Holm"
                + " (https://www.jstor.org/stable/4615733)";
    }
}
