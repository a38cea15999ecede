package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.Start;

/** The point in a vertebral body that a person clicked or wrote down, or the box drawn around the body. */
public final class SeedPoints {

    /** The point or the box that is selected in the image. */
    public static final String SELECTION = "selection";

    /** Column, row and slice, counted from 0 as the image is shown. */
    public static final String VOXEL = "voxel";

    /** A position in LPS mm. */
    public static final String POSITION = "mm";

    private static final String REMEDY =
            "Click with the point tool into the middle of the vertebral body; or draw a rectangle around the body in a slice"
                    + " through it, and name the slices from its top to its bottom under Box slices, such as 12-30; or choose"
                    + " seed automatic, for which nothing is drawn.";

    /** Half the length of a box whose slices are not told, mm: more than any body. */
    private static final double OPEN = 60;

    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,2})?";

    private SeedPoints() {}

    /**
     * Where the vertebra is.
     *
     * @param kind one of the three above
     * @param numbers for {@link #VOXEL} and {@link #POSITION}: three numbers separated by commas
     * @param slices for a selected area: the slices from the first to the last of the box, as ImageJ counts them, such as
     *     12-30; empty: the box is open at both ends
     * @param image the CT
     * @param ct the same as it was read
     */
    public static Start of(String kind, String numbers, String slices, ImagePlus image, CtStack ct) {
        boolean open = slices == null || slices.isBlank();
        if (!open
                && !(kind.equals(SELECTION)
                        && image.getRoi() != null
                        && image.getRoi().isArea())) {
            throw InputException.of(
                    "Box slices %s belong to a rectangle drawn around the body in \"%s\". %s",
                    slices, image.getTitle(), REMEDY);
        }
        return switch (kind) {
            case SELECTION -> open ? selected(image, ct) : box(image.getRoi().getBounds(), slices, ct);
            case VOXEL -> {
                Vec3 v = three(numbers);
                if (v.z() != Math.rint(v.z())) {
                    throw InputException.of("Seed %s: the slice, counted from 0, must be a whole number.", numbers);
                }
                yield new Start.Point(voxel(v.x(), v.y(), (int) v.z() + 1, ct));
            }
            case POSITION -> new Start.Point(three(numbers));
            default -> throw InputException.of(
                    "Seed \"%s\" is not known; choose one of: %s.",
                    kind, String.join(", ", List.of(SELECTION, VOXEL, POSITION)));
        };
    }

    private static Start selected(ImagePlus image, CtStack ct) {
        Roi roi = image.getRoi();
        if (roi == null) {
            throw InputException.of("\"%s\" has no selection. %s", image.getTitle(), REMEDY);
        }
        int slice = roi.getPosition() > 0 ? roi.getPosition() : image.getCurrentSlice();
        if (roi instanceof PointRoi points) {
            if (points.getNCoordinates() != 1) {
                throw InputException.of(
                        "%d points are selected in \"%s\": one is needed. %s",
                        points.getNCoordinates(), image.getTitle(), REMEDY);
            }
            int at = points.getPointPosition(0);
            // Sub-pixel points count from the pixel's corner.
            FloatPolygon place = points.getFloatPolygon();
            return new Start.Point(
                    voxel(Math.floor(place.xpoints[0]), Math.floor(place.ypoints[0]), at > 0 ? at : slice, ct));
        }
        if (!roi.isArea()) {
            throw InputException.of(
                    "The selection in \"%s\" is a %s: a point or a rectangle is needed. %s",
                    image.getTitle(), roi.getTypeAsString().toLowerCase(java.util.Locale.ROOT), REMEDY);
        }
        Rectangle box = roi.getBounds();
        Vec3 axis = ct.volume().grid().zAxis();
        return around(
                corner(box, 0, slice, ct).minus(axis.times(OPEN)),
                corner(box, 1, slice, ct).plus(axis.times(OPEN)),
                ct.volume().grid());
    }

    private static Start box(Rectangle box, String slices, CtStack ct) {
        String[] ends = slices.trim().split("\\s*-\\s*");
        if (ends.length != 2 || !Arrays.stream(ends).allMatch(end -> end.matches("\\d{1,6}"))) {
            throw InputException.of(
                    "Box slices \"%s\": the first and the last slice are needed, for instance 12-30.", slices);
        }
        Vec3 first = corner(box, 0, Integer.parseInt(ends[0]), ct);
        Vec3 last = corner(box, 1, Integer.parseInt(ends[1]), ct);
        return around(first, last, ct.volume().grid());
    }

    /** A corner of the pixels of a rectangle. */
    private static Vec3 corner(Rectangle box, int end, int slice, CtStack ct) {
        return voxel(box.x - 0.5 + end * box.width, box.y - 0.5 + end * box.height, slice, ct);
    }

    /** The box along the patient's axes around one along those of the image. */
    private static Start around(Vec3 one, Vec3 other, VoxelGrid grid) {
        Vec3 from = grid.toVoxel(one);
        Vec3 to = grid.toVoxel(other);
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            Vec3 p = grid.toPatient(
                    (corner & 1) == 0 ? from.x() : to.x(),
                    (corner & 2) == 0 ? from.y() : to.y(),
                    (corner & 4) == 0 ? from.z() : to.z());
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], p.get(axis));
                high[axis] = Math.max(high[axis], p.get(axis));
            }
        }
        return new Start.Box(new Vec3(low[0], low[1], low[2]), new Vec3(high[0], high[1], high[2]));
    }

    /** @param slice counted from 1, as ImageJ shows it */
    private static Vec3 voxel(double i, double j, int slice, CtStack ct) {
        VoxelGrid grid = ct.volume().grid();
        int layer = ct.layer(slice);
        if (layer < 0 || !(i >= -0.5 && j >= -0.5 && i < grid.nx() && j < grid.ny())) {
            throw InputException.of(
                    "Seed at voxel %.1f, %.1f, %d (counted from 0): the image has %d x %d x %d voxels.",
                    i, j, slice - 1, grid.nx(), grid.ny(), grid.nz());
        }
        return grid.toPatient(i, j, layer);
    }

    private static Vec3 three(String numbers) {
        String[] parts = numbers == null ? new String[0] : numbers.trim().split("\\s*[,;]\\s*|\\s+");
        if (parts.length != 3 || !Arrays.stream(parts).allMatch(part -> part.matches(NUMBER))) {
            throw InputException.of("Seed \"%s\": three numbers are needed, for instance 60,45,71.", numbers);
        }
        return new Vec3(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }
}
