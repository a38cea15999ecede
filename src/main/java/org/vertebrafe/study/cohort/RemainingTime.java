package org.vertebrafe.study.cohort;

import java.util.Locale;

/** How long is left, from the mean of what was computed in this run. */
final class RemainingTime {

    private long nanos;
    private int count;

    void add(long took) {
        nanos += took;
        count++;
    }

    /** For instance ", about 12 min left"; empty before anything was computed. */
    String words(int left) {
        if (count == 0) {
            return "";
        }
        double seconds = nanos * 1e-9 / count * left;
        if (seconds < 90) {
            return String.format(Locale.ROOT, ", about %.0f s left", seconds);
        }
        return seconds < 5400
                ? String.format(Locale.ROOT, ", about %.0f min left", seconds / 60)
                : String.format(Locale.ROOT, ", about %.1f h left", seconds / 3600);
    }
}
