package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.image.Volume;

/**
 * Finds the rods of a calibration phantom in a CT and tells which phantom it is.
 *
 * <p>What is assumed of a phantom: rods that are straight, parallel and round, of about one size (radius 4 to 16 mm), in a
 * straight row in a nearly uniform slab, in the order of the catalogue; they run along the patient to within 15 degrees.
 * The distances of the rods are not needed; where not all are seen, the distances are taken to be equal.
 *
 * <p>Round spots are found in layers averaged to a few mm and joined to straight lines; parallel lines side by side make a
 * row. Averaged along its direction, the row gives borders and CT numbers nearly free of noise. Each candidate is laid over
 * the row in both orders; it fits if the CT numbers lie on a line with its densities, the line is one of bone mineral, and
 * any rod not seen is out of view or like the slab.
 */
public final class RodFinder {

    /** Logarithm of how much better the best phantom must fit than the next (20 to 1). */
    private static final double CLEAR = 3;

    /** Below this the next best phantom is named in a warning. */
    private static final double DOUBTFUL = 10;

    /** How much coarser the second search is, where noise hid the rods from the first. */
    private static final double COARSE = 1.8;

    private final WorkingStack stack;
    private final List<Phantom> candidates;
    private final TaskExecutor threads;
    private final Progress progress;
    private final List<RowView> views = new ArrayList<>();

    private RodFinder(WorkingStack stack, List<Phantom> candidates, TaskExecutor threads, Progress progress) {
        this.stack = stack;
        this.candidates = candidates;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Finds the rods of one of these phantoms.
     *
     * @param hu the CT, HU, in any voxel order
     * @param candidates phantoms that may be there; a single one if it is known
     * @throws InputException if there is no phantom to be seen, none of the candidates fits, or two fit as well
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static FoundPhantom find(Volume hu, List<Phantom> candidates, TaskExecutor threads, Progress progress) {
        if (candidates.isEmpty()) {
            throw new InputException("No phantom to look for: name at least one of the catalogue.");
        }
        RodFinder usual = new RodFinder(new WorkingStack(hu, 1, threads), List.copyOf(candidates), threads, progress);
        List<PhantomMatch> matches = usual.matches();
        if (!matches.isEmpty()) {
            return usual.best(matches);
        }
        RodFinder coarse =
                new RodFinder(new WorkingStack(hu, COARSE, threads), List.copyOf(candidates), threads, progress);
        matches = coarse.matches();
        if (!matches.isEmpty()) {
            return coarse.best(matches);
        }
        throw usual.none();
    }

    private List<PhantomMatch> matches() {
        List<RodLine> lines = RodTracker.find(stack, threads, progress);
        double shortest = 0.5 * Math.min(30, stack.top());
        List<RodRow> rows = RodRow.of(lines, shortest);
        for (int n = 0; n < rows.size(); n++) {
            progress.checkCancelled();
            progress.report("Recognizing the phantom", (double) n / rows.size());
            // Part of a row is not a phantom of its own: that is how one would be taken for another.
            RodRow row = rows.get(n);
            if (views.stream()
                    .noneMatch(view -> new HashSet<>(view.image().row().rods()).containsAll(row.rods()))) {
                RowView.of(stack, row, threads).ifPresent(views::add);
            }
        }
        progress.report("Recognizing the phantom", 1);
        List<PhantomMatch> matches = new ArrayList<>();
        for (RowView view : views) {
            PhantomMatcher matcher = new PhantomMatcher(view.image(), view.slab(), view.discs());
            candidates.forEach(phantom -> matcher.match(phantom).ifPresent(matches::add));
        }
        return matches;
    }

    private InputException none() {
        String names = candidates.stream().map(Phantom::name).collect(Collectors.joining(", "));
        Optional<RowView> row =
                views.stream().filter(view -> view.discs().size() > 1).findFirst();
        if (row.isEmpty()) {
            return InputException.of(
                    "No rods of a calibration phantom (%s) found: no row of parallel round rods in a slab is in view. If"
                            + " the phantom is there, mark its rods by hand; if not, use an asynchronous, published or"
                            + " phantomless calibration.",
                    names);
        }
        return InputException.of(
                "Rods were found, but they are not those of %s: from the patient's right to the left they read %s HU,"
                        + " which lie on no line with its densities that bone mineral gives (%.1f .. %.1f mg/cm3 per HU, 0 HU near"
                        + " water). Choose the phantom that was scanned, or describe it in a catalogue of your own.",
                names,
                row.get().discs().stream()
                        .map(disc -> String.format(Locale.ROOT, "%.0f", disc.inside()))
                        .collect(Collectors.joining(", ")),
                PhantomMatcher.MIN_SLOPE,
                PhantomMatcher.MAX_SLOPE);
    }

    private FoundPhantom best(List<PhantomMatch> matches) {
        List<PhantomMatch> ranked = matches.stream()
                .sorted(Comparator.comparingDouble(PhantomMatch::score).reversed())
                .toList();
        PhantomMatch first = ranked.get(0);
        Optional<PhantomMatch> other = ranked.stream()
                .filter(match -> !match.phantom().id().equals(first.phantom().id()))
                .findFirst();
        double ahead = other.map(match -> first.score() - match.score()).orElse(Double.POSITIVE_INFINITY);
        if (ahead < CLEAR) {
            throw InputException.of(
                    "The rods in view may be those of %s (%.3f mg/cm3 per HU) or of %s (%.3f mg/cm3 per HU): both fit. Choose"
                            + " the phantom that was scanned.",
                    first.phantom().name(),
                    first.line().slope(),
                    other.get().phantom().name(),
                    other.get().line().slope());
        }
        List<String> warnings = warnings(first);
        other.filter(match -> ahead < DOUBTFUL)
                .ifPresent(match -> warnings.add(String.format(
                        Locale.ROOT,
                        "%s would fit as well, %.0f times less likely. If that is the phantom, choose it.",
                        match.phantom().name(),
                        Math.exp(ahead))));
        return new FoundPhantom(first.phantom(), regions(first), 1 / (1 + Math.exp(-ahead)), warnings);
    }

    private List<RodRegion> regions(PhantomMatch match) {
        List<RodRegion> regions = new ArrayList<>();
        RowImage image = match.slab().image();
        RodRow row = image.row();
        for (int n = 0; n < match.rods().size(); n++) {
            double[] place = match.places().get(n);
            double[] from = image.toStack(place[0], place[1], row.from());
            double[] to = image.toStack(place[0], place[1], row.to());
            Vec3 first = stack.toPatient(from[0], from[1], row.from());
            Vec3 last = stack.toPatient(to[0], to[1], row.to());
            String name = match.phantom().rods().get(match.rods().get(n)).name();
            regions.add(new RodRegion(name, first, last, match.slab().radius()));
        }
        return regions;
    }

    private static List<String> warnings(PhantomMatch match) {
        List<String> warnings = new ArrayList<>();
        Phantom phantom = match.phantom();
        if (!match.missing().isEmpty()) {
            warnings.add("Out of view: rod " + names(phantom, match.missing()) + " of " + phantom.name() + ".");
        }
        if (match.rods().size() - match.guessed().size() < 3) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s was recognized by %d of its rods only, too few to tell it by their line. Look whether it is this"
                            + " phantom.",
                    phantom.name(),
                    match.rods().size() - match.guessed().size()));
        }
        if (!match.guessed().isEmpty()) {
            warnings.add("Rod " + names(phantom, match.guessed()) + " of " + phantom.name()
                    + " does not stand out from the slab; it was placed where the other rods and the slab let expect it. Look"
                    + " at its region, and move it if need be.");
        }
        if (match.reversed()) {
            warnings.add(phantom.name() + " lies the other way round than usual: its first rod, "
                    + phantom.rods().get(0).name()
                    + ", is at the patient's left. Look whether right and left of the image are as they should be.");
        }
        return warnings;
    }

    private static String names(Phantom phantom, List<Integer> rods) {
        return rods.stream().map(rod -> phantom.rods().get(rod).name()).collect(Collectors.joining(", "));
    }
}
