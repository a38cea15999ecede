package org.vertebrafe.base;

import java.util.Locale;

/** Numbers as a person reads them. */
public final class Digits {

    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e7;

    private Digits() {}

    /** A number with four digits, powers of ten where it is very small or large; a dash where it is none. */
    public static String four(double value) {
        return of(value, 4);
    }

    /** The same with three digits, where room is scarce. */
    public static String three(double value) {
        return of(value, 3);
    }

    private static String of(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "\u2013" : value > 0 ? "\u221e" : "-\u221e";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < SMALL || size >= LARGE)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
