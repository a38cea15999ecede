package org.vertebrafe.imagej.workbench;

import org.vertebrafe.base.Progress;
import org.vertebrafe.workbench.TimeLeft;

/** Long work as the window shows it: what is being done, how far it is, and whether it shall stop. */
final class Job implements Progress {

    private final String name;
    private final long start = System.nanoTime();
    private final TimeLeft left = new TimeLeft();
    private volatile boolean cancelled;
    private String step = "";
    private double fraction = Double.NaN;

    Job(String name) {
        this.name = name;
    }

    @Override
    public synchronized void report(String stage, double done) {
        step = stage;
        fraction = done;
        left.report(stage, done, System.nanoTime());
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    /** Done of the present step, 0..1; NaN if nobody knows. */
    synchronized double fraction() {
        return fraction;
    }

    /** What is being done and for how long, in a line. */
    synchronized String words() {
        if (cancelled) {
            return "Stopping...";
        }
        long seconds = Math.round((System.nanoTime() - start) * 1e-9);
        String time = left.words();
        return (step.isEmpty() ? name : step)
                + (time.isEmpty() ? seconds < 2 ? "" : ", " + seconds + " s" : ", " + time);
    }
}
