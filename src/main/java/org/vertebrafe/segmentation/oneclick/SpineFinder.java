package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Volume;

/**
 * Finds the vertebral bodies of a CT without a seed. What looks like a body is looked for everywhere; from the places that
 * do, the spine is followed up and down, body after body, and the column whose bodies are seen best is the spine: joints
 * and implants look like a body at times, but have no others above and below at the usual distance.
 */
public final class SpineFinder {

    /** Columns of the coarse search, and places of each, that are looked at closely. */
    private static final int COARSE_COLUMNS = 3;

    private static final int PLACES = 4;

    /** Half the edge of the cube about a body that holds its neighbours, mm. */
    private static final double FIELD = 68;

    private static final double BLUR = 0.8;

    /** Score below which a place starts no column. */
    private static final double START_SCORE = 0.35;

    /** Sum of scores from which a column is the spine for sure: three bodies that stand out. */
    private static final double SURE = 1.4;

    /** A person has no more vertebrae than these. */
    private static final int MOST = 26;

    private final Volume ct;
    private final TaskExecutor threads;
    private final Progress progress;

    private SpineFinder(Volume ct, TaskExecutor threads, Progress progress) {
        this.ct = ct;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Finds the bodies.
     *
     * @param hu CT, HU; LPS orientation is trusted: posterior within some 40 degrees of +y, superior of +z
     * @return from the top to the bottom; empty if there is none
     * @throws InputException if the image is too coarse or not a CT
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static List<FoundBody> find(Volume hu, TaskExecutor threads, Progress progress) {
        VertebraSegmenter.checkVoxels(hu.grid());
        HounsfieldCheck.require(hu);
        return new SpineFinder(hu, threads, progress).run();
    }

    private List<FoundBody> run() {
        progress.report("Looking for vertebrae", 0);
        List<BodySearch.Fit> best = List.of();
        List<BodySearch.Fit> seen = new ArrayList<>();
        for (List<BodySearch.Fit> places : CoarseSearch.of(ct, threads).columns(COARSE_COLUMNS, threads, progress)) {
            for (BodySearch.Fit place : places.subList(0, Math.min(PLACES, places.size()))) {
                if (total(best) >= SURE) {
                    break;
                }
                Optional<BodySearch.Fit> start = closer(place.pose())
                        .filter(fit ->
                                fit.score() > START_SCORE && seen.stream().noneMatch(one -> same(one, fit)));
                if (start.isPresent()) {
                    List<BodySearch.Fit> column = column(start.get());
                    seen.addAll(column);
                    best = total(column) > total(best) ? column : best;
                }
            }
        }
        List<FoundBody> found = new ArrayList<>();
        for (BodySearch.Fit fit : best) {
            found.add(body(found.size() + 1, fit));
        }
        return found;
    }

    /** The body that a place of the coarse search leads to. */
    private Optional<BodySearch.Fit> closer(BodyPose place) {
        WorkingCube cube = cube(place.centre());
        EdgeStrength edges = EdgeStrength.about(cube, place.centre(), threads);
        BodySearch search = new BodySearch(cube, edges, place.centre());
        List<BodyPose> starts = new ArrayList<>();
        for (int along = -1; along <= 1; along++) {
            for (int tilt = -1; tilt <= 1; tilt++) {
                double[] p = place.at(place.centre().plus(place.superior().times(0.4 * along * place.halfHeight())))
                        .parameters();
                p[5] += Math.toRadians(12) * tilt;
                starts.add(BodyPose.of(p));
            }
        }
        return search.refinedFrom(starts, 4, 1, threads, progress).stream()
                .max(Comparator.comparingDouble(BodySearch.Fit::score))
                .map(fit -> DiscCheck.better(cube, edges, fit, threads, progress).stream()
                        .max(Comparator.comparingDouble(BodySearch.Fit::score))
                        .orElse(fit));
    }

    /** All bodies above and below one, from the top to the bottom. */
    private List<BodySearch.Fit> column(BodySearch.Fit start) {
        LinkedList<BodySearch.Fit> column = new LinkedList<>(List.of(start));
        for (int side : new int[] {1, -1}) {
            BodySearch.Fit last = start;
            while (column.size() < MOST) {
                progress.report("Following the spine", column.size() / (double) MOST);
                WorkingCube cube = cube(last.pose().centre());
                EdgeStrength edges = EdgeStrength.about(cube, last.pose().centre(), threads);
                Optional<BodySearch.Fit> next = NeighbourBodies.find(cube, edges, last.pose(), side, threads, progress);
                if (next.isEmpty()) {
                    break;
                }
                last = next.get();
                if (side > 0) {
                    column.addFirst(last);
                } else {
                    column.addLast(last);
                }
            }
        }
        return column;
    }

    private WorkingCube cube(Vec3 centre) {
        return WorkingCube.around(ct, centre, FIELD, threads).blurred(BLUR, threads);
    }

    private static double total(List<BodySearch.Fit> column) {
        return column.stream().mapToDouble(BodySearch.Fit::score).sum();
    }

    private static boolean same(BodySearch.Fit one, BodySearch.Fit other) {
        return one.pose().centre().minus(other.pose().centre()).norm()
                < one.pose().halfHeight();
    }

    private FoundBody body(int fromTop, BodySearch.Fit fit) {
        BodyPose pose = fit.pose();
        double[] surface = new BodyTemplate(2).placed(pose);
        boolean complete = true;
        for (int v = 0; v < surface.length / 3; v++) {
            complete &= inImage(ColumnMesh.vertex(surface, v));
        }
        return new FoundBody(
                fromTop,
                pose.centre(),
                pose.superior(),
                2 * pose.halfWidth(),
                2 * pose.halfDepth(),
                2 * pose.halfHeight(),
                fit.score(),
                complete);
    }

    private boolean inImage(Vec3 p) {
        Vec3 v = ct.grid().toVoxel(p);
        boolean inside = true;
        for (int axis = 0; axis < 3; axis++) {
            inside &= v.get(axis) >= 0 && v.get(axis) <= ct.grid().size(axis) - 1;
        }
        return inside;
    }
}
