package org.vertebrafe.imagej;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along a scale: steps of 1, 2 or 5 times a power of ten, written alike. */
final class ScaleTicks {

    /**
     * A mark on a scale.
     *
     * @param value in the unit of the scale
     * @param text as it is written
     */
    record Tick(double value, String text) {}

    private ScaleTicks() {}

    /** The round numbers inside the range, at most {@code most} of them and at least two. */
    static List<Tick> of(ValueRange range, int most) {
        double span = range.max() - range.min();
        double step = Math.pow(10, Math.floor(Math.log10(span / most)));
        for (int i = 0; Math.floor(range.max() / step + 1e-9) - Math.ceil(range.min() / step - 1e-9) + 1 > most; i++) {
            step *= i % 3 == 1 ? 2.5 : 2;
        }
        List<Tick> ticks = new ArrayList<>();
        long first = (long) Math.ceil(range.min() / step - 1e-9);
        long last = (long) Math.floor(range.max() / step + 1e-9);
        for (long i = first; i <= last; i++) {
            ticks.add(new Tick(i * step, text(i * step, step, range)));
        }
        return ticks;
    }

    private static String text(double value, double step, ValueRange range) {
        double largest = Math.max(Math.abs(range.min()), Math.abs(range.max()));
        if (largest >= 1e6 || largest < 1e-3) {
            return value == 0
                    ? "0"
                    : String.format(Locale.ROOT, "%.1e", value)
                            .replace("e-0", "e-")
                            .replace("e+0", "e");
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
