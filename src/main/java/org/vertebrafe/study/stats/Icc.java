package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;
import org.vertebrafe.base.InputException;

/**
 * Intraclass correlation of measures of the same subjects: two-way model, single measure, after McGraw and Wong (DOI
 * 10.1037/1082-989X.1.1.30).
 *
 * @param agreement ICC(A,1): a constant difference between the measures counts as disagreement
 * @param consistency ICC(C,1): it does not
 * @param measures how many measures each subject has
 * @param n subjects with all measures
 * @param missing subjects left out
 */
public record Icc(Estimate agreement, Estimate consistency, int measures, int n, int missing) implements Statistic {

    /**
     * Correlates measures.
     *
     * @param columns one column a measure, one value a subject; NaN where missing
     * @throws InputException if there are fewer than 2 columns or 2 complete subjects, or all values are equal
     */
    public static Icc of(double[]... columns) {
        double[][] subjects = subjects(columns);
        int missing = columns[0].length - subjects.length;
        if (subjects.length < 2) {
            throw InputException.of(
                    "ICC: there are %d subjects with all measures (%d left out); at least 2 are needed.",
                    subjects.length, missing);
        }
        MeanSquares squares = MeanSquares.of(subjects);
        if (squares.rows + squares.columns + squares.error == 0) {
            throw InputException.of("ICC: all values are %s; without any spread it is not defined.", subjects[0][0]);
        }
        return new Icc(squares.agreement(), squares.consistency(), columns.length, subjects.length, missing);
    }

    private static double[][] subjects(double[][] columns) {
        if (columns.length < 2 || Arrays.stream(columns).anyMatch(c -> c.length != columns[0].length)) {
            throw new InputException("ICC: at least two measures are needed, each with one value a subject.");
        }
        return IntStream.range(0, columns[0].length)
                .mapToObj(i -> Arrays.stream(columns).mapToDouble(c -> c[i]).toArray())
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
    }

    /** Mean squares of the two-way table: between n subjects, between k measures, and what is left. */
    private record MeanSquares(int n, int k, double rows, double columns, double error) {

        private static MeanSquares of(double[][] x) {
            int n = x.length;
            int k = x[0].length;
            double[] row = Arrays.stream(x)
                    .mapToDouble(r -> Arrays.stream(r).average().orElseThrow())
                    .toArray();
            double mean = Arrays.stream(row).average().orElseThrow();
            double rows = 0;
            double columns = 0;
            double error = 0;
            for (int j = 0; j < k; j++) {
                double column = 0;
                for (int i = 0; i < n; i++) {
                    column += x[i][j] / n;
                }
                columns += n * (column - mean) * (column - mean);
                for (int i = 0; i < n; i++) {
                    double rest = x[i][j] - row[i] - column + mean;
                    error += rest * rest;
                }
            }
            for (int i = 0; i < n; i++) {
                rows += k * (row[i] - mean) * (row[i] - mean);
            }
            return new MeanSquares(n, k, rows / (n - 1), columns / (k - 1), error / ((n - 1.0) * (k - 1)));
        }

        private double errorFreedom() {
            return (n - 1.0) * (k - 1);
        }

        private Estimate consistency() {
            double value = rows + error == 0 ? 0 : (rows - error) / (rows + (k - 1) * error);
            if (error == 0) {
                return new Estimate(value, value, value);
            }
            double f = rows / error;
            double low = f / quantile(n - 1.0, errorFreedom());
            double high = f * quantile(errorFreedom(), n - 1.0);
            return new Estimate(value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1));
        }

        private Estimate agreement() {
            double value = (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n);
            if (value >= 1) {
                return new Estimate(1, 1, 1);
            }
            double ratio = k * value / (n * (1 - value));
            double a = ratio * columns;
            double b = (1 + ratio * (n - 1)) * error;
            double freedom = (a + b) * (a + b) / (a * a / (k - 1) + b * b / errorFreedom());
            if (Double.isNaN(freedom)) {
                return new Estimate(value, Math.min(value, 0), 1);
            }
            double spread = k * columns + (k * (double) n - k - n) * error;
            double f = quantile(n - 1.0, freedom);
            double low = n * (rows - f * error) / (f * spread + n * rows);
            double g = quantile(freedom, n - 1.0);
            double high = n * (g * rows - error) / (spread + n * g * rows);
            return new Estimate(value, low, high);
        }

        private static double quantile(double df1, double df2) {
            return new FDistribution(null, df1, df2).inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
        }
    }

    @Override
    public String method() {
        return "Intraclass correlation, two-way model, single measure: ICC(A,1) absolute agreement, ICC(C,1)"
                + " consistency (DOI 10.1037/1082-989X.1.1.30)";
    }
}
