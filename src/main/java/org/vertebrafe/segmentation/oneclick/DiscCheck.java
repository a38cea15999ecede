package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;

/**
 * Tells a body from a disc with the endplates on either side, which looks much like one: about a disc there are two bodies
 * that overlap what was found and fit better.
 */
final class DiscCheck {

    /** How far above or below the middle of a disc the middle of the next body is, mm. */
    private static final double[] SHIFTS = {13, 17, 21};

    private static final double LEAST_HALF_HEIGHT = 11;

    /** Bodies whose middles are nearer than this part of their half heights' sum overlap. */
    private static final double OVERLAP = 0.92;

    /** Bodies whose middles are nearer than this part of the half height are the same. */
    private static final double SAME = 0.4;

    private DiscCheck() {}

    /** @throws InputException if there is a better body above or below that overlaps the one found */
    static void check(
            WorkingCube cube,
            EdgeStrength edges,
            BodySearch.Fit fit,
            Vec3 seed,
            TaskExecutor threads,
            Progress progress) {
        List<BodySearch.Fit> better = better(cube, edges, fit, threads, progress);
        if (!better.isEmpty()) {
            StringBuilder middles = new StringBuilder();
            better.forEach(other -> middles.append(middles.isEmpty() ? "" : " and ")
                    .append(other.pose().centre()));
            throw InputException.of(
                    "The seed %s mm lies between two vertebral bodies or at the edge of one: what surrounds it is most"
                            + " like a disc with its endplates. Click into the middle of a body; the nearest: %s mm.",
                    seed, middles);
        }
    }

    /** Bodies above and below that overlap a fit and are better. */
    static List<BodySearch.Fit> better(
            WorkingCube cube, EdgeStrength edges, BodySearch.Fit fit, TaskExecutor threads, Progress progress) {
        List<BodySearch.Fit> better = new ArrayList<>();
        for (int side : new int[] {1, -1}) {
            BodySearch.Fit other = beside(cube, edges, fit.pose(), side, threads, progress);
            double step = Math.abs(other.pose()
                    .centre()
                    .minus(fit.pose().centre())
                    .dot(fit.pose().superior()));
            double half = fit.pose().halfHeight();
            if (step > SAME * half
                    && step < OVERLAP * (half + other.pose().halfHeight())
                    && other.score() > fit.score()) {
                better.add(other);
            }
        }
        return better;
    }

    /** The best body next to a pose on one side, wherever it may lie. */
    private static BodySearch.Fit beside(
            WorkingCube cube, EdgeStrength edges, BodyPose pose, int side, TaskExecutor threads, Progress progress) {
        BodySearch.Fit[] fits = new BodySearch.Fit[SHIFTS.length];
        Chunks.forEach(threads, fits.length, 1, (from, to) -> {
            for (int n = from; n < to && !progress.isCancelled(); n++) {
                double[] p = pose.at(pose.centre().plus(pose.superior().times(side * SHIFTS[n])))
                        .parameters();
                p[8] = Math.max(p[8], LEAST_HALF_HEIGHT);
                BodyPose start = BodyPose.of(p);
                fits[n] = new BodySearch(cube, edges, start.centre()).refine(start, 4, 1);
            }
        });
        progress.checkCancelled();
        return java.util.Arrays.stream(fits)
                .max(Comparator.comparingDouble(BodySearch.Fit::score))
                .orElseThrow();
    }
}
