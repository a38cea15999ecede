package org.vertebrafe.mesh.tet;

/**
 * How a quantity is distributed over a mesh. A value: the counts are to be read only.
 *
 * @param name what it is, for instance "Dihedral angle"
 * @param unit its unit; empty if it has none
 * @param min least value
 * @param max greatest value
 * @param mean arithmetic mean
 * @param sd standard deviation
 * @param number how many values there are
 * @param from lower end of the histogram
 * @param to upper end of the histogram
 * @param counts values in each of its bins of equal width; values outside are counted in the first and last one
 */
public record Distribution(
        String name,
        String unit,
        double min,
        double max,
        double mean,
        double sd,
        long number,
        double from,
        double to,
        long[] counts) {

    /** Adds values up; partial ones are joined in a fixed order, so that sums do not depend on threads. */
    static final class Collector {

        private final double from;
        private final double to;
        private final long[] counts;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private double squares;
        private long number;

        Collector(double from, double to, int bins) {
            this.from = from;
            this.to = to;
            this.counts = new long[bins];
        }

        void add(double value) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            squares += value * value;
            number++;
            int bin = (int) ((value - from) / (to - from) * counts.length);
            counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
        }

        void join(Collector other) {
            min = Math.min(min, other.min);
            max = Math.max(max, other.max);
            sum += other.sum;
            squares += other.squares;
            number += other.number;
            for (int bin = 0; bin < counts.length; bin++) {
                counts[bin] += other.counts[bin];
            }
        }

        Distribution result(String name, String unit) {
            double mean = sum / number;
            double variance = Math.max(0, squares / number - mean * mean);
            return new Distribution(name, unit, min, max, mean, Math.sqrt(variance), number, from, to, counts);
        }
    }
}
