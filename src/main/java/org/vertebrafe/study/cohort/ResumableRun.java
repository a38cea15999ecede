package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;

/** Does pieces of work, here or elsewhere. Each result is kept at once; what is there already is not computed again. */
public final class ResumableRun {

    private final String noun;
    private final List<? extends Piece> pieces;
    private final CohortThreads threads;
    private final Progress progress;
    private final Map<Integer, String> keys = new ConcurrentHashMap<>();
    private final RemainingTime clock = new RemainingTime(System::nanoTime);
    private final AtomicReferenceArray<CohortResult> results;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicInteger unread = new AtomicInteger();

    /**
     * A run, to be used once.
     *
     * @param noun what a piece is, for progress
     * @param pieces all of them
     * @param threads how many at a time
     * @param progress told of each piece with the time that remains, polled for cancel
     */
    public ResumableRun(String noun, List<? extends Piece> pieces, CohortThreads threads, Progress progress) {
        this.noun = noun;
        this.pieces = pieces;
        this.threads = threads;
        this.progress = progress;
        results = new AtomicReferenceArray<>(pieces.size());
    }

    /**
     * Does what is missing.
     *
     * @param folder of the results; the same again goes on where a run stopped
     * @param retry whether what failed before is tried again
     * @param remote computes what is missing, where it is not done here
     * @return a result for each piece, in their order
     * @throws InputException if another process is writing there
     * @throws IOException if results cannot be written
     * @throws CancelledException if cancelled; what was computed is kept
     */
    public List<CohortResult> run(Path folder, boolean retry, Optional<RemoteVertebrae> remote) throws IOException {
        try (ResultStore store = ResultStore.open(folder)) {
            List<Integer> numbers = IntStream.range(0, pieces.size()).boxed().toList();
            threads.vertebrae().forEach(numbers, n -> piece(n, store, retry, remote.isPresent()));
            progress.checkCancelled();
            remote.ifPresent(there -> elsewhere(there, store));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        progress.checkCancelled();
        return IntStream.range(0, results.length()).mapToObj(results::get).toList();
    }

    /** How many pieces were computed, also without success. */
    public int computed() {
        return computed.get();
    }

    /** How many results were there already. */
    public int reused() {
        return pieces.size() - computed.get() - unread.get();
    }

    private void piece(int n, ResultStore store, boolean retry, boolean elsewhere) {
        if (progress.isCancelled()) {
            return;
        }
        Piece piece = pieces.get(n);
        int left = pieces.size() - begun.getAndIncrement();
        progress.report(
                String.format(
                        Locale.ROOT, "%s %d of %d: %s%s", noun, n + 1, pieces.size(), piece.name(), clock.words(left)),
                Double.NaN);
        try {
            String key = piece.key();
            Optional<CohortResult> kept = store.find(key).filter(r -> !(retry && r.isFailure()));
            if (kept.isPresent()) {
                results.set(n, kept.get());
            } else if (elsewhere) {
                keys.put(n, key);
            } else {
                results.set(n, take(store, key, VertebraOutcome.of(piece::compute)));
            }
        } catch (CancelledException e) {
            // Told at the end.
        } catch (InputException e) {
            unread.incrementAndGet();
            results.set(n, CohortResult.failed(VertebraOutcome.reason(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void elsewhere(RemoteVertebrae remote, ResultStore store) {
        List<Integer> missing = keys.keySet().stream().sorted().toList();
        List<String> tasks =
                missing.stream().map(n -> pieces.get(n).task(keys.get(n))).toList();
        remote.compute(tasks, (at, answer) -> {
            int n = missing.get(at);
            try {
                results.set(n, take(store, keys.get(n), VertebraOutcome.ofText(answer)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.report(
                    "Computed " + pieces.get(n).name() + clock.words(missing.size() - computed.get()), Double.NaN);
        });
    }

    private CohortResult take(ResultStore store, String key, VertebraOutcome outcome) throws IOException {
        if (outcome.keep()) {
            store.put(key, outcome.result());
            clock.add();
        }
        computed.incrementAndGet();
        return outcome.result();
    }
}
