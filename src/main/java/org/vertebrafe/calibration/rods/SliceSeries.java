package org.vertebrafe.calibration.rods;

import java.util.Arrays;

/** Statistics of a value measured slice by slice, whose neighbours are correlated. */
final class SliceSeries {

    /** Robust standard deviation from the median absolute deviation of a normal distribution. */
    private static final double MAD_TO_SD = 1.4826;

    private SliceSeries() {}

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Standard deviation, 0 for a single value. */
    static double sd(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** Standard deviation by the median absolute deviation from the median. */
    static double robustSd(double[] values) {
        double median = median(values);
        return MAD_TO_SD
                * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
    }

    /**
     * By what the variance of a mean exceeds that of independent values: 1 + 2 sum (1 - lag/n) correlation, up to the first
     * lag whose correlation is not positive or a quarter of the series; 1 at least.
     */
    static double inflation(double[] values) {
        int n = values.length;
        double mean = mean(values);
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean);
        }
        double inflation = 1;
        for (int lag = 1; lag <= n / 4 && variance > 0; lag++) {
            double product = 0;
            for (int k = 0; k + lag < n; k++) {
                product += (values[k] - mean) * (values[k + lag] - mean);
            }
            double correlation = product / variance;
            if (correlation <= 0) {
                break;
            }
            inflation += 2 * correlation * (1 - (double) lag / n);
        }
        return inflation;
    }

    /** Standard error of the mean, from the scatter and the correlation of neighbours; NaN for a single value. */
    static double standardErrorOfMean(double[] values) {
        return values.length < 2 ? Double.NaN : sd(values) * Math.sqrt(inflation(values) / values.length);
    }

    /**
     * Least-squares line through values.
     *
     * @return slope, its standard error with the correlation of the residuals allowed for (NaN where unknown), and the
     *     degrees of freedom of that
     */
    static double[] line(double[] x, double[] y) {
        int n = x.length;
        double mx = mean(x);
        double my = mean(y);
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            sxx += (x[i] - mx) * (x[i] - mx);
            sxy += (x[i] - mx) * (y[i] - my);
        }
        if (n < 2 || sxx == 0) {
            return new double[] {0, Double.NaN, 1};
        }
        double slope = sxy / sxx;
        if (n < 3) {
            return new double[] {slope, Double.NaN, 1};
        }
        double[] residuals = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            residuals[i] = y[i] - my - slope * (x[i] - mx);
            sum += residuals[i] * residuals[i];
        }
        double inflation = inflation(residuals);
        return new double[] {slope, Math.sqrt(sum / (n - 2) / sxx * inflation), Math.max(1, n / inflation - 2)};
    }

    /**
     * Line that outliers do not move: slope the median of the slopes of all pairs (Theil-Sen), through the medians.
     *
     * @return the residual of each value
     */
    static double[] robustResiduals(double[] x, double[] y) {
        int n = x.length;
        // Pairs at least a quarter of the series apart: near ones tell about noise only.
        int apart = Math.max(1, n / 4);
        double[] slopes = new double[Math.max(1, (n - apart) * (n - apart + 1) / 2)];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + apart; j < n; j++) {
                slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
            }
        }
        double slope = count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = y[i] - slope * x[i];
        }
        double offset = median(residuals);
        for (int i = 0; i < n; i++) {
            residuals[i] -= offset;
        }
        return residuals;
    }
}
