package org.vertebrafe.command;

import org.scijava.Cancelable;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.vertebrafe.base.Progress;

/** Shows the core's progress as a SciJava task, with the bar and cancel button that Fiji draws for it. */
final class TaskProgress implements Progress, AutoCloseable {

    private static final int STEPS = 1000;

    private final Task task;
    private final Cancelable command;

    TaskProgress(TaskService tasks, String name, Cancelable command) {
        this.command = command;
        task = tasks.createTask(name);
        task.setProgressMaximum(STEPS);
        task.start();
    }

    @Override
    public void report(String stage, double fraction) {
        task.setStatusMessage(stage);
        task.setProgressValue(Double.isNaN(fraction) ? 0 : Math.round(STEPS * fraction));
    }

    @Override
    public boolean isCancelled() {
        return task.isCanceled() || command.isCanceled();
    }

    @Override
    public void close() {
        task.finish();
    }
}
