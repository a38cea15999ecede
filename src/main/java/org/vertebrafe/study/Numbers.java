package org.vertebrafe.study;

import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.study.stats.Estimate;

/** Numbers as they are printed for a person; files keep all digits. */
public final class Numbers {

    private static final double SMALLEST_P = 0.001;

    private Numbers() {}

    /** A p value: three decimals, "&lt; 0.001" below them, "&gt; 0.999" above. */
    public static String p(double p) {
        if (p < SMALLEST_P) {
            return "< 0.001";
        }
        return p > 0.9995 ? "> 0.999" : String.format(Locale.ROOT, "%.3f", p);
    }

    /** A number with as many decimals as its size asks for. */
    public static String number(double value) {
        return format(value, decimals(Math.abs(value)));
    }

    /** A share of 0..1 in percent. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g", 100 * share).replaceFirst("\\.?0+$", "") + " %";
    }

    /** An estimate with its interval, all with the decimals of the largest. */
    static String estimate(Estimate e) {
        double size = Math.max(Math.abs(e.value()), Math.max(Math.abs(e.low()), Math.abs(e.high())));
        int decimals = decimals(size);
        return format(e.value(), decimals) + " (" + format(e.low(), decimals) + " to " + format(e.high(), decimals)
                + ")";
    }

    /** A number of two decimals, with its interval if it has one. */
    static String fixed(double value, Optional<Estimate> interval) {
        return format(value, 2)
                + interval.map(e -> " (" + format(e.low(), 2) + " to " + format(e.high(), 2) + ")")
                        .orElse("");
    }

    private static int decimals(double size) {
        if (size >= 100) {
            return 1;
        }
        if (size >= 10) {
            return 2;
        }
        return size >= 0.01 || size == 0 ? 3 : 5;
    }

    private static String format(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        // No "-0.000".
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }
}
