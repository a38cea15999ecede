package org.vertebrafe.segmentation.edit;

import java.util.BitSet;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.VoxelGrid;

/**
 * Shape-based interpolation between slices (Raya and Udupa 1990, doi:10.1109/42.52980): the signed distances, in mm, to
 * the outlines of two slices are interpolated linearly and what comes out positive is inside. The outlines are first
 * moved onto a common centroid, which itself runs straight from one to the other, so that an oblique process does not
 * vanish half-way.
 */
final class SliceInterpolation {

    /** Thickness of a single slice for the distance transform: nothing beyond it counts. */
    private static final double ALONE = 1e6;

    private final Work work;
    private final Slicing plane;
    private final int label;

    private SliceInterpolation(Work work, Slicing plane, int label) {
        this.work = work;
        this.plane = plane;
        this.label = label;
    }

    static void apply(Operation.Interpolate operation, Work work) {
        work.pen().requireGain(operation.label());
        SliceInterpolation interpolation = new SliceInterpolation(work, operation.plane(), operation.label());
        Shape previous = null;
        for (int slice : operation.slices()) {
            if (slice < 0 || slice >= work.grid().size(operation.plane().axis())) {
                throw InputException.of(
                        "Slice %d to interpolate from: the image has %s slices 0 to %d.",
                        slice,
                        operation.plane().id(),
                        work.grid().size(operation.plane().axis()) - 1);
            }
            Shape shape = interpolation.shape(slice);
            if (previous != null) {
                interpolation.between(previous, shape);
            }
            previous = shape;
        }
    }

    /** A label in a slice: signed distance to its outline, positive inside, and its centroid, both in mm. */
    private record Shape(int slice, int width, int height, float[] signed, double cx, double cy) {}

    private Shape shape(int slice) {
        VoxelGrid grid = work.grid();
        int width = grid.size(plane.across());
        int height = grid.size(plane.down());
        double sx = grid.spacing().get(plane.across());
        double sy = grid.spacing().get(plane.down());
        BitSet mask = new BitSet(width * height);
        double cx = 0;
        double cy = 0;
        for (int at = 0; at < width * height; at++) {
            if (work.state().get(index(at % width, at / width, slice)) == label) {
                mask.set(at);
                cx += at % width * sx;
                cy += at / width * sy;
            }
        }
        int count = mask.cardinality();
        if (count == 0) {
            throw InputException.of(
                    "Label %d is not in %s slice %d: it must be in all slices to interpolate between.",
                    label, plane.id(), slice);
        }
        VoxelGrid flat = VoxelGrid.aligned(width, height, 1, sx, sy, ALONE);
        float[] signed = DistanceTransform.outside(flat, mask);
        BitSet outside = (BitSet) mask.clone();
        outside.flip(0, width * height);
        float[] depth = DistanceTransform.outside(flat, outside);
        // The outline runs half-way between the centres of neighbouring voxels.
        float half = (float) (Math.min(sx, sy) / 2);
        for (int at = 0; at < signed.length; at++) {
            signed[at] = mask.get(at) ? Math.min(depth[at], (float) ALONE) - half : half - signed[at];
        }
        return new Shape(slice, width, height, signed, cx / count, cy / count);
    }

    private void between(Shape a, Shape b) {
        VoxelGrid grid = work.grid();
        double sx = grid.spacing().get(plane.across());
        double sy = grid.spacing().get(plane.down());
        if (b.slice - a.slice < 2) {
            return;
        }
        Region box = slices(a.slice + 1, b.slice - 1);
        BitSet inside = new BitSet();
        for (int slice = a.slice + 1; slice < b.slice; slice++) {
            work.progress().checkCancelled();
            double t = (double) (slice - a.slice) / (b.slice - a.slice);
            double cx = (1 - t) * a.cx + t * b.cx;
            double cy = (1 - t) * a.cy + t * b.cy;
            for (int y = 0; y < a.height; y++) {
                for (int x = 0; x < a.width; x++) {
                    double value = (1 - t) * at(a, x + (a.cx - cx) / sx, y + (a.cy - cy) / sy)
                            + t * at(b, x + (b.cx - cx) / sx, y + (b.cy - cy) / sy);
                    inside.set(index(x, y, slice), value > 0);
                }
            }
        }
        BitSet leaving = new BitSet();
        work.forEach(
                box, (local, global) -> leaving.set(local, work.state().get(global) == label && !inside.get(global)));
        Vacated.clear(work, box, leaving, label);
        for (int voxel = inside.nextSetBit(0); voxel >= 0; voxel = inside.nextSetBit(voxel + 1)) {
            work.pen().set(voxel, label);
        }
    }

    /** The signed distance at a place between voxels; beyond the slice that of its rim. */
    private static double at(Shape shape, double x, double y) {
        double u = Math.max(0, Math.min(shape.width - 1.0, x));
        double v = Math.max(0, Math.min(shape.height - 1.0, y));
        int i = Math.min((int) u, Math.max(0, shape.width - 2));
        int j = Math.min((int) v, Math.max(0, shape.height - 2));
        int right = shape.width > 1 ? 1 : 0;
        int below = shape.height > 1 ? shape.width : 0;
        int at = i + shape.width * j;
        double top = (1 - (u - i)) * shape.signed[at] + (u - i) * shape.signed[at + right];
        double bottom = (1 - (u - i)) * shape.signed[at + below] + (u - i) * shape.signed[at + below + right];
        return (1 - (v - j)) * top + (v - j) * bottom;
    }

    private Region slices(int from, int to) {
        Region all = Region.all(work.grid());
        return switch (plane) {
            case SAGITTAL -> new Region(from, 0, 0, to, all.j1(), all.k1());
            case CORONAL -> new Region(0, from, 0, all.i1(), to, all.k1());
            case AXIAL -> new Region(0, 0, from, all.i1(), all.j1(), to);
        };
    }

    private int index(int x, int y, int slice) {
        return switch (plane) {
            case SAGITTAL -> work.grid().index(slice, x, y);
            case CORONAL -> work.grid().index(x, slice, y);
            case AXIAL -> work.grid().index(x, y, slice);
        };
    }
}
