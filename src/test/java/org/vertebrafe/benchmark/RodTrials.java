package org.vertebrafe.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.calibration.rods.RodFinder;
import org.vertebrafe.calibration.rods.RodTrial;
import org.vertebrafe.image.Volume;
import org.vertebrafe.synthetic.ReconstructionKernel;

/**
 * Finds, recognizes and measures phantoms in random virtual scans, each drawn from its seed, and prints how often that
 * succeeds and how near the line comes to the truth; every tenth patient is scanned without phantom as well.
 */
public final class RodTrials {

    private static final int EVERY = 10;

    private final PrintStream out;
    private final List<Phantom> all = PhantomCatalogue.shipped().phantoms();
    private final List<RodTrial.Outcome> outcomes = new ArrayList<>();
    private int bare;
    private int falselyFound;

    private RodTrials(PrintStream out) {
        this.out = out;
    }

    /** @param arguments first seed and the one after the last */
    public static void main(String[] arguments) {
        RodTrials trials = new RodTrials(System.out);
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (long seed = Long.parseLong(arguments[0]); seed < Long.parseLong(arguments[1]); seed++) {
                trials.run(new RodTrial(seed), threads);
            }
        }
        trials.summary();
    }

    private void run(RodTrial trial, TaskExecutor threads) {
        RodTrial.Outcome outcome = trial.run(trial.scan(threads), all, threads);
        outcomes.add(outcome);
        out.printf(
                Locale.ROOT,
                "%s: %s, slope %+.3f %%, intercept %+.2f mg/cm3, found in %.2f s%n",
                trial,
                verdict(outcome),
                100 * outcome.slopeError(),
                outcome.interceptError(),
                outcome.findSeconds());
        outcome.warnings().forEach(warning -> out.println("      " + warning));
        if (outcomes.size() % EVERY == 1) {
            bare++;
            falselyFound += isFound(trial.scanWithoutPhantom(threads), threads) ? 1 : 0;
        }
    }

    private boolean isFound(Volume hu, TaskExecutor threads) {
        try {
            out.println("      without phantom: found "
                    + RodFinder.find(hu, all, threads, Progress.NONE).phantom().id());
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    private static String verdict(RodTrial.Outcome outcome) {
        if (outcome.isRight()) {
            return "right";
        }
        return outcome.identified() == null
                ? "refused (" + outcome.failure() + ")"
                : "WRONG " + outcome.identified() + (outcome.warnings().isEmpty() ? " WITHOUT WARNING" : "");
    }

    private void summary() {
        out.printf(
                "%d scans: %d found and recognized with their rods in place (%d with one that does not stand out and is"
                        + " said to be a guess), %d refused, %d wrong, of these %d without a"
                        + " warning%n",
                outcomes.size(),
                count(RodTrial.Outcome::isRight),
                count(outcome -> outcome.isRight() && outcome.isGuessed()),
                count(outcome -> outcome.identified() == null),
                count(outcome -> outcome.identified() != null && !outcome.isRight()),
                count(RodTrial.Outcome::isWrongSilently));
        out.printf("%d scans without phantom: one found in %d%n", bare, falselyFound);
        table("clinical (B40f, 150 mAs or more, no cupping)", outcome -> outcome.trial()
                .isClinical());
        table("B40f, all doses, with cupping", outcome -> outcome.trial().kernel.equals(ReconstructionKernel.B40F));
        table("B70f, all doses, with cupping", outcome -> outcome.trial().kernel.equals(ReconstructionKernel.B70F));
        table("all", outcome -> true);
    }

    private int count(Predicate<RodTrial.Outcome> which) {
        return (int) outcomes.stream().filter(which).count();
    }

    private void table(String name, Predicate<RodTrial.Outcome> which) {
        out.printf(
                Locale.ROOT,
                "%-46s n %3d | slope error, %%: median, 95 %%, max %s | intercept, mg/cm3: %s | s: %s%n",
                name,
                count(which),
                spread(which, outcome -> 100 * Math.abs(outcome.slopeError())),
                spread(which, outcome -> Math.abs(outcome.interceptError())),
                spread(which, RodTrial.Outcome::findSeconds));
    }

    private String spread(Predicate<RodTrial.Outcome> which, ToDoubleFunction<RodTrial.Outcome> value) {
        double[] sorted = outcomes.stream()
                .filter(which)
                .mapToDouble(value)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "-";
        }
        int ninetyFive = (int) Math.ceil(0.95 * sorted.length) - 1;
        return String.format(
                Locale.ROOT,
                "%.3f %.3f %.3f",
                sorted[sorted.length / 2],
                sorted[ninetyFive],
                Arrays.stream(sorted).max().orElseThrow());
    }
}
