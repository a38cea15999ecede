package org.vertebrafe.study.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How well a measure tells a condition: the receiver operating characteristic.
 *
 * @param auc area under the curve, 0..1, with DeLong's interval (DOI 10.2307/2531595); where the measure separates all or
 *     tells all wrongly, DeLong's has no width and the interval is Newcombe's (method 5, DOI 10.1002/sim.2324)
 * @param standardError of the area, DeLong's
 * @param separated whether the interval is Newcombe's
 * @param points of the curve from (0, 0) to (1, 1)
 * @param lowIsPositive whether low values speak for the condition
 * @param positives subjects with the condition
 * @param negatives subjects without it
 * @param missing subjects left out
 */
public record Roc(
        Estimate auc,
        double standardError,
        boolean separated,
        List<Point> points,
        boolean lowIsPositive,
        int positives,
        int negatives,
        int missing)
        implements Statistic {

    /** A point of the curve. */
    public record Point(double falsePositiveRate, double sensitivity) {}

    /**
     * Makes the curve.
     *
     * @param value one a subject; NaN where missing
     * @param condition 1 with it, 0 without, NaN where unknown
     * @param lowIsPositive whether low values speak for the condition
     * @throws org.vertebrafe.base.InputException if there are fewer than 2 subjects with or without the condition
     */
    public static Roc of(double[] value, double[] condition, boolean lowIsPositive) {
        Diagnosis diagnosis = Diagnosis.of(value, condition, lowIsPositive);
        int m = diagnosis.positive().length;
        int n = diagnosis.negative().length;
        double[] placements = diagnosis.placements();
        double auc = StatUtils.mean(placements);
        double variance = StatUtils.variance(placements) / m + StatUtils.variance(diagnosis.counterPlacements()) / n;
        double error = Math.sqrt(variance);
        boolean separated = auc <= 0 || auc >= 1;
        Estimate estimate = separated ? newcombe(auc, m, n) : clipped(Estimate.normal(auc, error));
        return new Roc(estimate, error, separated, curve(diagnosis), lowIsPositive, m, n, diagnosis.missing());
    }

    private static Estimate clipped(Estimate e) {
        return new Estimate(e.value(), Math.max(0, e.low()), Math.min(1, e.high()));
    }

    /** The areas from which the one found lies 1.96 of their own standard errors. */
    private static Estimate newcombe(double auc, int m, int n) {
        double size = (m + n) / 2.0 - 1;
        double limit = new BrentSolver(1e-12)
                .solve(
                        200,
                        a -> {
                            double variance =
                                    a * (1 - a) * (1 + size * ((1 - a) / (2 - a) + a / (1 + a))) / ((double) m * n);
                            return (1 - a) * (1 - a) - Estimate.Z * Estimate.Z * variance;
                        },
                        1e-9,
                        1 - 1e-9);
        return auc >= 1 ? new Estimate(1, limit, 1) : new Estimate(0, 0, 1 - limit);
    }

    private static List<Point> curve(Diagnosis diagnosis) {
        double[] positive = diagnosis.positive().clone();
        double[] negative = diagnosis.negative().clone();
        Arrays.sort(positive);
        Arrays.sort(negative);
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        int i = positive.length;
        int j = negative.length;
        while (i > 0 || j > 0) {
            double top = Math.max(
                    i > 0 ? positive[i - 1] : Double.NEGATIVE_INFINITY,
                    j > 0 ? negative[j - 1] : Double.NEGATIVE_INFINITY);
            while (i > 0 && positive[i - 1] == top) {
                i--;
            }
            while (j > 0 && negative[j - 1] == top) {
                j--;
            }
            points.add(new Point(1 - (double) j / negative.length, 1 - (double) i / positive.length));
        }
        return List.copyOf(points);
    }

    public Roc {
        points = List.copyOf(points);
    }

    @Override
    public int n() {
        return positives + negatives;
    }

    @Override
    public String method() {
        return "ROC, " + (lowIsPositive ? "low" : "high") + " values speak for the condition; "
                + (separated
                        ? "separated completely, interval by Newcombe's method 5 (DOI 10.1002/sim.2324)"
                        : "interval by DeLong (DOI 10.2307/2531595)");
    }
}
