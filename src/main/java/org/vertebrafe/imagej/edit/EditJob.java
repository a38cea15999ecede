package org.vertebrafe.imagej.edit;

import ij.IJ;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingWorker;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Region;

/** An operation on a thread of its own, with ImageJ's progress bar; Esc stops it. */
final class EditJob extends SwingWorker<Region, Void> {

    private final EditSession session;
    private final Operation operation;
    private final Consumer<Region> done;
    private final Consumer<String> failed;

    /**
     * @param done told on the event thread where voxels changed
     * @param failed told on the event thread why nothing was done
     */
    EditJob(EditSession session, Operation operation, Consumer<Region> done, Consumer<String> failed) {
        this.session = session;
        this.operation = operation;
        this.done = done;
        this.failed = failed;
    }

    @Override
    protected Region doInBackground() {
        IJ.resetEscape();
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return session.apply(operation, threads, new Bar());
        }
    }

    @Override
    protected void done() {
        IJ.showProgress(1);
        try {
            done.accept(get());
        } catch (InterruptedException | CancellationException e) {
            failed.accept("Stopped; nothing was changed.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException) {
                failed.accept("Stopped; nothing was changed.");
            } else if (e.getCause() instanceof InputException) {
                failed.accept(e.getCause().getMessage());
            } else {
                failed.accept("The operation failed and nothing was changed: " + e.getCause());
                IJ.handleException(e.getCause());
            }
        }
    }

    /** ImageJ's bar, and its Esc key. */
    private final class Bar implements Progress {

        @Override
        public void report(String stage, double fraction) {
            IJ.showStatus(stage);
            // ImageJ takes 1 for the end.
            IJ.showProgress(Double.isNaN(fraction) ? 0 : Math.min(0.99, fraction));
        }

        @Override
        public boolean isCancelled() {
            return IJ.escapePressed() || EditJob.this.isCancelled();
        }
    }
}
