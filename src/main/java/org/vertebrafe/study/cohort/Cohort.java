package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.SafeFiles;

/**
 * Analyses every vertebra of a table, one after the other or some at the same time. Each result is kept at once; a run
 * that was stopped goes on where it was. A vertebra that fails does not stop the others.
 */
public final class Cohort {

    /** The table of results in its folder. */
    public static final String RESULTS = "results.csv";

    /** How each quantity is distributed in each vertebra, beside it. */
    public static final String PERCENTILES = "percentiles.csv";

    private final CohortTable table;
    private final AnalysisConfig config;
    private final CohortImages images;
    private final CohortThreads threads;
    private final Progress progress;

    /**
     * A cohort.
     *
     * @param table its vertebrae
     * @param config of all analyses
     * @param images reads the files
     * @param threads how many vertebrae at a time, and the threads they share; no result depends on it
     * @param progress told of each vertebra with the time that remains, polled for cancel
     */
    public Cohort(
            CohortTable table, AnalysisConfig config, CohortImages images, CohortThreads threads, Progress progress) {
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
                failures.add(new Failure(row, VertebraOutcome.reason(e)));
            }
        }
        return failures;
    }

    /**
     * Runs the cohort and writes {@code results.csv}, with a row for each of the table in its order, and {@code
     * percentiles.csv}.
     *
     * @param out folder of table and results; the same folder again goes on where a run stopped
     * @param retry whether vertebrae that failed before are tried again
     * @throws InputException if another process is writing there
     * @throws IOException if results cannot be written
     * @throws CancelledException if cancelled; what was computed is kept
     */
    public Summary run(Path out, boolean retry) throws IOException {
        return run(out, retry, Optional.empty());
    }

    /** Runs the cohort somewhere else; what is kept, and the table, are the same. */
    public Summary run(Path out, boolean retry, RemoteVertebrae remote) throws IOException {
        return run(out, retry, Optional.of(remote));
    }

    private Summary run(Path out, boolean retry, Optional<RemoteVertebrae> remote) throws IOException {
        try (ResultStore store = ResultStore.open(out)) {
            Run run = new Run(store, retry, remote.isPresent());
            try {
                threads.vertebrae().forEach(table.rows(), run::vertebra);
                progress.checkCancelled();
                remote.ifPresent(run::elsewhere);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            progress.checkCancelled();
            List<CohortResult> results = run.results();
            SafeFiles.writeText(out.resolve(PERCENTILES), PercentileTable.csv(table, results));
            SafeFiles.writeText(out.resolve(RESULTS), ResultTable.csv(table, results));
            return new Summary(
                    run.computed.get(), results.size() - run.computed.get() - run.unread.get(), failures(results));
        }
    }

    private List<Failure> failures(List<CohortResult> results) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).isFailure()) {
                failures.add(new Failure(table.rows().get(i), results.get(i).failure()));
            }
        }
        return failures;
    }

    /** One run through the table; its vertebrae may come from several threads. */
    private final class Run {

        private final ResultStore store;
        private final boolean retry;
        private final boolean elsewhere;
        private final Map<CohortRow, String> keys = new ConcurrentHashMap<>();
        private final RemainingTime clock = new RemainingTime(System::nanoTime);
        private final AtomicReferenceArray<CohortResult> results =
                new AtomicReferenceArray<>(table.rows().size());
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger computed = new AtomicInteger();
        private final AtomicInteger unread = new AtomicInteger();

        Run(ResultStore store, boolean retry, boolean elsewhere) {
            this.store = store;
            this.retry = retry;
            this.elsewhere = elsewhere;
        }

        /** In the order of the table. */
        List<CohortResult> results() {
            return IntStream.range(0, results.length()).mapToObj(results::get).toList();
        }

        void vertebra(CohortRow row) {
            if (progress.isCancelled()) {
                return;
            }
            report(row);
            CohortResult result;
            try {
                String key = key(row);
                Optional<CohortResult> kept = store.find(key).filter(r -> !(retry && r.isFailure()));
                if (kept.isPresent()) {
                    result = kept.get();
                } else if (elsewhere) {
                    keys.put(row, key);
                    return;
                } else {
                    result = take(key, VertebraOutcome.of(() -> job(row).run()));
                }
            } catch (CancelledException e) {
                return;
            } catch (InputException e) {
                unread.incrementAndGet();
                result = CohortResult.failed(VertebraOutcome.reason(e));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            results.set(row.number() - 1, result);
        }

        private void report(CohortRow row) {
            int all = table.rows().size();
            int before = begun.getAndIncrement();
            progress.report(
                    String.format(
                            Locale.ROOT,
                            "Vertebra %d of %d: %s%s",
                            row.number(),
                            all,
                            row.name(),
                            clock.words(all - before)),
                    Double.NaN);
        }

        /** Has all that is missing computed elsewhere. */
        void elsewhere(RemoteVertebrae remote) {
            List<CohortRow> rows =
                    table.rows().stream().filter(keys::containsKey).toList();
            remote.compute(
                    rows.stream()
                            .map(row -> VertebraTask.of(row, config, keys.get(row)))
                            .toList(),
                    (n, answer) -> {
                        CohortRow row = rows.get(n);
                        try {
                            CohortResult result = take(keys.get(row), VertebraOutcome.ofText(answer));
                            results.set(row.number() - 1, result);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        progress.report(
                                "Computed " + row.name() + clock.words(rows.size() - computed.get()), Double.NaN);
                    });
        }

        private CohortResult take(String key, VertebraOutcome outcome) throws IOException {
            if (outcome.keep()) {
                store.put(key, outcome.result());
                clock.add();
            }
            computed.incrementAndGet();
            return outcome.result();
        }
    }

    private String key(CohortRow row) {
        try {
            return InputKey.of(row, config, images);
        } catch (IOException e) {
            throw new InputException("An input cannot be read: " + e, e);
        }
    }

    private VertebraJob job(CohortRow row) {
        return new VertebraJob(row, config, images, threads.inside(), new CancelOnly(progress));
    }
}
