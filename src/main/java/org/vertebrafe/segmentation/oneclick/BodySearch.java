package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;

/**
 * Finds place, turn and size of the vertebral body by fitting {@link BodyTemplate} to the image: the fit is good where the
 * image falls outward all over the template's surface and does not fall outward inside it. A falling border is what bone
 * has on every side, whether its marrow is denser or lighter than muscle and disc; the second condition keeps the
 * template from reaching over the disc to the far side of the next endplate.
 *
 * <p>Many starts are refined by pattern search and the best is taken, so the answer depends on the image and hardly on
 * the seed.
 */
final class BodySearch {

    /** Depths below the surface at which there should be no other edge, as parts of the way to the middle. */
    private static final double[] DEPTHS = {0.2, 0.32, 0.45, 0.6};

    private static final double INSIDE_PENALTY = 1.0;

    /** What is usual, and by which factor sizes vary (standard deviation of the logarithm). */
    private static final double WIDTH_TO_DEPTH = 1.35;

    private static final double RATIO_SD = 0.14;
    private static final double HEIGHT_TO_DEPTH = 0.82;
    private static final double HEIGHT_SD = 0.22;
    private static final double USUAL_DEPTH = 32;
    private static final double DEPTH_SD = 0.22;
    private static final double TILT_SD = Math.toRadians(25);
    private static final double SHAPE_WEIGHT = 0.02;

    private static final int REFINED = 40;
    private static final int FINAL = 10;
    private static final double COARSE_STEP = 4;

    /** How far faces are pushed to leave a local optimum, mm. */
    private static final double[] PUSHES = {-10, -6, 6, 10};

    private static final int MOST_KICKS = 4;
    private static final double LEAST_GAIN = 1e-3;

    private static final int MOVES = 24;
    private static final int MOST_ROUNDS = 12;

    /** Half the width of a body, over which a turn becomes a shift, mm. */
    private static final double LEVER = 22;

    private final WorkingCube cube;
    private final BodyTemplate template;
    private final Vec3 seed;

    private final EdgeStrength edges;

    /** @param seed a position that must be inside the body, LPS mm */
    BodySearch(WorkingCube cube, EdgeStrength edges, Vec3 seed) {
        this.cube = cube;
        this.edges = edges;
        this.seed = seed;
        template = new BodyTemplate(2);
    }

    /** A pose and how well it fits: 1 would be strong edges everywhere. */
    record Fit(BodyPose pose, double score) {}

    /** The best fit that holds the seed. */
    Fit search(TaskExecutor threads, Progress progress) {
        List<BodyPose> starts = starts();
        Fit[] rough = new Fit[starts.size()];
        Chunks.forEach(threads, rough.length, 64, (from, to) -> {
            for (int n = from; n < to && !progress.isCancelled(); n++) {
                rough[n] = new Fit(starts.get(n), score(starts.get(n)));
            }
        });
        progress.checkCancelled();
        List<Fit> best = new ArrayList<>(List.of(rough));
        best.sort(Comparator.comparingDouble(Fit::score).reversed());
        List<Fit> coarse = refined(best.subList(0, Math.min(REFINED, best.size())), COARSE_STEP, 2, threads, progress);
        coarse.sort(Comparator.comparingDouble(Fit::score).reversed());
        List<Fit> fine = refined(coarse.subList(0, Math.min(FINAL, coarse.size())), 2, 0.45, threads, progress);
        Fit winner = fine.stream().max(Comparator.comparingDouble(Fit::score)).orElseThrow();
        return improved(winner, threads, progress);
    }

    /**
     * Tries to leave a local optimum: each face is pushed farther than the pattern search would, through marrow without
     * edges, and the rest fitted anew, until nothing gets better.
     */
    Fit improved(Fit start, TaskExecutor threads, Progress progress) {
        Fit best = start;
        for (int round = 0; round < MOST_KICKS; round++) {
            List<Fit> kicked = new ArrayList<>();
            for (int face = 6; face < 12; face++) {
                for (double push : PUSHES) {
                    BodyPose pose = moved(best.pose(), face, push);
                    kicked.add(new Fit(pose, score(pose)));
                }
            }
            Fit next = refined(kicked, 2, 0.45, threads, progress).stream()
                    .max(Comparator.comparingDouble(Fit::score))
                    .orElseThrow();
            if (next.score() < best.score() + LEAST_GAIN) {
                break;
            }
            best = next;
        }
        return best;
    }

    private List<Fit> refined(
            List<Fit> fits, double firstStep, double lastStep, TaskExecutor threads, Progress progress) {
        return refinedFrom(fits.stream().map(Fit::pose).toList(), firstStep, lastStep, threads, progress);
    }

    /** {@link #refine} from each of many starts, in their order. */
    List<Fit> refinedFrom(
            List<BodyPose> starts, double firstStep, double lastStep, TaskExecutor threads, Progress progress) {
        Fit[] refined = new Fit[starts.size()];
        Chunks.forEach(threads, refined.length, 1, (from, to) -> {
            for (int n = from; n < to && !progress.isCancelled(); n++) {
                refined[n] = refine(starts.get(n), firstStep, lastStep);
            }
        });
        progress.checkCancelled();
        return new ArrayList<>(List.of(refined));
    }

    private List<BodyPose> starts() {
        List<BodyPose> starts = new ArrayList<>();
        double[][] sizes = {{15, 11.5, 9}, {19, 14.5, 11.5}, {23, 17, 13.5}, {26, 19, 15}};
        for (double[] size : sizes) {
            for (int sagittal = -2; sagittal <= 2; sagittal++) {
                for (int coronal = -1; coronal <= 1; coronal++) {
                    BodyPose turned = new BodyPose(
                            Vec3.ZERO,
                            0,
                            Math.toRadians(14 * sagittal),
                            Math.toRadians(14 * coronal),
                            size[0],
                            size[1],
                            size[2]);
                    for (int dx = -1; dx <= 1; dx++) {
                        for (int dy = -1; dy <= 1; dy++) {
                            for (int dz = -1; dz <= 1; dz++) {
                                Vec3 shift = turned.left()
                                        .times(0.5 * dx * size[0])
                                        .plus(turned.posterior().times(0.5 * dy * size[1]))
                                        .plus(turned.superior().times(0.5 * dz * size[2]));
                                starts.add(turned.at(seed.plus(shift)));
                            }
                        }
                    }
                }
            }
        }
        return starts;
    }

    /**
     * Pattern search: moves of each of the six faces and turns about the three axes, with steps halved from the first to
     * the last, mm.
     */
    Fit refine(BodyPose start, double firstStep, double lastStep) {
        Fit best = new Fit(start, score(start));
        for (double step = firstStep; step >= lastStep; step /= 2) {
            boolean improved = true;
            for (int round = 0; improved && round < MOST_ROUNDS; round++) {
                improved = false;
                for (int move = 0; move < MOVES; move++) {
                    BodyPose moved = moved(best.pose(), move / 2, move % 2 == 0 ? step : -step);
                    double score = score(moved, best.score() + 1e-9);
                    if (score > best.score() + 1e-9) {
                        best = new Fit(moved, score);
                        improved = true;
                    }
                }
            }
        }
        return best;
    }

    /** Moves 0..2 turn, 3..5 shift along the body's axes, 6..11 push one face outward. */
    private static BodyPose moved(BodyPose pose, int move, double by) {
        if (move < 3) {
            double[] p = pose.parameters();
            // An angle that moves the rim of a body by about the step.
            p[3 + move] += by / LEVER;
            return BodyPose.of(p);
        }
        int axis = move % 3;
        Vec3 direction = axis == 0 ? pose.left() : axis == 1 ? pose.posterior() : pose.superior();
        if (move < 6) {
            return pose.at(pose.centre().plus(direction.times(by)));
        }
        double[] p = pose.at(pose.centre().plus(direction.times(move < 9 ? by / 2 : -by / 2)))
                .parameters();
        p[6 + axis] += by / 2;
        return BodyPose.of(p);
    }

    /** Mean edge over the surface, less edges inside and unusual shape. */
    double score(BodyPose pose) {
        return score(pose, Double.NEGATIVE_INFINITY);
    }

    /** As {@link #score(BodyPose)} where that exceeds a limit, else anything up to the limit: most moves are for the worse. */
    private double score(BodyPose pose, double limit) {
        if (pose.halfWidth() < 9 || pose.halfDepth() < 7 || pose.halfHeight() < 5) {
            return -1;
        }
        Vec3 local = pose.toLocal(seed);
        double off = Math.max(
                Math.max(Math.abs(local.x()) / pose.halfWidth(), Math.abs(local.y()) / pose.halfDepth()),
                Math.abs(local.z()) / pose.halfHeight());
        if (off > 1) {
            return -off;
        }
        double price = SHAPE_WEIGHT * unusual(pose);
        Place place = new Place(pose);
        double[] surface = new double[template.weights.length];
        double sum = 0;
        double total = 0;
        for (int v = 0; v < surface.length; v++) {
            double weight = template.weights[v];
            if (weight > 0) {
                place.at(v);
                surface[v] = place.edge(0);
                sum += weight * surface[v];
                total += weight;
            }
        }
        // Edges inside only make it less.
        if (sum / total - price <= limit) {
            return limit;
        }
        sum = 0;
        for (int v = 0; v < surface.length; v++) {
            double weight = template.weights[v];
            if (weight > 0) {
                place.at(v);
                double inside = 0;
                for (double depth : DEPTHS) {
                    inside = Math.max(inside, edges.passed(place.edge(depth)));
                }
                sum += weight * (surface[v] - INSIDE_PENALTY * inside);
            }
        }
        return sum / total - price;
    }

    /** A vertex of the template in the patient. */
    private final class Place {

        private final Vec3 centre;
        private final Vec3 l;
        private final Vec3 p;
        private final Vec3 s;
        private final double a;
        private final double b;
        private final double c;
        private double x;
        private double y;
        private double z;
        private double ux;
        private double uy;
        private double uz;
        private double deep;

        Place(BodyPose pose) {
            centre = pose.centre();
            l = pose.left();
            p = pose.posterior();
            s = pose.superior();
            a = pose.halfWidth();
            b = pose.halfDepth();
            c = pose.halfHeight();
        }

        void at(int v) {
            double i = template.points[3 * v] * a;
            double j = template.points[3 * v + 1] * b;
            double k = template.points[3 * v + 2] * c;
            double ni = template.normals[3 * v] / a;
            double nj = template.normals[3 * v + 1] / b;
            double nk = template.normals[3 * v + 2] / c;
            double scale = 1 / Math.sqrt(ni * ni + nj * nj + nk * nk);
            ni *= scale;
            nj *= scale;
            nk *= scale;
            x = centre.x() + i * l.x() + j * p.x() + k * s.x();
            y = centre.y() + i * l.y() + j * p.y() + k * s.y();
            z = centre.z() + i * l.z() + j * p.z() + k * s.z();
            ux = ni * l.x() + nj * p.x() + nk * s.x();
            uy = ni * l.y() + nj * p.y() + nk * s.y();
            uz = ni * l.z() + nj * p.z() + nk * s.z();
            deep = Math.abs(ni) * a + Math.abs(nj) * b + Math.abs(nk) * c;
        }

        /** Edge so deep below the surface, as a part of the way to the middle. */
        double edge(double depth) {
            double d = depth * deep;
            return edges.at(cube, x - d * ux, y - d * uy, z - d * uz, ux, uy, uz);
        }
    }

    /** Sum of squares of how far size, proportions and tilt are from the usual, in standard deviations. */
    static double unusual(BodyPose pose) {
        double ratio = Math.log(pose.halfWidth() / pose.halfDepth() / WIDTH_TO_DEPTH) / RATIO_SD;
        double height = Math.log(pose.halfHeight() / pose.halfDepth() / HEIGHT_TO_DEPTH) / HEIGHT_SD;
        double depth = Math.log(2 * pose.halfDepth() / USUAL_DEPTH) / DEPTH_SD;
        double tilt =
                (pose.axial() * pose.axial() + pose.sagittal() * pose.sagittal() + pose.coronal() * pose.coronal())
                        / (TILT_SD * TILT_SD);
        return ratio * ratio + height * height + depth * depth + tilt;
    }
}
