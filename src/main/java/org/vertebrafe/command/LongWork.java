package org.vertebrafe.command;

import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.Cancelable;
import org.scijava.task.TaskService;
import org.vertebrafe.base.Progress;

/** What a command's long work needs: threads for all processors, and progress with a button to cancel. */
final class LongWork implements AutoCloseable {

    private final TaskProgress progress;
    private final TaskExecutor threads =
            TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors());

    LongWork(TaskService tasks, String name, Cancelable command) {
        progress = new TaskProgress(tasks, name, command);
    }

    TaskExecutor threads() {
        return threads;
    }

    Progress progress() {
        return progress;
    }

    @Override
    public void close() {
        threads.close();
        progress.close();
    }
}
