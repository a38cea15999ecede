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

/** The point in a vertebral body that a person clicked, boxed or wrote down. */
public final class SeedPoints {

    /** The point, or the middle of the box, that is selected in the image. */
    public static final String SELECTION = "selection";

    /** Column, row and slice, counted from 0 as the image is shown. */
    public static final String VOXEL = "voxel";

    /** A position in LPS mm. */
    public static final String POSITION = "mm";

    private static final String REMEDY =
            "Click with the point tool into the middle of the vertebral body, or draw a rectangle around it, in one slice.";

    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,2})?";

    private SeedPoints() {}

    /**
     * The point, LPS mm.
     *
     * @param kind one of the three above
     * @param numbers for {@link #VOXEL} and {@link #POSITION}: three numbers separated by commas
     * @param image the CT
     * @param ct the same as it was read
     */
    public static Vec3 of(String kind, String numbers, ImagePlus image, CtStack ct) {
        return switch (kind) {
            case SELECTION -> selected(image, ct);
            case VOXEL -> {
                Vec3 v = three(numbers);
                if (v.z() != Math.rint(v.z())) {
                    throw InputException.of("Seed %s: the slice, counted from 0, must be a whole number.", numbers);
                }
                yield voxel(v.x(), v.y(), (int) v.z() + 1, ct);
            }
            case POSITION -> three(numbers);
            default -> throw InputException.of(
                    "Seed \"%s\" is not known; choose one of: %s.",
                    kind, String.join(", ", List.of(SELECTION, VOXEL, POSITION)));
        };
    }

    private static Vec3 selected(ImagePlus image, CtStack ct) {
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
            return voxel(Math.floor(place.xpoints[0]), Math.floor(place.ypoints[0]), at > 0 ? at : slice, ct);
        }
        if (!roi.isArea()) {
            throw InputException.of(
                    "The selection in \"%s\" is a %s: a point or a rectangle is needed. %s",
                    image.getTitle(), roi.getTypeAsString().toLowerCase(java.util.Locale.ROOT), REMEDY);
        }
        Rectangle box = roi.getBounds();
        return voxel(box.x + (box.width - 1) / 2.0, box.y + (box.height - 1) / 2.0, slice, ct);
    }

    /** @param slice counted from 1, as ImageJ shows it */
    private static Vec3 voxel(double i, double j, int slice, CtStack ct) {
        VoxelGrid grid = ct.volume().grid();
        int layer = ct.layer(slice);
        if (layer < 0 || !(i >= 0 && j >= 0 && i < grid.nx() && j < grid.ny())) {
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
