package org.vertebrafe.imagej.plain;

import ij.IJ;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.scijava.Cancelable;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.module.Module;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;

/**
 * Connects SciJava's tasks and status messages with ImageJ's status bar and progress bar, and Escape with the tasks and the
 * command that run.
 */
public final class ProgressBridge {

    private static final long POLL_MILLIS = 100;
    private static final long STATUS_MILLIS = 50;

    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    private long lastStatus;

    ProgressBridge() {}

    /** One running command, watched for Escape until it is closed. */
    final class Run implements AutoCloseable {

        private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "VertebraFE Escape watch");
            thread.setDaemon(true);
            return thread;
        });
        private final Module module;
        private volatile boolean cancelled;

        private Run(Module module) {
            this.module = module;
            IJ.resetEscape();
            watch.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Whether the user pressed Escape. */
        boolean cancelledByUser() {
            return cancelled;
        }

        private void poll() {
            if (IJ.escapePressed() && !cancelled) {
                cancelled = true;
                tasks.forEach(task -> task.cancel("Escape"));
                if (module instanceof Cancelable command) {
                    command.cancel(null);
                }
                IJ.showStatus("Stopping...");
            }
        }

        @Override
        public void close() {
            watch.shutdownNow();
            tasks.clear();
            IJ.showProgress(1.0);
        }
    }

    /** Watches a command that is about to run. */
    Run start(Module module) {
        return new Run(module);
    }

    /** Shows how far a task is. */
    @EventHandler
    public void onTask(TaskEvent event) {
        Task task = event.getTask();
        if (task.isDone()) {
            tasks.remove(task);
            IJ.showProgress(1.0);
            return;
        }
        tasks.add(task);
        if (task.getProgressMaximum() > 0) {
            IJ.showProgress((double) task.getProgressValue() / task.getProgressMaximum());
        }
        String name = task.getName() == null ? "" : task.getName();
        String message = task.getStatusMessage() == null ? "" : task.getStatusMessage();
        showStatus(name.isEmpty() || message.isEmpty() ? name + message : name + ": " + message);
    }

    /** Shows a status message. */
    @EventHandler
    public void onStatus(StatusEvent event) {
        if (event.isWarning()) {
            return;
        }
        if (event.getProgressMaximum() > 0) {
            IJ.showProgress((double) event.getProgressValue() / event.getProgressMaximum());
        }
        if (event.getStatusMessage() != null) {
            showStatus(event.getStatusMessage());
        }
    }

    /** Errors that are shown to the user need no stack trace in the log. */
    @EventHandler
    public void onError(ModuleErroredEvent event) {
        if (event.getException() instanceof InputException || event.getException() instanceof CancelledException) {
            event.consume();
        }
    }

    private synchronized void showStatus(String text) {
        long now = System.currentTimeMillis();
        if (now - lastStatus >= STATUS_MILLIS) {
            lastStatus = now;
            IJ.showStatus(text);
        }
    }
}
