package org.vertebrafe.workbench;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.Digest;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.fem.linalg.SolverException;

/**
 * The work on one vertebra: holds its state and does its stages. May be asked from any thread; stages are done on the
 * thread that asks for them, one at a time.
 */
public final class Workbench {

    /** How an attempt to do stages ended. */
    public enum Ending {
        /** All that was asked for is done. */
        DONE,
        /** Something is missing or could not be done; the state of the stage says what. */
        FAILED,
        /** Cancelled; what was done before is kept. */
        CANCELLED
    }

    private final List<Consumer<Work>> listeners = new CopyOnWriteArrayList<>();
    private final Object doing = new Object();
    private Work work = Work.EMPTY;

    /** The state now. */
    public synchronized Work work() {
        return work;
    }

    /** Tells of each change of the state, on the thread that made it. */
    public void onChange(Consumer<Work> listener) {
        listeners.add(listener);
    }

    private void change(UnaryOperator<Work> change) {
        Work now;
        synchronized (this) {
            work = change.apply(work);
            now = work;
        }
        listeners.forEach(listener -> listener.accept(now));
    }

    /** Changes what is wanted; quick, no image is read. */
    public void plan(UnaryOperator<Plan> change) {
        change(was -> {
            Plan plan = change.apply(was.plan());
            boolean other = !plan.ct().equals(was.plan().ct());
            boolean otherLabels = !plan.labels().equals(was.plan().labels());
            Work.Seen seen = was.seen();
            return was.with(
                    plan,
                    new Work.Seen(
                            other ? "" : seen.ct(),
                            otherLabels ? "" : seen.labels(),
                            other ? "" : seen.carried(),
                            other ? "" : seen.rods(),
                            other ? "" : seen.problem(),
                            otherLabels ? "" : seen.labelProblem()));
        });
    }

    /** Looks at the open images: whether they are still there and what they hold. Takes as long as reading them once. */
    public void look() {
        Plan plan = work().plan();
        Work.Seen now = see(plan);
        change(was -> was.plan().ct().equals(plan.ct()) && was.plan().labels().equals(plan.labels())
                ? was.with(was.plan(), now)
                : was);
    }

    private static Work.Seen see(Plan plan) {
        String ct = "";
        String carried = "";
        String rods = "";
        String problem = "";
        String labels = "";
        String labelProblem = "";
        if (plan.ct().isPresent()) {
            CtSource source = plan.ct().get();
            try {
                ct = source.fingerprint();
                carried = source.carried().map(SavedCalibration::toLine).orElse("");
                rods = plan.calibration().marked() ? rods(source) : "";
            } catch (InputException e) {
                problem = e.getMessage();
            }
        }
        if (plan.labels().isPresent()) {
            try {
                labels = plan.labels().get().fingerprint();
            } catch (InputException e) {
                labelProblem = e.getMessage();
            }
        }
        return new Work.Seen(ct, labels, carried, rods, problem, labelProblem);
    }

    private static String rods(CtSource source) {
        try {
            return new Digest().add(source.rods().toString()).hex();
        } catch (InputException e) {
            // That there are none is told when they are to be measured.
            return "none";
        }
    }

    /**
     * Does a stage, and before it those of its path that are not up to date.
     *
     * @param goal the stage wanted
     * @param threads the caller's threads
     * @param progress told of each stage, polled for cancel
     * @throws RuntimeException what nobody expects; the stage is marked as failed all the same
     */
    public Ending run(Stage goal, TaskExecutor threads, Progress progress) {
        synchronized (doing) {
            look();
            for (Stage stage : goal.path()) {
                Work start = work();
                if (start.light(stage) == Light.DONE) {
                    continue;
                }
                Optional<Key> key = start.key(stage);
                if (key.isEmpty()) {
                    return Ending.FAILED;
                }
                Ending ending = run(stage, start, key.get(), threads, progress);
                if (ending != Ending.DONE) {
                    return ending;
                }
            }
            return Ending.DONE;
        }
    }

    private Ending run(Stage stage, Work start, Key key, TaskExecutor threads, Progress progress) {
        change(was -> was.starting(stage));
        long from = System.nanoTime();
        try {
            progress.checkCancelled();
            Outcome outcome = new StageWork(start, threads, progress).outcome(stage);
            progress.checkCancelled();
            double seconds = (System.nanoTime() - from) * 1e-9;
            change(was -> was.with(stage, new Work.Done(key, outcome, seconds)));
            return Ending.DONE;
        } catch (CancelledException e) {
            change(Work::stopped);
            return Ending.CANCELLED;
        } catch (InputException | SolverException | UncheckedIOException e) {
            return failed(stage, key, e.getMessage());
        } catch (OutOfMemoryError e) {
            return failed(
                    stage,
                    key,
                    "There is not enough memory: give Java more (Edit > Options > Memory & Threads...), crop the CT, or"
                            + " choose larger elements.");
        } catch (RuntimeException e) {
            failed(stage, key, "This should not have happened: " + e);
            throw e;
        }
    }

    private Ending failed(Stage stage, Key key, String reason) {
        change(was -> was.with(stage, new Work.Failure(key, reason)));
        return Ending.FAILED;
    }

    /** Takes the state of earlier work. */
    void restore(Work earlier) {
        change(was -> earlier);
    }
}
