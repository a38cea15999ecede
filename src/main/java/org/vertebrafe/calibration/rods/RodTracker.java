package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * Joins the round spots of the layers to straight rods: two spots alike in different layers propose a line, the spots of
 * all layers near it decide.
 */
final class RodTracker {

    /** Steepest rod, as a slope: two tilts of ten degrees together, and one for an oblique stack. */
    private static final double STEEPEST = Math.tan(Math.toRadians(18));

    /** Distance of a spot from a line it belongs to, mm. */
    private static final double NEAR = 1.5;

    /** Rods seen over less are no rods, mm, unless the stack is shorter. */
    private static final double SHORTEST = 30;

    /** Part of the layers between its ends in which a rod must be seen. */
    private static final double SEEN = 0.6;

    /** Part of the height of the stack over which layers are paired. */
    private static final double PAIR = 30;

    private static final int MOST_RODS = 40;

    private final WorkingStack stack;
    private final List<List<Disc>> discs = new ArrayList<>();

    private RodTracker(WorkingStack stack) {
        this.stack = stack;
    }

    /** All straight rods, those seen in most layers first. */
    static List<RodLine> find(WorkingStack stack, TaskExecutor threads, Progress progress) {
        RodTracker tracker = new RodTracker(stack);
        tracker.findDiscs(threads, progress);
        return tracker.lines(progress);
    }

    private void findDiscs(TaskExecutor threads, Progress progress) {
        for (int k = 0; k < stack.nz; k++) {
            discs.add(List.of());
        }
        progress.report("Looking for rods", 0);
        Chunks.forEach(threads, stack.nz, 1, (from, to) -> {
            for (int k = from; k < to && !progress.isCancelled(); k++) {
                List<Disc> found = DiscFinder.find(stack.image(k));
                synchronized (discs) {
                    discs.set(k, found);
                }
            }
        });
        progress.checkCancelled();
        progress.report("Looking for rods", 0.6);
    }

    private List<RodLine> lines(Progress progress) {
        List<RodLine> lines = new ArrayList<>();
        int step = Math.max(1, Math.min(stack.nz / 2, (int) Math.round(PAIR / stack.pz)));
        if (stack.nz == 1) {
            discs.get(0).forEach(d -> lines.add(upright(d)));
            return lines;
        }
        for (int k = 0; k + step < stack.nz; k++) {
            progress.checkCancelled();
            int low = k;
            for (Disc one : discs.get(k)) {
                if (lines.stream().anyMatch(line -> isOn(line, one, low))) {
                    continue;
                }
                discs.get(k + step).stream()
                        .filter(two -> alike(one, two))
                        .map(two -> through(one, stack.z(low), two, stack.z(low + step)))
                        .flatMap(Optional::stream)
                        .max(Comparator.comparingInt(RodLine::layers))
                        .ifPresent(lines::add);
            }
        }
        lines.sort(Comparator.comparingInt(RodLine::layers).reversed());
        List<RodLine> distinct = new ArrayList<>();
        for (RodLine line : lines) {
            if (distinct.size() < MOST_RODS && distinct.stream().noneMatch(other -> same(line, other))) {
                distinct.add(line);
            }
        }
        return distinct;
    }

    private RodLine upright(Disc d) {
        return new RodLine(d.x(), d.y(), 0, 0, d.radius(), d.inside(), d.outside(), 0, stack.top(), 1);
    }

    private static boolean same(RodLine one, RodLine two) {
        double z = (Math.max(one.from(), two.from()) + Math.min(one.to(), two.to())) / 2;
        return Math.hypot(one.xAt(z) - two.xAt(z), one.yAt(z) - two.yAt(z)) < Math.max(one.radius(), two.radius());
    }

    private boolean isOn(RodLine line, Disc disc, int layer) {
        double z = stack.z(layer);
        return z >= line.from() - stack.pz
                && z <= line.to() + stack.pz
                && Math.hypot(line.xAt(z) - disc.x(), line.yAt(z) - disc.y()) < near();
    }

    private double near() {
        return NEAR + 0.2 * Math.max(stack.px, stack.py);
    }

    private static boolean alike(Disc one, Disc two) {
        double contrast = Math.max(Math.abs(one.contrast()), Math.abs(two.contrast()));
        return Math.abs(one.radius() - two.radius()) < 2
                && Math.signum(one.contrast()) == Math.signum(two.contrast())
                && Math.abs(one.inside() - two.inside()) < 15 + 0.25 * contrast;
    }

    private Optional<RodLine> through(Disc one, double zOne, Disc two, double zTwo) {
        double tx = (two.x() - one.x()) / (zTwo - zOne);
        double ty = (two.y() - one.y()) / (zTwo - zOne);
        // Positions of two spots are uncertain by half a mm each.
        if (Math.hypot(tx, ty) > STEEPEST + 1 / (zTwo - zOne)) {
            return Optional.empty();
        }
        double radius = (one.radius() + two.radius()) / 2;
        double inside = (one.inside() + two.inside()) / 2;
        double outside = (one.outside() + two.outside()) / 2;
        RodLine line =
                new RodLine(one.x() - tx * zOne, one.y() - ty * zOne, tx, ty, radius, inside, outside, zOne, zTwo, 2);
        for (int round = 0; round < 3; round++) {
            Disc[] on = spotsOn(line);
            int[] run = longestRun(on);
            if (run == null) {
                return Optional.empty();
            }
            line = fit(on, run);
        }
        double needed = Math.min(SHORTEST, 0.6 * stack.top());
        return line.length() >= needed && line.layers() >= 2 ? Optional.of(line) : Optional.empty();
    }

    /** The spot of each layer that lies on the line; null where there is none. */
    private Disc[] spotsOn(RodLine line) {
        Disc like = new Disc(0, 0, line.radius(), line.inside(), line.outside(), 1);
        Disc[] on = new Disc[stack.nz];
        for (int k = 0; k < stack.nz; k++) {
            double best = near();
            for (Disc disc : discs.get(k)) {
                double away = Math.hypot(disc.x() - line.xAt(stack.z(k)), disc.y() - line.yAt(stack.z(k)));
                if (away < best && alike(disc, like)) {
                    best = away;
                    on[k] = disc;
                }
            }
        }
        return on;
    }

    /** First and last layer of the longest stretch that is seen in most of its layers and ends in seen ones; or null. */
    private static int[] longestRun(Disc[] on) {
        int[] best = null;
        for (int from = 0; from < on.length; from++) {
            int seen = 0;
            int gap = 0;
            for (int to = from; to < on.length && on[from] != null && gap < 4; to++) {
                gap = on[to] == null ? gap + 1 : 0;
                seen += on[to] == null ? 0 : 1;
                if (on[to] != null
                        && seen >= 2
                        && seen >= SEEN * (to - from + 1)
                        && (best == null || to - from > best[1] - best[0])) {
                    best = new int[] {from, to};
                }
            }
        }
        return best;
    }

    private RodLine fit(Disc[] on, int[] run) {
        List<Disc> spots = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        for (int k = run[0]; k <= run[1]; k++) {
            if (on[k] != null) {
                spots.add(on[k]);
                heights.add(stack.z(k));
            }
        }
        double[] z = heights.stream().mapToDouble(h -> h).toArray();
        double[] x = spots.stream().mapToDouble(Disc::x).toArray();
        double[] y = spots.stream().mapToDouble(Disc::y).toArray();
        double tx = SliceSeries.line(z, x)[0];
        double ty = SliceSeries.line(z, y)[0];
        double middle = SliceSeries.mean(z);
        // A layer is as thick as the layers are apart; the first and last slice of the CT end where their centres are.
        return new RodLine(
                SliceSeries.mean(x) - tx * middle,
                SliceSeries.mean(y) - ty * middle,
                tx,
                ty,
                SliceSeries.median(spots.stream().mapToDouble(Disc::radius).toArray()),
                SliceSeries.median(spots.stream().mapToDouble(Disc::inside).toArray()),
                SliceSeries.median(spots.stream().mapToDouble(Disc::outside).toArray()),
                run[0] == 0 ? 0 : stack.z(run[0]),
                run[1] == stack.nz - 1 ? stack.top() : stack.z(run[1]),
                spots.size());
    }
}
