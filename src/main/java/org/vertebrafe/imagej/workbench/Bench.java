package org.vertebrafe.imagej.workbench;

import ij.IJ;
import java.awt.EventQueue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.swing.Timer;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Plan;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;
import org.vertebrafe.workbench.Workbench;

/**
 * The work behind the window: everything long happens on one thread of its own; the event thread learns of changes and
 * asks, never waits.
 */
public final class Bench {

    /** An image that is drawn on tells of it often: one look is enough, ms. */
    private static final int LOOK_AFTER = 400;

    private final Workbench model;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "VertebraFE workbench");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<Job> job = new AtomicReference<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Stage>> finishers = new CopyOnWriteArrayList<>();
    private final Timer look;
    private volatile String message = "";

    /** Work that takes long. */
    @FunctionalInterface
    interface Task {
        void run(TaskExecutor threads, Progress progress);
    }

    Bench(Workbench model) {
        this.model = model;
        look = new Timer(LOOK_AFTER, event -> later(model::look));
        look.setRepeats(false);
        model.onChange(work -> tell());
    }

    Workbench model() {
        return model;
    }

    Work work() {
        return model.work();
    }

    /** The CT, if one is chosen. */
    Optional<ImageCt> ct() {
        return work().plan().ct().map(ImageCt.class::cast);
    }

    /** The last thing to be told that belongs to no stage; empty if there is none. */
    String message() {
        return message;
    }

    void say(String text) {
        message = text;
        tell();
    }

    /** Calls back on the event thread after every change. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Calls back on the event thread when a stage was done. */
    void whenDone(Consumer<Stage> finisher) {
        finishers.add(finisher);
    }

    private void tell() {
        if (telling.compareAndSet(false, true)) {
            EventQueue.invokeLater(() -> {
                telling.set(false);
                watchers.forEach(Runnable::run);
            });
        }
    }

    /** Changes what is wanted. */
    void plan(UnaryOperator<Plan> change) {
        message = "";
        model.plan(change);
        lookSoon();
    }

    /** Looks at the images before long, if they changed. */
    void lookSoon() {
        look.restart();
    }

    private void later(Runnable task) {
        if (!worker.isShutdown()) {
            worker.execute(task);
        }
    }

    /** What runs now. */
    Optional<Job> job() {
        return Optional.ofNullable(job.get());
    }

    /** Does stages up to one in the background; what runs already is stopped first. */
    void run(Stage goal) {
        start(goal.title(), (threads, progress) -> {
            Work before = work();
            Workbench.Ending ending = model.run(goal, threads, progress);
            Work after = work();
            for (Stage stage : goal.path()) {
                if (after.done().get(stage) != before.done().get(stage)) {
                    EventQueue.invokeLater(() -> finishers.forEach(finisher -> finisher.accept(stage)));
                }
            }
            if (ending == Workbench.Ending.CANCELLED) {
                say("Stopped. What was done before is kept.");
            }
        });
    }

    /** Does other long work in the background; what runs already is stopped first. */
    void start(String name, Task task) {
        cancel();
        message = "";
        Job next = new Job(name);
        later(() -> {
            job.set(next);
            tell();
            try (TaskExecutor threads =
                    TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
                next.checkCancelled();
                task.run(threads, next);
            } catch (CancelledException e) {
                say("Stopped. What was done before is kept.");
            } catch (InputException | java.io.UncheckedIOException e) {
                say(e.getMessage());
            } catch (RuntimeException e) {
                say("This should not have happened: " + e);
                IJ.handleException(e);
            } finally {
                job.compareAndSet(next, null);
                tell();
            }
        });
    }

    /** Asks what runs to stop. */
    void cancel() {
        job().ifPresent(Job::cancel);
    }

    /** Lets go of the thread. */
    void close() {
        look.stop();
        cancel();
        worker.shutdown();
    }

    /** The output of a stage, up to date or not. */
    <O extends Outcome> Optional<O> outcome(Stage stage, Class<O> type) {
        return work().outcome(stage, type);
    }
}
