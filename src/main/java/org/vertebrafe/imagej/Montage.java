package org.vertebrafe.imagej;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.MontageLayout.Box;

/**
 * A figure of a map on its CT: axial, coronal and sagittal plane of the patient through one point, all at one scale, with
 * calibration bar, orientation letters and scale bar. Works without a screen.
 *
 * <p>The CT is interpolated linearly; the map is not, so every coloured block is a voxel with its own value, and no
 * colour appears where there is none.
 */
public final class Montage {

    /** What is shown around the vertebra, mm. */
    static final double MARGIN = 8;

    private Montage() {}

    /** {@link #render(Volume, Volume, Optional, Vec3, MontageStyle)} without outlines. */
    public static BufferedImage render(Volume ct, Volume map, Vec3 point, MontageStyle style) {
        return render(ct, map, Optional.empty(), point, style);
    }

    /**
     * Draws the figure.
     *
     * @param ct what the map lies on
     * @param map values, NaN where there is none, on the grid of the CT
     * @param labels outlined where given: each border between two labels; on the grid of the CT
     * @param point where the planes meet, LPS mm: usually the centre of the vertebral body
     * @param style how it is drawn
     * @throws InputException if the grids differ, the map has no value or the point is outside of the CT
     */
    public static BufferedImage render(Volume ct, Volume map, Optional<Labels> labels, Vec3 point, MontageStyle style) {
        ct.grid().difference(map.grid()).ifPresent(difference -> {
            throw InputException.of("CT and map are on different grids: %s.", difference);
        });
        labels.flatMap(l -> ct.grid().difference(l.grid())).ifPresent(difference -> {
            throw InputException.of("CT and labels are on different grids: %s.", difference);
        });
        Box box = valued(map);
        Nearest source = new Nearest(map);
        ValueRange range = style.range()
                .or(() -> ValueRange.percentiles(
                        map.values(), VolumeImages.LOW_PERCENTILE, 100 - VolumeImages.LOW_PERCENTILE))
                .orElseThrow();
        return render(ct, source, labels, Axes.PATIENT, box, point, style.withRange(range));
    }

    /**
     * Draws a map that is known on any plane, along any axes.
     *
     * @param ct what the map lies on
     * @param map gives the values on the grid of a plane, NaN where there is none
     * @param axes along which the planes lie
     * @param within points that are to be in the figure, LPS mm
     * @param point where the planes meet, LPS mm
     * @param style how it is drawn; with a range
     * @throws InputException if the point is outside of the CT
     */
    public static BufferedImage render(
            Volume ct, OnPlane map, Axes axes, Iterable<Vec3> within, Vec3 point, MontageStyle style) {
        List<Vec3> bounds = axes.bounds(within);
        Box box = new Box(bounds.get(0), bounds.get(1));
        return render(ct, map, Optional.empty(), axes, box, axes.coordinates(point), style);
    }

    /** Values on a plane. */
    @FunctionalInterface
    public interface OnPlane {
        /**
         * The values of a map.
         *
         * @param plane a grid of one layer
         */
        Volume on(VoxelGrid plane);
    }

    /** A map in voxels, each pixel with the value of the voxel it lies in. */
    private record Nearest(Volume map) implements OnPlane {

        @Override
        public Volume on(VoxelGrid plane) {
            float[] values = new float[plane.voxels()];
            for (int at = 0; at < values.length; at++) {
                Vec3 voxel = map.grid().toVoxel(plane.toPatient(at % plane.nx(), at / plane.nx(), 0));
                int index = MontagePainter.nearest(map.grid(), voxel);
                values[at] = index < 0 ? Float.NaN : map.values()[index];
            }
            return new Volume(plane, values);
        }
    }

    private static BufferedImage render(
            Volume ct, OnPlane map, Optional<Labels> labels, Axes axes, Box within, Vec3 point, MontageStyle style) {
        Box whole = Box.of(axes, ct.grid());
        Box box = within.grown(MARGIN).within(whole);
        Vec3 outside = point.minus(whole.min());
        Vec3 beyond = whole.max().minus(point);
        if (!point.isFinite()
                || Math.min(outside.x(), Math.min(outside.y(), outside.z())) < 0
                || Math.min(beyond.x(), Math.min(beyond.y(), beyond.z())) < 0) {
            throw InputException.of(
                    "Point %s mm is outside of the CT, which reaches from %s to %s mm.",
                    point, whole.min(), whole.max());
        }
        MontageLayout layout = MontageLayout.of(axes, box.around(point), point, style.width());
        return new MontagePainter(ct, map, labels, style, layout).paint(axes.point(point));
    }

    /**
     * Draws the figure into a PNG file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(BufferedImage figure, Path png) {
        try {
            if (png.toAbsolutePath().getParent() != null) {
                Files.createDirectories(png.toAbsolutePath().getParent());
            }
            PngFiles.write(figure, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The box around all voxels that have a value. */
    private static Box valued(Volume map) {
        VoxelGrid grid = map.grid();
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-1, -1, -1};
        float[] values = map.values();
        for (int k = 0, index = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, index++) {
                    if (!Float.isNaN(values[index])) {
                        low[0] = Math.min(low[0], i);
                        low[1] = Math.min(low[1], j);
                        low[2] = Math.min(low[2], k);
                        high[0] = Math.max(high[0], i);
                        high[1] = Math.max(high[1], j);
                        high[2] = Math.max(high[2], k);
                    }
                }
            }
        }
        if (high[0] < 0) {
            throw new InputException("The map has no value: all its voxels are NaN.");
        }
        return Box.of(grid, low, high);
    }
}
