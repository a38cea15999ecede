package org.vertebrafe.imagej.maps;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.Axes;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.VolumeImages;

/**
 * A plane through a vertebra along its own axes, however it lies in the CT: one channel with the CT, interpolated, and the
 * map over it, and one with the map, each pixel with the value of the element it lies in.
 */
public final class Section {

    /** What is shown around the vertebra, mm. */
    private static final double MARGIN = 8;

    /** Room at the right for the calibration bar, in parts of the lesser side. */
    private static final double BAR = 0.22;

    private static final double LEAST_PIXEL = 0.05;
    private static final double MOST_PIXEL = 5;

    /** A plane of the vertebra's own frame, seen as radiologists do: front up or to the left, its right to the left. */
    public enum Plane {
        SAGITTAL,
        CORONAL,
        AXIAL;

        /** Name in dialogs and macros. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The plane of this name. */
        public static Plane ofId(String id) {
            return Choice.of("Plane", id, List.of(values()), Plane::id);
        }
    }

    private Section() {}

    /**
     * Cuts a result.
     *
     * @param offset of the plane from the middle of the vertebral body, mm: to the left, to the front or to the head
     * @param pixel size of the pixels, mm
     * @param style how the map is put on the CT
     * @return an image that is not shown
     * @throws InputException if the plane misses the vertebra or the pixel is out of all proportion
     */
    public static ImagePlus of(
            MappedResult mapped,
            MapQuantity quantity,
            Plane plane,
            double offset,
            double pixel,
            MapOverlay.Style style) {
        if (!(pixel >= LEAST_PIXEL && pixel <= MOST_PIXEL)) {
            throw InputException.of("Pixel of %s mm: must be %s..%s mm.", pixel, LEAST_PIXEL, MOST_PIXEL);
        }
        AnalysisResult result = mapped.result();
        VoxelGrid grid = grid(result, plane, offset, pixel);
        ElementMap places = result.locate(grid, TaskExecutors.singleThreaded());
        String of = String.format(
                Locale.ROOT,
                "%s%s of %s",
                plane.id(),
                shifted(offset),
                mapped.stack().title());
        ImagePlus map = VolumeImages.asStored(
                result.map(quantity, places),
                quantity.id() + ", " + of,
                quantity.unit(),
                style.colours(),
                ResultImages.provenance(result));
        map.setDisplayRange(style.range().min(), style.range().max());
        boolean hounsfield = result.config().input().equals("hu");
        ImagePlus ct = VolumeImages.asStored(
                image(result.image(), grid),
                of,
                hounsfield ? "HU" : "mg/cm3",
                ColourTable.GRAYS,
                ResultImages.provenance(result));
        ValueRange window = ResultPictures.window(result);
        ct.setDisplayRange(window.min(), window.max());
        MapOverlay.put(ct, map, style);
        ImagePlus section = Channels.of(
                List.of(
                        new Channels.Channel(hounsfield ? "CT [HU]" : "Density [mg/cm3]", ct),
                        new Channels.Channel(quantity.titleWithUnit(), map)),
                map.getTitle());
        Overlay overlay = ct.getOverlay();
        for (Roi roi : overlay) {
            roi.setPosition(1, 0, 0);
        }
        section.setOverlay(overlay);
        new MappedImage(mapped, places, new int[] {0}, true).attachTo(section);
        return section;
    }

    private static String shifted(double offset) {
        return offset == 0 ? " midplane" : String.format(Locale.ROOT, " plane at %+.4g mm", offset);
    }

    private static VoxelGrid grid(AnalysisResult result, Plane plane, double offset, double pixel) {
        Axes axes = Axes.of(result.frame());
        List<Vec3> bounds = axes.bounds(ResultPictures.nodes(result.mesh()));
        Vec3 low = bounds.get(0);
        Vec3 high = bounds.get(1);
        Vec3 centre = axes.coordinates(result.frame().bodyCentre());
        Vec3 inferior = axes.superior().times(-1);
        int normal = plane == Plane.SAGITTAL ? 0 : plane == Plane.CORONAL ? 1 : 2;
        // To the front is against the axis.
        double at = centre.get(normal) + (normal == 1 ? -offset : offset);
        if (!(at >= low.get(normal) && at <= high.get(normal))) {
            throw InputException.of(
                    "A %s plane %s mm from the middle misses the vertebra, which reaches from %.1f to %.1f mm.",
                    plane.id(),
                    offset,
                    normal == 1 ? centre.get(1) - high.get(1) : low.get(normal) - centre.get(normal),
                    normal == 1 ? centre.get(1) - low.get(1) : high.get(normal) - centre.get(normal));
        }
        double left = low.x() - MARGIN;
        double front = low.y() - MARGIN;
        double top = high.z() + MARGIN;
        double wide = high.x() - low.x() + 2 * MARGIN;
        double deep = high.y() - low.y() + 2 * MARGIN;
        double tall = high.z() - low.z() + 2 * MARGIN;
        return switch (plane) {
            case SAGITTAL -> grid(axes.point(new Vec3(at, front, top)), axes.posterior(), inferior, deep, tall, pixel);
            case CORONAL -> grid(axes.point(new Vec3(left, at, top)), axes.left(), inferior, wide, tall, pixel);
            case AXIAL -> grid(axes.point(new Vec3(left, front, at)), axes.left(), axes.posterior(), wide, deep, pixel);
        };
    }

    private static VoxelGrid grid(Vec3 corner, Vec3 across, Vec3 down, double width, double height, double pixel) {
        double room = BAR * Math.min(width, height);
        return new VoxelGrid(
                (int) Math.ceil((width + room) / pixel),
                (int) Math.ceil(height / pixel),
                1,
                new Vec3(pixel, pixel, pixel),
                corner.plus(across.times(pixel / 2)).plus(down.times(pixel / 2)),
                across,
                down,
                across.cross(down));
    }

    /** The image on a plane, interpolated; no number outside of it. */
    private static Volume image(Volume image, VoxelGrid plane) {
        float[] values = new float[plane.voxels()];
        Arrays.fill(values, Float.NaN);
        for (int at = 0; at < values.length; at++) {
            Vec3 voxel = image.grid().toVoxel(plane.toPatient(at % plane.nx(), at / plane.nx(), 0));
            boolean inside = true;
            for (int axis = 0; axis < 3; axis++) {
                inside &= voxel.get(axis) >= -0.5
                        && voxel.get(axis) <= image.grid().size(axis) - 0.5;
            }
            if (inside) {
                values[at] = (float) image.interpolated(voxel);
            }
        }
        return new Volume(plane, values);
    }
}
