package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        List<Piece> pieces = table.rows().stream().<Piece>map(RowPiece::new).toList();
        ResumableRun run = new ResumableRun("Vertebra", pieces, threads, progress);
        List<CohortResult> results = run.run(out, retry, remote);
        SafeFiles.writeText(out.resolve(PERCENTILES), PercentileTable.csv(table, results));
        SafeFiles.writeText(out.resolve(RESULTS), ResultTable.csv(table, results));
        return new Summary(run.computed(), run.reused(), failures(results));
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

    private final class RowPiece implements Piece {

        private final CohortRow row;

        RowPiece(CohortRow row) {
            this.row = row;
        }

        @Override
        public String name() {
            return row.name();
        }

        @Override
        public String key() {
            return InputKey.orRefused(row, config, images);
        }

        @Override
        public CohortResult compute() throws IOException {
            return job(row).run();
        }

        @Override
        public String task(String key) {
            return VertebraTask.of(row, config, key);
        }
    }

    private VertebraJob job(CohortRow row) {
        return new VertebraJob(row, config, images, threads.inside(), new CancelOnly(progress));
    }
}
