package org.vertebrafe.workbench;

import java.util.Locale;

/**
 * How long a step of the work will still take, by how far it came in the time so far. Says nothing before there is
 * something to go by.
 */
public final class TimeLeft {

    private static final double NANOS = 1e-9;
    /** A guess from less is worth nothing, s. */
    private static final double LEAST = 0.7;

    private static final double LEAST_PART = 0.04;
    private static final int MINUTE = 60;

    private String step = "";
    private double from;
    private double first;
    private double now;
    private double fraction = Double.NaN;

    /**
     * Takes in a report.
     *
     * @param what is being done
     * @param done of it, 0..1; NaN if unknown
     * @param nanos time of the report
     */
    public void report(String what, double done, long nanos) {
        now = nanos * NANOS;
        if (!what.equals(step) || done < fraction) {
            step = what;
            from = now;
            first = Double.isNaN(done) ? 0 : done;
        }
        fraction = done;
    }

    /** Seconds that the step will still take; NaN if nobody can say. */
    public double seconds() {
        double part = fraction - first;
        return now - from < LEAST || !(part >= LEAST_PART) ? Double.NaN : (now - from) * (1 - fraction) / part;
    }

    /** The same in words, for instance "about 12 s left"; empty if nobody can say. */
    public String words() {
        double left = seconds();
        if (Double.isNaN(left)) {
            return "";
        }
        return left < MINUTE
                ? String.format(Locale.ROOT, "about %d s left", Math.max(1, Math.round(left)))
                : String.format(Locale.ROOT, "about %d min left", Math.round(left / MINUTE + 0.5));
    }
}
