package org.vertebrafe.calibration.tissues;

import java.util.Arrays;

/**
 * Mean, standard deviation and standard error of the bulk of a region, HU. Contamination by other tissue (fat between
 * muscle fibres, plaque, partial volume at a border) makes one-sided tails, which pull the mean and even the median: the
 * centre is therefore found from the mode of the smoothed histogram, refined by the mean of all values within 1.5
 * standard deviations of it until that does not move (a Huber-type skipped mean).
 *
 * @param mean centre of the bulk, HU
 * @param sd standard deviation of the bulk, HU
 * @param standardError of the mean, HU, from the scatter of cubes of {@link #CUBE} mm: noise that is correlated over less
 *     than that, and slow changes over the region, are in it
 * @param purity share of the voxels that lie within the bulk's normal distribution, 0..1
 * @param clipped share of the voxels at the lowest value the scanner stores, 0 if below 0.5 %
 */
record RegionStatistics(double mean, double sd, double standardError, double purity, double clipped) {

    /** Edge of the cubes whose scatter gives the standard error, mm: longer than noise of a CT is correlated. */
    static final double CUBE = 12;

    /** The most voxels that are looked at; of larger regions, a part that is evenly spread. */
    static final int MAX_VALUES = 1 << 19;

    /** Half the width of the window of the skipped mean, standard deviations. */
    private static final double WINDOW = 1.5;

    /** Part of a normal distribution within one standard deviation. */
    private static final double ONE_SIGMA = 0.682689;

    /** By how much the skipped mean follows when the centre of the window is held: P - 2 w phi(w), over P. */
    private static final double FOLLOWS = 0.5517;

    /** Beyond this many standard deviations a voxel is not of the bulk. */
    private static final double OUTLIER = 3;

    private static final double NORMAL_QUARTILES = 1.349;

    /** No scanner's lowest stored value is above this, HU. */
    private static final double HIGHEST_LIMIT = -1000;

    private static final double LEAST_CLIPPED = 0.005;
    private static final double MOST_CLIPPED = 0.45;
    private static final int MIN_CUBES = 4;
    private static final int MAX_STEPS = 100;

    /**
     * Statistics of a region.
     *
     * @param values of its voxels, HU, at most {@link #MAX_VALUES}
     * @param cubes number of the cube of {@link #CUBE} mm that each voxel is in, 0..2^43
     */
    static RegionStatistics of(float[] values, long[] cubes) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted[0] == sorted[sorted.length - 1]) {
            return new RegionStatistics(sorted[0], 0, 0, 1, 0);
        }
        double clipped = clipped(sorted);
        double spread = Math.max((quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_QUARTILES, 1e-3);
        double centre;
        double sd;
        if (clipped > 0 && clipped <= MOST_CLIPPED) {
            // The scanner stores nothing below a limit: only rank and the upper half of the noise are true.
            centre = quantile(sorted, 0.5);
            sd = upperSpread(sorted, centre);
        } else {
            centre = mode(sorted, spread);
            sd = upperSpread(sorted, centre);
            for (int step = 0; step < MAX_STEPS; step++) {
                double next = windowMean(sorted, centre, WINDOW * sd);
                double moved = Math.abs(next - centre);
                centre = next;
                sd = windowSpread(sorted, centre, sd);
                if (moved < 1e-3) {
                    break;
                }
            }
        }
        int pure = 0;
        for (float value : sorted) {
            if (Math.abs(value - centre) <= OUTLIER * sd + 1e-6) {
                pure++;
            }
        }
        return new RegionStatistics(
                centre, sd, standardError(values, cubes, centre, sd), (double) pure / sorted.length, clipped);
    }

    private static double clipped(float[] sorted) {
        int n = 0;
        while (n < sorted.length && sorted[n] == sorted[0]) {
            n++;
        }
        double share = (double) n / sorted.length;
        return sorted[0] > HIGHEST_LIMIT || share < LEAST_CLIPPED || n < 5 ? 0 : share;
    }

    /** Top of the histogram, smoothed by 0.4 standard deviations. */
    private static double mode(float[] sorted, double spread) {
        double width = spread / 10;
        double low = quantile(sorted, 0.01);
        double high = quantile(sorted, 0.99);
        int bins = (int) Math.min(20000, Math.ceil((high - low) / width) + 1);
        double[] histogram = new double[bins];
        for (float value : sorted) {
            int bin = (int) Math.floor((value - low) / width);
            if (bin >= 0 && bin < bins) {
                histogram[bin]++;
            }
        }
        int reach = 12;
        double best = -1;
        int top = 0;
        for (int bin = 0; bin < bins; bin++) {
            double sum = 0;
            for (int d = -reach; d <= reach; d++) {
                int other = bin + d;
                if (other >= 0 && other < bins) {
                    sum += histogram[other] * Math.exp(-0.5 * (d / 4.0) * (d / 4.0));
                }
            }
            if (sum > best) {
                best = sum;
                top = bin;
            }
        }
        return low + (top + 0.5) * width;
    }

    /** Standard deviation of a normal distribution whose upper half these are. */
    private static double upperSpread(float[] sorted, double centre) {
        int from = firstAbove(sorted, centre);
        int n = sorted.length - from;
        if (n == 0) {
            return 0;
        }
        return Math.max(0, sorted[from + (int) Math.min(n - 1, ONE_SIGMA * n)] - centre);
    }

    /** The smaller of the spreads above and below: tails of other tissue are on one side. */
    private static double windowSpread(float[] sorted, double centre, double before) {
        int below = firstAbove(sorted, centre);
        double up = upperSpread(sorted, centre);
        if (below == 0) {
            return up;
        }
        double down = centre - sorted[(int) Math.max(0, below - 1 - ONE_SIGMA * below)];
        double smaller = Math.min(up, down);
        return smaller > 0 ? smaller : before;
    }

    private static double windowMean(float[] sorted, double centre, double half) {
        int from = firstAbove(sorted, centre - half - 1e-6);
        double sum = 0;
        int n = 0;
        for (int i = from; i < sorted.length && sorted[i] <= centre + half + 1e-6; i++) {
            sum += sorted[i];
            n++;
        }
        return n == 0 ? centre : sum / n;
    }

    private static double standardError(float[] values, long[] cubes, double centre, double sd) {
        long[] order = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            order[i] = cubes[i] * MAX_VALUES + i;
        }
        Arrays.sort(order);
        double squares = 0;
        double cube = 0;
        int used = 0;
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            double residual = values[(int) (order[i] % MAX_VALUES)] - centre;
            if (Math.abs(residual) <= WINDOW * sd + 1e-6) {
                cube += residual;
                used++;
            }
            if (i + 1 == order.length || order[i + 1] / MAX_VALUES != order[i] / MAX_VALUES) {
                squares += cube * cube;
                cube = 0;
                count++;
            }
        }
        if (count < MIN_CUBES || used == 0) {
            // Too few cubes to see their scatter: as if each held one independent value.
            return sd / Math.sqrt(Math.max(1, count));
        }
        return Math.sqrt(squares * count / (count - 1)) / (FOLLOWS * used);
    }

    private static double quantile(float[] sorted, double q) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(q * (sorted.length - 1)))];
    }

    private static int firstAbove(float[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
