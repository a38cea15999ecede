package org.vertebrafe.study.cohort;

import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;

/**
 * How the work of a cohort is shared out: some vertebrae at the same time, all on the same threads, so that what one of
 * them does in a single thread leaves no processor idle. No result depends on it.
 *
 * @param vertebrae runs one vertebra each
 * @param inside runs the work within all of them
 */
public record CohortThreads(TaskExecutor vertebrae, TaskExecutor inside) implements AutoCloseable {

    /** Memory that a vertebra of tetrahedra of 2 mm in a CT of half a trunk is given, bytes: ample. */
    private static final long EACH = 1_500_000_000L;

    /**
     * New threads; close them.
     *
     * @param threads for the work within vertebrae; 0: as many as there are processors
     * @param atOnce vertebrae at the same time; 0: as many as there are threads and memory for
     */
    public static CohortThreads of(int threads, int atOnce) {
        int wanted = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        int together = atOnce == 0
                ? (int) Math.max(1, Math.min(wanted, Runtime.getRuntime().maxMemory() / EACH))
                : atOnce;
        return new CohortThreads(
                together == 1 ? TaskExecutors.singleThreaded() : TaskExecutors.fixedThreadPool(together),
                wanted == 1 ? TaskExecutors.singleThreaded() : TaskExecutors.fixedThreadPool(wanted));
    }

    /** One vertebra after the other on threads that are there. */
    public static CohortThreads oneByOne(TaskExecutor inside) {
        return new CohortThreads(TaskExecutors.singleThreaded(), inside);
    }

    @Override
    public void close() {
        vertebrae.close();
        inside.close();
    }
}
