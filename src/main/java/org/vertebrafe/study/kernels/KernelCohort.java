package org.vertebrafe.study.kernels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.study.DataTable;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.PairedTable;
import org.vertebrafe.study.cohort.CancelOnly;
import org.vertebrafe.study.cohort.Cohort;
import org.vertebrafe.study.cohort.CohortImages;
import org.vertebrafe.study.cohort.CohortResult;
import org.vertebrafe.study.cohort.CohortRow;
import org.vertebrafe.study.cohort.CohortTable;
import org.vertebrafe.study.cohort.CohortThreads;
import org.vertebrafe.study.cohort.RemoteVertebrae;
import org.vertebrafe.study.cohort.ResumableRun;

/**
 * Takes the difference of two kernels apart for every vertebra of a cohort that was reconstructed with both. Resumable like
 * {@link Cohort}, whose results it is given to tell what the other's own segmentation adds.
 */
public final class KernelCohort {

    private final List<KernelPair> pairs = new ArrayList<>();
    private final List<String> kernels;
    private final CohortThreads threads;
    private final Progress progress;

    /**
     * The vertebrae of a cohort that there are two reconstructions of.
     *
     * @param table of the cohort
     * @param wanted the two kernels, reference first; empty: the two there are, in the order of the table
     * @param config of all analyses
     * @param images reads the files
     * @param threads how many vertebrae at a time, and the threads they share; no result depends on it
     * @param progress told of each vertebra with the time that remains, polled for cancel
     * @throws org.vertebrafe.base.InputException if there are not two kernels
     */
    public KernelCohort(
            CohortTable table,
            List<String> wanted,
            AnalysisConfig config,
            CohortImages images,
            CohortThreads threads,
            Progress progress) {
        this.threads = threads;
        this.progress = progress;
        List<String> there =
                table.rows().stream().map(CohortRow::kernel).distinct().toList();
        kernels = PairedTable.twoKernels("Cohort", there, wanted);
        Map<String, CohortRow[]> vertebrae = new LinkedHashMap<>();
        for (CohortRow row : table.rows()) {
            int kernel = kernels.indexOf(row.kernel());
            if (kernel >= 0) {
                vertebrae.computeIfAbsent(row.id() + "\n" + row.level(), v -> new CohortRow[2])[kernel] = row;
            }
        }
        vertebrae.values().stream()
                .filter(rows -> rows[0] != null && rows[1] != null)
                .forEach(rows -> pairs.add(
                        new KernelPair(rows[0], rows[1], config, images, threads.inside(), new CancelOnly(progress))));
    }

    /** How many vertebrae there are two reconstructions of. */
    public int size() {
        return pairs.size();
    }

    /**
     * Computes what is missing and writes {@link KernelParts#EFFECTS_FILE} and {@link KernelParts#IMAGES_FILE}.
     *
     * @param out folder of the cohort's results
     * @param retry whether what failed before is tried again
     * @param remote computes what is missing, where it is not done here
     * @throws org.vertebrafe.base.InputException if another process is writing there
     * @throws IOException if results cannot be read or written
     * @throws org.vertebrafe.base.CancelledException if cancelled; what was computed is kept
     */
    public Cohort.Summary run(Path out, boolean retry, Optional<RemoteVertebrae> remote) throws IOException {
        ResumableRun run = new ResumableRun("Difference of kernels", pairs, threads, progress);
        List<CohortResult> results = run.run(out.resolve("kernels"), retry, remote);
        KernelTable tables = new KernelTable(kernels, pairs, results);
        SafeFiles.writeText(
                out.resolve(KernelParts.EFFECTS_FILE), tables.effects(DataTable.read(out.resolve(Cohort.RESULTS))));
        SafeFiles.writeText(out.resolve(KernelParts.IMAGES_FILE), tables.images());
        List<Cohort.Failure> failures = IntStream.range(0, pairs.size())
                .filter(n -> results.get(n).isFailure())
                .mapToObj(n ->
                        new Cohort.Failure(pairs.get(n).other(), results.get(n).failure()))
                .toList();
        return new Cohort.Summary(run.computed(), run.reused(), failures);
    }
}
