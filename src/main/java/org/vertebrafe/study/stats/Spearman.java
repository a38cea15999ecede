package org.vertebrafe.study.stats;

import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * Monotonic association of two variables: Pearson's correlation of their mid-ranks. Up to 9 pairs p is exact over all
 * orders, with ties too; above it is by Student's distribution. The interval is Fisher's with the variance of Bonett and
 * Wright (DOI 10.1007/BF02294183).
 *
 * @param rho the coefficient with its interval; -1..1 for 3 pairs
 * @param p two-sided, of no association
 * @param exact whether p is exact
 * @param n complete pairs
 * @param missing pairs left out
 */
public record Spearman(Estimate rho, double p, boolean exact, int n, int missing) implements Statistic {

    private static final int MOST_EXACT = 9;

    /** Sums of products of ranks that differ by less are the same, 1/4 being the least step there is. */
    private static final double SAME = 0.1;

    /**
     * Correlates pairs.
     *
     * @throws org.vertebrafe.base.InputException if there are fewer than 3 or a variable has no spread
     */
    public static Spearman of(Pairs pairs) {
        pairs.require(3, "Spearman correlation");
        pairs.requireSpread("Spearman correlation");
        double[] a = Ranks.mid(pairs.first());
        double[] b = Ranks.mid(pairs.second());
        double rho = Math.max(-1, Math.min(1, new PearsonsCorrelation().correlation(a, b)));
        int n = pairs.n();
        boolean exact = n <= MOST_EXACT;
        double p = exact ? exactP(a, b) : Math.abs(rho) == 1 ? 0 : studentP(rho, n);
        double error = n > 3 ? Math.sqrt((1 + rho * rho / 2) / (n - 3)) : Double.POSITIVE_INFINITY;
        return new Spearman(Correlation.fisher(rho, error), p, exact, n, pairs.missing());
    }

    private static double studentP(double rho, int n) {
        return PValues.student(rho * Math.sqrt((n - 2) / (1 - rho * rho)), n - 2.0);
    }

    /** Share of all orders of b that are at least as far from no association. */
    private static double exactP(double[] a, double[] b) {
        Orders orders = new Orders(a, distance(a, b) - SAME);
        orders.from(0, b.clone());
        return (double) orders.extreme / orders.all;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        double n = a.length;
        return Math.abs(sum - n * (n + 1) * (n + 1) / 4);
    }

    private static final class Orders {

        private final double[] a;
        private final double least;
        private int extreme;
        private int all;

        private Orders(double[] a, double least) {
            this.a = a;
            this.least = least;
        }

        private void from(int place, double[] b) {
            if (place == b.length) {
                all++;
                extreme += distance(a, b) >= least ? 1 : 0;
                return;
            }
            for (int i = place; i < b.length; i++) {
                swap(b, place, i);
                from(place + 1, b);
                swap(b, place, i);
            }
        }

        private static void swap(double[] b, int i, int j) {
            double kept = b[i];
            b[i] = b[j];
            b[j] = kept;
        }
    }

    @Override
    public String method() {
        return "Spearman rank correlation, " + (exact ? "exact p over all orders" : "p by Student's distribution")
                + ", interval by Bonett and Wright (DOI 10.1007/BF02294183)";
    }
}
