package org.vertebrafe.base;

import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;

/**
 * Loops cut into chunks of fixed size, on the caller's threads. Because the chunks do not depend on the number of
 * threads, sums come out bit for bit the same on any machine.
 */
public final class Chunks {

    /** Work on the half-open range {@code from..to}. */
    @FunctionalInterface
    public interface Body {
        void run(int from, int to);
    }

    /** A partial sum over the half-open range {@code from..to}. */
    @FunctionalInterface
    public interface PartialSum {
        double over(int from, int to);
    }

    private Chunks() {}

    /** Runs {@code body} on 0..n in chunks of {@code size}; returns when all are done. */
    public static void forEach(TaskExecutor threads, int n, int size, Body body) {
        if (n <= size) {
            body.run(0, n);
            return;
        }
        threads.forEach(starts(n, size), start -> body.run(start, Math.min(n, start + size)));
    }

    /** Sums {@code body} over 0..n in chunks of {@code size}; the chunks are added in order. */
    public static double sum(TaskExecutor threads, int n, int size, PartialSum body) {
        int chunks = (n + size - 1) / size;
        double[] parts = new double[chunks];
        forEach(threads, n, size, (from, to) -> parts[from / size] = body.over(from, to));
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    private static List<Integer> starts(int n, int size) {
        return IntStream.iterate(0, start -> start < n, start -> start + size)
                .boxed()
                .toList();
    }
}
