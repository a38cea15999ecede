package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.SolverException;
import org.vertebrafe.io.SafeFiles;

/**
 * Analyses every vertebra of a table, one after the other on all threads, so that memory is that of one. Each result is
 * kept at once; a run that was stopped goes on where it was. A vertebra that fails does not stop the others.
 */
public final class Cohort {

    private final CohortTable table;
    private final AnalysisConfig config;
    private final CohortImages images;
    private final TaskExecutor threads;
    private final Progress progress;

    /**
     * A cohort.
     *
     * @param table its vertebrae
     * @param config of all analyses
     * @param images reads the files
     * @param threads the caller's threads; the results do not depend on how many
     * @param progress told of each vertebra with the time that remains, polled for cancel
     */
    public Cohort(
            CohortTable table, AnalysisConfig config, CohortImages images, TaskExecutor threads, Progress progress) {
        this.table = table;
        this.config = config;
        this.images = images;
        this.threads = threads;
        this.progress = progress;
    }

    /** A vertebra that could not be analysed, and why. */
    public record Failure(CohortRow row, String reason) {}

    /**
     * What a run did.
     *
     * @param computed vertebrae analysed now, also without success
     * @param reused vertebrae whose result was there already
     * @param failures those without a result, of both, and those whose files are missing
     */
    public record Summary(int computed, int reused, List<Failure> failures) {}

    /**
     * Reads all inputs without computing anything.
     *
     * @return the vertebrae whose inputs cannot be used
     * @throws CancelledException if cancelled
     */
    public List<Failure> check() {
        List<Failure> failures = new ArrayList<>();
        for (CohortRow row : table.rows()) {
            progress.checkCancelled();
            progress.report(
                    String.format(
                            Locale.ROOT,
                            "Checking %d of %d: %s",
                            row.number(),
                            table.rows().size(),
                            row.name()),
                    Double.NaN);
            try {
                job(row).check();
            } catch (InputException | IOException e) {
                failures.add(new Failure(row, reason(e)));
            }
        }
        return failures;
    }

    /**
     * Runs the cohort and writes {@code results.csv}, with a row for each of the table in its order.
     *
     * @param out folder of table and results; the same folder again goes on where a run stopped
     * @param retry whether vertebrae that failed before are tried again
     * @throws InputException if another process is writing there
     * @throws IOException if results cannot be written
     * @throws CancelledException if cancelled; what was computed is kept
     */
    public Summary run(Path out, boolean retry) throws IOException {
        List<CohortResult> results = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        int computed = 0;
        int reused = 0;
        try (ResultStore store = ResultStore.open(out)) {
            RemainingTime clock = new RemainingTime();
            for (CohortRow row : table.rows()) {
                report(row, clock);
                CohortResult result;
                try {
                    String key = key(row);
                    Optional<CohortResult> kept = store.find(key).filter(r -> !(retry && r.isFailure()));
                    if (kept.isPresent()) {
                        reused++;
                        result = kept.get();
                    } else {
                        result = compute(row, key, store, clock);
                        computed++;
                    }
                } catch (InputException e) {
                    result = CohortResult.failed(reason(e));
                }
                results.add(result);
                if (result.isFailure()) {
                    failures.add(new Failure(row, result.failure()));
                }
            }
            SafeFiles.writeText(out.resolve("results.csv"), ResultTable.csv(table, results));
        }
        return new Summary(computed, reused, failures);
    }

    private String key(CohortRow row) {
        try {
            return InputKey.of(row, config, images);
        } catch (IOException e) {
            throw new InputException("An input cannot be read: " + e, e);
        }
    }

    private void report(CohortRow row, RemainingTime clock) {
        progress.checkCancelled();
        int all = table.rows().size();
        progress.report(
                String.format(
                        Locale.ROOT,
                        "Vertebra %d of %d: %s%s",
                        row.number(),
                        all,
                        row.name(),
                        clock.words(all - row.number() + 1)),
                Double.NaN);
    }

    /** What fails because of its inputs will fail again and is kept; what the machine may be the reason of is not. */
    private CohortResult compute(CohortRow row, String key, ResultStore store, RemainingTime clock) throws IOException {
        long start = System.nanoTime();
        CohortResult result;
        try {
            result = job(row).run();
        } catch (CancelledException e) {
            throw e;
        } catch (InputException | SolverException e) {
            result = CohortResult.failed(reason(e));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return CohortResult.failed(reason(e));
        }
        store.put(key, result);
        clock.add(System.nanoTime() - start);
        return result;
    }

    private VertebraJob job(CohortRow row) {
        return new VertebraJob(row, config, images, threads, new CancelOnly(progress));
    }

    /** A reason for a person, on one line. */
    private static String reason(Throwable e) {
        String text = e instanceof InputException || e instanceof SolverException ? e.getMessage() : e.toString();
        return text.replaceAll("\\s+", " ");
    }

    /** The stages of one vertebra are not reported: there are too many; cancel goes through. */
    private record CancelOnly(Progress whole) implements Progress {
        @Override
        public void report(String stage, double fraction) {
            // The cohort reports vertebrae.
        }

        @Override
        public boolean isCancelled() {
            return whole.isCancelled();
        }
    }
}
