package org.vertebrafe.study.cohort;

import java.util.Locale;
import java.util.function.LongSupplier;

/** How long is left, from what was computed since this run began, at whatever rate. */
final class RemainingTime {

    private final LongSupplier nanos;
    private final long start;
    private int count;

    RemainingTime(LongSupplier nanos) {
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    /** One more was computed. */
    synchronized void add() {
        count++;
    }

    /** For instance ", about 12 min left"; empty before anything was computed. */
    synchronized String words(int left) {
        if (count == 0) {
            return "";
        }
        double seconds = (nanos.getAsLong() - start) * 1e-9 / count * left;
        if (seconds < 90) {
            return String.format(Locale.ROOT, ", about %.0f s left", seconds);
        }
        return seconds < 5400
                ? String.format(Locale.ROOT, ", about %.0f min left", seconds / 60)
                : String.format(Locale.ROOT, ", about %.1f h left", seconds / 3600);
    }
}
