package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Decides whether what was found is a vertebral body, and how far to trust it. */
final class Acceptance {

    /** Mean CT number around a seed below which it is in air, lung or fat, HU. */
    private static final double SEED_HU = -60;

    /** Radius over which the CT number at the seed is averaged, mm. */
    private static final int SEED_RADIUS = 2;

    /** Score of the template below which nothing like a body is there. */
    private static final double LEAST_SCORE = 0.25;

    /** Edges looked for outside the surface, mm: the steepest place lies a little outside of a thin cortex. */
    private static final double[] OUTWARD = {-0.5, 0, 0.5, 1, 1.5};

    /** Edges weaker than this do not count as a border. */
    private static final double NO_EDGE = 0.2;

    /**
     * Strength less leakage below which there is no body. Seeds in discs, psoas and canal of the torso and of synthetic
     * spines gave 0.40 at most, seeds in bodies 0.55 at least.
     */
    private static final double LEAST_BORDER = 0.45;

    private static final double GOOD_BORDER = 0.52;
    private static final double GOOD_LEAKAGE = 0.05;

    /** Pedicles take up less than this part of the body's surface. */
    private static final double GOOD_BRIDGED = 0.25;

    /** Slices thicker than this, mm, must cross the endplates: so many of them along its width. */
    private static final double THICK = 2.5;

    private static final double SLICES_CROSSED = 1.5;

    /** CT number that no bone reaches, with a sharp kernel's overshoot and noise, HU, and how much of it counts, mm3. */
    private static final double METAL_HU = 2200;

    private static final double LEAST_METAL = 15;

    private static final double LEAST_PLAUSIBILITY = 0.02;
    private static final double GOOD_PLAUSIBILITY = 0.2;

    private Acceptance() {}

    /** @throws InputException if the seed is not in bone or no template fits around it */
    static void checkFound(WorkingCube cube, BodySearch.Fit fit, Vec3 seed) {
        double sum = 0;
        int n = 0;
        for (int k = -SEED_RADIUS; k <= SEED_RADIUS; k++) {
            for (int j = -SEED_RADIUS; j <= SEED_RADIUS; j++) {
                for (int i = -SEED_RADIUS; i <= SEED_RADIUS; i++) {
                    sum += cube.at(seed.x() + i, seed.y() + j, seed.z() + k);
                    n++;
                }
            }
        }
        if (sum / n < SEED_HU) {
            throw InputException.of(
                    "The seed %s mm lies in fat or air (%.0f HU around it; bone marrow is above %.0f HU). Click into"
                            + " the middle of the vertebral body.",
                    seed, sum / n, SEED_HU);
        }
        if (fit.score() < LEAST_SCORE) {
            throw InputException.of(
                    "No vertebral body was found around the seed %s mm: the best match reaches %.2f, %.2f is needed."
                            + " Click into the middle of the vertebral body, and check that the image is oriented"
                            + " (superior, posterior).",
                    seed, fit.score(), LEAST_SCORE);
        }
    }

    /**
     * Judges a body.
     *
     * @param size width, depth and height, mm
     * @param warnings receives what the user should know
     * @throws InputException if it is cut off by the image, does not hold the seed or is no vertebral body
     */
    static SegmentationQuality judge(
            WorkingCube cube,
            EdgeStrength edges,
            BodyShaper.Shape shape,
            BodyPose pose,
            Vec3 seed,
            boolean seedInside,
            List<String> warnings) {
        checkInImage(cube, shape.mesh());
        if (!seedInside) {
            throw InputException.of(
                    "The seed %s mm lies outside of the vertebral body that was found next to it, whose middle is at %s"
                            + " mm. Click into the body itself, not into disc, canal or arch.",
                    seed, pose.centre());
        }
        double[] normals = shape.mesh().normals(shape.mesh().base);
        double strength = 0;
        int weak = 0;
        int n = 0;
        for (int c = 0; c < shape.bridged().length; c++) {
            if (shape.bridged()[c]) {
                continue;
            }
            double edge = edge(cube, edges, shape.mesh().base, normals, c);
            strength += edge;
            weak += edge < NO_EDGE ? 1 : 0;
            n++;
        }
        strength /= n;
        double leakage = (double) weak / n;
        double plausibility = Math.exp(-BodySearch.unusual(pose) / 2);
        double border = strength - leakage;
        if (border < LEAST_BORDER || plausibility < LEAST_PLAUSIBILITY) {
            throw InputException.of(
                    "What was found around the seed %s mm is no vertebral body: mean edge %.2f less %.2f of the"
                            + " surface without edge (least %.2f), shape %.3f (least %.2f). Click into the middle of the"
                            + " vertebral body.",
                    seed, strength, leakage, LEAST_BORDER, plausibility, LEAST_PLAUSIBILITY);
        }
        List<String> doubts = new ArrayList<>();
        if (border < GOOD_BORDER) {
            doubts.add(doubt("Weak border: mean edge %.2f, usual are 0.55 and more.", strength));
        }
        if (leakage > GOOD_LEAKAGE) {
            doubts.add(doubt(
                    "%.0f %% of the body's surface shows no edge; usual are %.0f %% at most.",
                    100 * leakage, 100 * GOOD_LEAKAGE));
        }
        double bridged = 1 - (double) n / shape.bridged().length;
        if (bridged > GOOD_BRIDGED) {
            doubts.add(doubt(
                    "Bone goes on over %.0f %% of the body's surface; pedicles take up %.0f %% at most.",
                    100 * bridged, 100 * GOOD_BRIDGED));
        }
        if (plausibility < GOOD_PLAUSIBILITY) {
            doubts.add(doubt(
                    "Unusual shape: %.0f x %.0f x %.0f mm (width, depth, height).",
                    2 * pose.halfWidth(), 2 * pose.halfDepth(), 2 * pose.halfHeight()));
        }
        warnings.addAll(doubts);
        return new SegmentationQuality(
                strength,
                leakage,
                plausibility,
                doubts.isEmpty() ? SegmentationQuality.Verdict.GOOD : SegmentationQuality.Verdict.CHECK);
    }

    /**
     * A doubt where thick slices lie along the endplates: each endplate is then between the same two slices everywhere, and
     * the image does not tell where.
     *
     * @param superior the body's axis, normal to the endplates on the mean
     * @param width of the body, mm
     */
    static Optional<String> alongSlices(VoxelGrid ct, Vec3 superior, double width) {
        for (int axis = 0; axis < 3; axis++) {
            double spacing = ct.spacing().get(axis);
            double sine = ct.axis(axis).cross(superior).norm();
            if (spacing > THICK && width * sine < SLICES_CROSSED * spacing) {
                return Optional.of(doubt(
                        "Slices of %.1f mm lie along the endplates (%.0f degrees): the body's height is uncertain by"
                                + " half a slice at either end; thinner slices would tell.",
                        spacing, Math.toDegrees(Math.asin(Math.min(1, sine)))));
            }
        }
        return Optional.empty();
    }

    /**
     * A doubt where there is metal in the bone: a screw's border is not the bone's, and its streaks make edges where there
     * are none.
     *
     * @param box of the labels on the CT {i, j, k, sizes}
     * @param labels of the crop
     */
    static Optional<String> metal(Volume ct, int[] box, byte[] labels) {
        int metal = 0;
        for (int k = 0, at = 0; k < box[5]; k++) {
            for (int j = 0; j < box[4]; j++) {
                int from = ct.grid().index(box[0], j + box[1], k + box[2]);
                for (int i = 0; i < box[3]; i++, at++) {
                    metal += labels[at] != 0 && ct.values()[from + i] > METAL_HU ? 1 : 0;
                }
            }
        }
        double volume = metal * ct.grid().voxelVolume();
        return volume < LEAST_METAL
                ? Optional.empty()
                : Optional.of(doubt(
                        "Metal in the vertebra: %.0f mm3 above %.0f HU. Neither surface nor density can be trusted near"
                                + " it, and streaks reach farther.",
                        volume, METAL_HU));
    }

    private static String doubt(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments) + " Look at the result before using it.";
    }

    private static void checkInImage(WorkingCube cube, ColumnMesh mesh) {
        int outside = 0;
        for (int c = 0; c < mesh.depths.length; c++) {
            Vec3 p = ColumnMesh.vertex(mesh.base, c);
            outside += cube.inImage(p.x(), p.y(), p.z()) ? 0 : 1;
        }
        if (outside > 0) {
            throw InputException.of(
                    "The vertebral body is cut off by the border of the image (%.0f %% of its surface lies outside)."
                            + " Choose a vertebra that is complete, or an image that holds all of it.",
                    Math.ceil(100.0 * outside / mesh.depths.length));
        }
    }

    private static double edge(WorkingCube cube, EdgeStrength edges, double[] points, double[] normals, int c) {
        double best = -1;
        for (double d : OUTWARD) {
            double ux = normals[3 * c];
            double uy = normals[3 * c + 1];
            double uz = normals[3 * c + 2];
            best = Math.max(
                    best,
                    edges.at(
                            cube,
                            points[3 * c] + d * ux,
                            points[3 * c + 1] + d * uy,
                            points[3 * c + 2] + d * uz,
                            ux,
                            uy,
                            uz));
        }
        return best;
    }
}
