package org.vertebrafe.density;

import java.util.BitSet;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * The part of a vertebral body in which trabecular vBMD is measured.
 *
 * @param description what it is, with its sizes in mm
 * @param voxels array positions
 */
public record TrabecularRegion(String description, BitSet voxels) {

    /** Height of the cylinder along the vertebra's axis, mm: the slice thickness of clinical QCT is 8 to 10 mm. */
    public static final double CYLINDER_HEIGHT = 9;

    /** Voxels nearer than this to the body's surface, mm, hold cortex or its partial volume. */
    public static final double CORTICAL_MARGIN = 3;

    /** Width of the ellipse as a part of the body's width at mid-height. */
    private static final double WIDTH_PART = 0.6;

    /** Depth of the ellipse as a part of the body's depth at mid-height. */
    private static final double DEPTH_PART = 0.45;

    /**
     * Middle of the ellipse behind the body's anterior wall, as a part of its depth: the region stays in front of the
     * basivertebral veins, which enter from behind.
     */
    private static final double MIDDLE_PART = 0.4;

    /**
     * The elliptic cylinder of clinical QCT: at mid-height, in the anterior part of the body, along the vertebra's axis,
     * without voxels near the cortex.
     *
     * @param tissues the vertebra, its body told apart
     * @param frame its own frame
     * @throws InputException if the body is too small for it
     */
    public static TrabecularRegion ellipticCylinder(TissueMap tissues, VertebralFrame frame) {
        BitSet core = core(tissues, CORTICAL_MARGIN);
        Vec3 middle = middle(frame);
        double[] lateral = extent(tissues, middle, frame.superior(), frame.left());
        double[] forward = extent(tissues, middle, frame.superior(), frame.anterior());
        double halfWidth = WIDTH_PART * (lateral[1] - lateral[0]) / 2;
        double depth = forward[1] - forward[0];
        double halfDepth = DEPTH_PART * depth / 2;
        double centreLateral = (lateral[0] + lateral[1]) / 2;
        double centreForward = forward[1] - MIDDLE_PART * depth;
        BitSet region = new BitSet();
        forEachVoxel(tissues.grid(), core, (at, position) -> {
            Vec3 d = position.minus(middle);
            double u = (d.dot(frame.left()) - centreLateral) / halfWidth;
            double v = (d.dot(frame.anterior()) - centreForward) / halfDepth;
            if (u * u + v * v <= 1 && Math.abs(d.dot(frame.superior())) <= CYLINDER_HEIGHT / 2) {
                region.set(at);
            }
        });
        return checked(
                String.format(
                        Locale.ROOT,
                        "elliptic cylinder %.1f x %.1f x %.0f mm at mid-height",
                        2 * halfWidth,
                        2 * halfDepth,
                        CYLINDER_HEIGHT),
                region);
    }

    /**
     * All of the body that is farther than a margin from its surface.
     *
     * @param tissues the vertebra, its body told apart
     * @param margin peeled off, mm
     * @throws InputException if nothing is left
     */
    public static TrabecularRegion peeled(TissueMap tissues, double margin) {
        return checked(
                String.format(Locale.ROOT, "vertebral body without its outer %.1f mm", margin), core(tissues, margin));
    }

    private static TrabecularRegion checked(String description, BitSet region) {
        if (region.isEmpty()) {
            throw InputException.of(
                    "No room for the vBMD region (%s): the vertebral body's label is too small or its voxels too coarse.",
                    description);
        }
        return new TrabecularRegion(description, region);
    }

    private static BitSet core(TissueMap tissues, double margin) {
        BitSet body = new BitSet();
        for (int at = 0; at < tissues.codes().length; at++) {
            Tissue tissue = tissues.get(at);
            body.set(at, tissue != null && tissue.isBody());
        }
        float[] distance = DistanceTransform.inside(tissues.grid(), body);
        BitSet core = new BitSet();
        for (int at = body.nextSetBit(0); at >= 0; at = body.nextSetBit(at + 1)) {
            core.set(at, distance[at] > margin);
        }
        return core;
    }

    /** Middle between the endplates on the axis through the body's centre. */
    private static Vec3 middle(VertebralFrame frame) {
        double up = frame.superiorEndplate().along(frame.bodyCentre(), frame.superior());
        double down = frame.inferiorEndplate().along(frame.bodyCentre(), frame.superior());
        return frame.bodyCentre().plus(frame.superior().times((up + down) / 2));
    }

    /** How far the body reaches along a direction within the cylinder's slab, {from, to} in mm from the middle. */
    private static double[] extent(TissueMap tissues, Vec3 middle, Vec3 axis, Vec3 direction) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        forEachVoxel(tissues.grid(), core(tissues, 0), (at, position) -> {
            Vec3 d = position.minus(middle);
            if (Math.abs(d.dot(axis)) <= CYLINDER_HEIGHT / 2) {
                range[0] = Math.min(range[0], d.dot(direction));
                range[1] = Math.max(range[1], d.dot(direction));
            }
        });
        return range;
    }

    @FunctionalInterface
    private interface VoxelVisitor {
        void visit(int at, Vec3 position);
    }

    private static void forEachVoxel(VoxelGrid grid, BitSet mask, VoxelVisitor visitor) {
        int slice = grid.nx() * grid.ny();
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            visitor.visit(at, grid.toPatient(at % grid.nx(), at % slice / grid.nx(), at / slice));
        }
    }
}
