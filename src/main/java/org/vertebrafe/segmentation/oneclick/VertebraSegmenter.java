package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Segments a vertebra from one point in its body. Nothing in it was learned from images: {@link BodySearch} finds the
 * body, {@link BodyShaper} its surface. The answer depends on the image; the seed only says which vertebra is meant.
 */
public final class VertebraSegmenter {

    /** Half the edge of the cube in which the body is searched, mm: body and seed anywhere in it. */
    private static final double SEARCH_FIELD = 56;

    /** Half the edge of the cube that holds the vertebra and its neighbours' bodies, mm. */
    private static final double WHOLE_FIELD = 68;

    /** How far behind the body's middle the middle of that cube lies, mm. */
    private static final double WHOLE_BEHIND = 22;

    /** Blur of the image in which edges are looked for, standard deviation in mm. */
    private static final double BLUR = 0.8;

    private static final double COARSEST = 3.5;

    /** How far a body may reach out of the box drawn around it, mm, and which part of its surface farther. */
    private static final double BOX_MARGIN = 5;

    private static final double MOST_OUTSIDE = 0.05;

    /** The middle one of 3 x 3 x 3 voxels. */
    private static final int SEED_VOXEL = 13;

    private VertebraSegmenter() {}

    /**
     * Segments.
     *
     * @param hu CT, HU; LPS orientation is trusted: posterior within some 40 degrees of +y, superior of +z
     * @param seed a point within the vertebral body, LPS mm
     * @param settings what is wanted
     * @throws InputException if there is no vertebral body around the seed, it is cut off by the image, or the image is
     *     too coarse or not a CT
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static Segmentation segment(
            Volume hu, Vec3 seed, SegmentationSettings settings, TaskExecutor threads, Progress progress) {
        check(hu, seed);
        progress.report("Searching the vertebral body", 0);
        WorkingCube near = WorkingCube.around(hu, seed, SEARCH_FIELD, threads);
        WorkingCube blurred = near.blurred(BLUR, threads);
        EdgeStrength edges = EdgeStrength.about(blurred, seed);
        BodySearch.Fit fit = new BodySearch(blurred, edges, seed).search(threads, progress);
        Acceptance.checkFound(blurred, fit, seed);
        DiscCheck.check(blurred, edges, fit, seed, threads, progress);
        progress.checkCancelled();

        progress.report("Finding the body's surface", 0.3);
        Vec3 middle = fit.pose().centre().plus(fit.pose().posterior().times(WHOLE_BEHIND));
        WorkingCube field = WorkingCube.around(hu, middle, WHOLE_FIELD, threads);
        WorkingCube smooth = field.blurred(BLUR, threads);
        EdgeStrength scale = EdgeStrength.about(smooth, fit.pose().centre());
        // Once more in a field that no longer depends on where in the body the seed is.
        BodySearch again = new BodySearch(smooth, scale, seed);
        BodyPose found = again.improved(again.refine(fit.pose(), 2, 0.45), threads, progress)
                .pose();
        BodyShaper.Shape shape = new BodyShaper(hu, smooth, scale, settings.known()).shape(found, threads, progress);
        BodyPose pose = found.measured(shape.mesh().base);
        List<String> warnings = new ArrayList<>();
        BitSet seedMask = MeshVoxels.inside(pointGrid(seed), shape.mesh().base, shape.mesh().sphere.triangles);
        SegmentationQuality quality =
                Acceptance.judge(smooth, scale, shape, pose, seed, seedMask.get(SEED_VOXEL), warnings);

        PosteriorSurface posterior = null;
        if (settings.posteriorElements()) {
            progress.report("Finding arch and processes", 0.5);
            posterior = posterior(hu, field, smooth, scale, pose, shape, settings.known(), threads, progress);
        }
        progress.report("Writing the labels", 0.9);
        double[] corners = posterior == null ? shape.mesh().base : ArchModel.corners(pose);
        int[] box = Assembly.box(hu.grid(), shape.mesh().base, corners);
        VoxelGrid crop = hu.grid().crop(box[0], box[1], box[2], box[3], box[4], box[5]);
        ColumnMesh.Refined surface = shape.mesh().refined();
        BitSet body = MeshVoxels.inside(crop, surface.positions(), surface.triangles());
        BitSet rest = new BitSet();
        if (posterior != null) {
            rest = posterior.inside(crop, threads);
            rest.andNot(MeshVoxels.inside(crop, BoneOwnership.withRind(shape), shape.mesh().sphere.triangles));
            rest.andNot(body);
            rest.or(body);
            rest = Masks.reached(crop, rest, body);
            rest.andNot(body);
        }
        Segmentation.CortexThickness cortex = Assembly.cortex(shape, pose.superior());
        byte[] labels = Assembly.labels(crop, body, rest, cortex.wall(), posterior == null ? 0 : posterior.cortex);
        VertebralFrame frame = Assembly.frame(crop, labels);
        Optional<String> unclear = Acceptance.alongSlices(hu.grid(), frame.superior(), 2 * pose.halfWidth());
        unclear.ifPresent(warnings::add);
        Optional<String> metal = Acceptance.metal(hu, box, labels);
        metal.ifPresent(warnings::add);
        return new Segmentation(
                Assembly.onto(hu.grid(), box, labels),
                unclear.isPresent() || metal.isPresent() ? quality.doubted() : quality,
                frame,
                cortex,
                warnings,
                Optional.of(CortexMap.of(shape)));
    }

    /**
     * Segments the vertebra whose body lies in a box.
     *
     * @param corner one corner of the box, LPS mm
     * @param opposite the opposite corner; edges along the patient's axes
     * @throws InputException as for a seed, and if the body found reaches far out of the box
     */
    public static Segmentation segment(
            Volume hu,
            Vec3 corner,
            Vec3 opposite,
            SegmentationSettings settings,
            TaskExecutor threads,
            Progress progress) {
        Segmentation found = segment(hu, corner.plus(opposite).times(0.5), settings, threads, progress);
        double[] surface = found.cortexMap().orElseThrow().vertices();
        int outside = 0;
        for (int v = 0; v < surface.length; v += 3) {
            boolean out = false;
            for (int axis = 0; axis < 3; axis++) {
                double from = Math.min(corner.get(axis), opposite.get(axis)) - BOX_MARGIN;
                double to = Math.max(corner.get(axis), opposite.get(axis)) + BOX_MARGIN;
                out |= surface[v + axis] < from || surface[v + axis] > to;
            }
            outside += out ? 3 : 0;
        }
        if (outside > MOST_OUTSIDE * surface.length) {
            throw InputException.of(
                    "The vertebral body in the middle of the box reaches more than %.0f mm out of it. Draw the box"
                            + " around the whole body, from %s to %s mm or so.",
                    BOX_MARGIN, extreme(surface, -1), extreme(surface, 1));
        }
        return found;
    }

    private static Vec3 extreme(double[] surface, int sign) {
        double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int at = 0; at < surface.length; at++) {
            most[at % 3] = Math.max(most[at % 3], sign * surface[at]);
        }
        return new Vec3(sign * most[0], sign * most[1], sign * most[2]);
    }

    private static PosteriorSurface posterior(
            Volume hu,
            WorkingCube field,
            WorkingCube smooth,
            EdgeStrength edges,
            BodyPose pose,
            BodyShaper.Shape shape,
            Constraints known,
            TaskExecutor threads,
            Progress progress) {
        BodyPose above = NeighbourBodies.next(smooth, edges, pose, 1, threads, progress);
        BodyPose below = NeighbourBodies.next(smooth, edges, pose, -1, threads, progress);
        BodyTemplate template = new BodyTemplate(3);
        BitSet neighbours = MeshVoxels.inside(smooth.grid(), template.placed(above), template.sphere.triangles);
        neighbours.or(MeshVoxels.inside(smooth.grid(), template.placed(below), template.sphere.triangles));
        BoneOwnership.Parts parts =
                new BoneOwnership(smooth, pose, above, below).find(shape, neighbours, known, threads, progress);
        return PosteriorSurface.of(hu, field, parts, shape.blur(), threads, progress);
    }

    /** A grid of 3 x 3 x 3 small voxels whose middle one is at a point. */
    private static VoxelGrid pointGrid(Vec3 point) {
        double d = 0.1;
        return new VoxelGrid(
                3,
                3,
                3,
                new Vec3(d, d, d),
                point.minus(new Vec3(d, d, d)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** @throws InputException if the voxels are too large */
    static void checkVoxels(VoxelGrid grid) {
        for (int axis = 0; axis < 3; axis++) {
            double spacing = grid.spacing().get(axis);
            if (spacing > COARSEST) {
                throw InputException.of(
                        "Voxel size %.2f mm along axis %d: the limit for segmenting a vertebra is %.1f mm. Use thinner"
                                + " slices.",
                        spacing, axis + 1, COARSEST);
            }
        }
    }

    private static void check(Volume hu, Vec3 seed) {
        VoxelGrid grid = hu.grid();
        checkVoxels(grid);
        Vec3 voxel = grid.toVoxel(seed);
        for (int axis = 0; axis < 3; axis++) {
            if (!(voxel.get(axis) >= -0.5 && voxel.get(axis) <= grid.size(axis) - 0.5)) {
                throw InputException.of(
                        "Seed %s mm lies outside of the image (voxel %s of %d x %d x %d). Give a point in the vertebral"
                                + " body, in LPS mm.",
                        seed, voxel, grid.nx(), grid.ny(), grid.nz());
            }
        }
        HounsfieldCheck.require(hu);
    }
}
