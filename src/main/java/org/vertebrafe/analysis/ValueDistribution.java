package org.vertebrafe.analysis;

import java.util.Optional;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;

/**
 * How the values of a quantity are distributed over a volume: each value counts by the volume that has it, so that small
 * elements do not count as much as large ones. A value: arrays are to be read only.
 */
public final class ValueDistribution {

    private final double[] values;
    private final double[] upTo;
    private final double mean;
    private final double sd;

    private ValueDistribution(double[] values, double[] volumes) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.values = new double[order.length];
        upTo = new double[order.length];
        double total = 0;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            this.values[i] = values[order[i]];
            total += volumes[order[i]];
            sum += values[order[i]] * volumes[order[i]];
            upTo[i] = total;
        }
        mean = sum / total;
        double squares = 0;
        for (int i = 0; i < order.length; i++) {
            double off = values[order[i]] - mean;
            squares += off * off * volumes[order[i]];
        }
        sd = Math.sqrt(squares / total);
    }

    /**
     * The distribution of some values.
     *
     * @param values those that are no numbers are left out
     * @param volumes what each stands for, mm3
     * @return empty if there is no number
     */
    public static Optional<ValueDistribution> of(double[] values, double[] volumes) {
        int[] numbers = IntStream.range(0, values.length)
                .filter(i -> Double.isFinite(values[i]))
                .toArray();
        if (numbers.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new ValueDistribution(
                IntStream.of(numbers).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(numbers).mapToDouble(i -> volumes[i]).toArray()));
    }

    /** The distribution of a quantity over the elements of a region; empty where the model has none. */
    public static Optional<ValueDistribution> of(AnalysisResult result, MapQuantity quantity, BoneRegion region) {
        int[] elements = IntStream.range(0, result.mesh().elements())
                .filter(e -> region.holds(result.tissue(e)))
                .toArray();
        return of(
                IntStream.of(elements)
                        .mapToDouble(e -> result.value(quantity, e))
                        .toArray(),
                IntStream.of(elements).mapToDouble(result::volume).toArray());
    }

    /** Number of values. */
    public int number() {
        return values.length;
    }

    /** Volume of all, mm3. */
    public double volume() {
        return upTo[upTo.length - 1];
    }

    /** Mean over the volume. */
    public double mean() {
        return mean;
    }

    /** Standard deviation over the volume. */
    public double sd() {
        return sd;
    }

    /** Least value. */
    public double min() {
        return values[0];
    }

    /** Greatest value. */
    public double max() {
        return values[values.length - 1];
    }

    /**
     * The least value up to which at least this part of the volume lies.
     *
     * @param percent 0..100
     */
    public double percentile(double percent) {
        double wanted = percent / 100 * volume() * (1 - 1e-12);
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (upTo[middle] >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values[low];
    }

    /**
     * The part of the volume in each of some bins of equal width; values outside count in the first and last one.
     *
     * @return percent of the volume, summing to 100
     */
    public double[] histogram(double from, double to, int bins) {
        if (!(from < to) || bins < 1) {
            throw InputException.of("Histogram from %s to %s in %d bins: the ends must rise.", from, to, bins);
        }
        double[] shares = new double[bins];
        for (int i = 0; i < values.length; i++) {
            int bin = (int) Math.floor((values[i] - from) / (to - from) * bins);
            shares[Math.max(0, Math.min(bins - 1, bin))] += 100 * (upTo[i] - (i == 0 ? 0 : upTo[i - 1])) / volume();
        }
        return shares;
    }
}
