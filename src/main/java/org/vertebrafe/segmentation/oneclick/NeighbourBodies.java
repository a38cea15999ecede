package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;

/** Finds the bodies above and below one that is known, roughly: enough to say whose processes are whose. */
final class NeighbourBodies {

    /** Usual height of a disc as a part of the body's height. */
    private static final double DISC = 0.32;

    private static final double LEAST_SCORE = 0.3;

    /** How far the middle of a neighbour may be from where it is expected, as a part of the pitch. */
    private static final double MOST_SHIFT = 0.3;

    private static final double MOST_TILT = Math.toRadians(25);

    private NeighbourBodies() {}

    /**
     * The pose of the next body.
     *
     * @param side 1 above, -1 below
     * @return what the image shows, or where the body would usually be when the image does not show it
     */
    static BodyPose next(
            WorkingCube cube, EdgeStrength edges, BodyPose pose, int side, TaskExecutor threads, Progress progress) {
        return find(cube, edges, pose, side, threads, progress)
                .map(BodySearch.Fit::pose)
                .orElse(usual(pose, side));
    }

    /** Middle to middle, mm. */
    private static double pitch(BodyPose pose) {
        return 2 * pose.halfHeight() * (1 + DISC);
    }

    private static BodyPose usual(BodyPose pose, int side) {
        return pose.at(pose.centre().plus(pose.superior().times(side * pitch(pose))));
    }

    /** What the image shows of the next body, if anything. */
    static Optional<BodySearch.Fit> find(
            WorkingCube cube, EdgeStrength edges, BodyPose pose, int side, TaskExecutor threads, Progress progress) {
        double pitch = pitch(pose);
        BodyPose usual = usual(pose, side);
        if (!cube.inImage(usual.centre().x(), usual.centre().y(), usual.centre().z())) {
            return Optional.empty();
        }
        BodySearch search = new BodySearch(cube, edges, usual.centre());
        List<BodyPose> starts = new ArrayList<>();
        for (int tilt = -1; tilt <= 1; tilt++) {
            for (int along = -1; along <= 1; along++) {
                for (int back = -1; back <= 1; back++) {
                    Vec3 shift = pose.superior()
                            .times(0.15 * along * pitch)
                            .plus(pose.posterior().times(0.12 * back * pitch));
                    double[] p = usual.at(usual.centre().plus(shift)).parameters();
                    p[4] += Math.toRadians(10) * tilt;
                    starts.add(BodyPose.of(p));
                }
            }
        }
        return search.refinedFrom(starts, 4, 1, threads, progress).stream()
                .filter(fit -> plausible(fit, usual, pitch))
                .max(Comparator.comparingDouble(BodySearch.Fit::score));
    }

    private static boolean plausible(BodySearch.Fit fit, BodyPose usual, double pitch) {
        BodyPose pose = fit.pose();
        return fit.score() > LEAST_SCORE
                && pose.centre().minus(usual.centre()).norm() < MOST_SHIFT * pitch
                && pose.superior().dot(usual.superior()) > Math.cos(MOST_TILT)
                && pose.posterior().dot(usual.posterior()) > Math.cos(MOST_TILT);
    }
}
