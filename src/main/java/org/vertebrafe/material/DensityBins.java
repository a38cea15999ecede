package org.vertebrafe.material;

import java.util.Locale;
import org.vertebrafe.base.InputException;

/**
 * Classes of equal width between the lowest and the highest bone density of a model: every density counts as the middle
 * of its class, so that a model has no more materials than classes. None: every density counts as itself.
 *
 * @param from lowest density, g/cm3
 * @param to highest density, g/cm3
 * @param count number of classes; 0 for none
 */
public record DensityBins(double from, double to, int count) {

    /** Every density as it is. */
    public static final DensityBins NONE = new DensityBins(0, 0, 0);

    public DensityBins {
        if (count < 0 || !(from <= to)) {
            throw InputException.of("%d density bins from %g to %g g/cm3: at least 1, rising.", count, from, to);
        }
    }

    /**
     * Classes over some densities.
     *
     * @param densities g/cm3; NaN for what has none
     * @param count number of classes, at least 1
     */
    public static DensityBins equal(float[] densities, int count) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float density : densities) {
            if (!Float.isNaN(density)) {
                low = Math.min(low, density);
                high = Math.max(high, density);
            }
        }
        return low > high ? NONE : new DensityBins(low, high, count);
    }

    /** What a density counts as, g/cm3. */
    public double of(double density) {
        if (count == 0 || from == to) {
            return density;
        }
        double width = (to - from) / count;
        int bin = (int) Math.max(0, Math.min(count - 1, Math.floor((density - from) / width)));
        return from + width * (bin + 0.5);
    }

    /** In words, for provenance; empty for none. */
    public String words() {
        return count == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", in %d density bins of equal width from %.6g to %.6g g/cm3", count, from, to);
    }
}
