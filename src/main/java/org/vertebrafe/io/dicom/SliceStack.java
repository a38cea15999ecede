package org.vertebrafe.io.dicom;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * The slices of a series in the order of their positions, which make a regular grid; or a message why not. Neither
 * instance numbers nor slice locations nor file names say where a slice is: only its position does.
 *
 * @param slices in the direction of row x column
 * @param grid their voxels
 */
record SliceStack(List<CtSlice> slices, VoxelGrid grid) {

    /** Slices nearer than this, mm, are at the same place. */
    private static final double SAME_PLACE = 0.01;

    /** Steps above this many usual ones miss a slice. */
    private static final double GAP = 1.5;

    /** The slices may be off a regular stack by this part of the spacing. */
    private static final double IRREGULAR = 0.05;

    /** Headers round positions to 0.1 mm: a slice and the ends of its stack may each be off by half of that. */
    private static final double ROUNDING_MM = 0.101;

    /** Rounding is no excuse for more than this part of the spacing. */
    private static final double TOO_IRREGULAR = 0.2;

    /** They may be shifted sideways by this part of a pixel. */
    private static final double SHIFTED = 0.25;

    private static final double SAME_DIRECTION = 1e-3;

    private static final double SAME_SPACING = 1e-4;

    /**
     * Orders slices.
     *
     * @throws InputException if they make no regular stack: slices missing, double, tilted, shifted or of different kinds
     */
    static SliceStack of(List<CtSlice> slices) {
        CtSlice first = slices.get(0);
        if (slices.size() < 2) {
            throw InputException.of(
                    "%s is the only slice of its series: a volume needs at least 2. Copy the whole series into one folder.",
                    first.file());
        }
        slices.forEach(slice -> requireAlike(first, slice));
        Vec3 normal = first.normal();
        List<CtSlice> ordered = slices.stream()
                .sorted(Comparator.comparingDouble((CtSlice slice) -> slice.along(normal))
                        .thenComparing(CtSlice::file))
                .toList();
        double spacing = spacing(ordered, normal);
        requireStraight(ordered, normal, spacing);
        CtSlice lowest = ordered.get(0);
        VoxelGrid grid = new VoxelGrid(
                lowest.pixels().columns(),
                lowest.pixels().rows(),
                ordered.size(),
                new Vec3(lowest.dx(), lowest.dy(), spacing),
                lowest.position(),
                lowest.row(),
                lowest.column(),
                lowest.normal());
        return new SliceStack(ordered, grid);
    }

    private static void requireAlike(CtSlice first, CtSlice slice) {
        int columns = slice.pixels().columns();
        int rows = slice.pixels().rows();
        String difference = "";
        if (columns != first.pixels().columns() || rows != first.pixels().rows()) {
            difference = String.format(
                    Locale.ROOT,
                    "%d x %d against %d x %d pixels",
                    columns,
                    rows,
                    first.pixels().columns(),
                    first.pixels().rows());
        } else if (Math.abs(slice.dx() / first.dx() - 1) > SAME_SPACING
                || Math.abs(slice.dy() / first.dy() - 1) > SAME_SPACING) {
            difference = String.format(
                    Locale.ROOT,
                    "pixels of %s x %s against %s x %s mm",
                    Decimals.text(slice.dx()),
                    Decimals.text(slice.dy()),
                    Decimals.text(first.dx()),
                    Decimals.text(first.dy()));
        } else if (slice.row().minus(first.row()).norm() > SAME_DIRECTION
                || slice.column().minus(first.column()).norm() > SAME_DIRECTION) {
            difference = "orientation " + slice.row() + ", " + slice.column() + " against " + first.row() + ", "
                    + first.column();
        }
        if (!difference.isEmpty()) {
            throw InputException.of(
                    "Slices of different kinds in one series: %s against %s: %s. Put the slices of each kind into a folder of"
                            + " their own.",
                    slice.file(), first.file(), difference);
        }
    }

    /** Distance between slices, mm, after making sure that none is missing or double. */
    private static double spacing(List<CtSlice> ordered, Vec3 normal) {
        int steps = ordered.size() - 1;
        double[] step = IntStream.range(0, steps)
                .mapToDouble(
                        n -> ordered.get(n + 1).along(normal) - ordered.get(n).along(normal))
                .toArray();
        for (int n = 0; n < steps; n++) {
            if (step[n] < SAME_PLACE) {
                throw InputException.of(
                        "%s and %s are slices at the same place (%.3f mm apart): two copies or two reconstructions are mixed."
                                + " Leave one of each pair in the folder.",
                        ordered.get(n).file(), ordered.get(n + 1).file(), step[n]);
            }
        }
        double[] sorted =
                IntStream.range(0, steps).mapToDouble(n -> step[n]).sorted().toArray();
        double usual = sorted[(steps - 1) / 2];
        for (int n = 0; n < steps; n++) {
            if (step[n] > GAP * usual) {
                throw InputException.of(
                        "Between %s and %s there are %.3f mm, between most slices %.3f mm: %d slice(s) are missing, or series"
                                + " of different spacing are mixed. Export the whole series again.",
                        ordered.get(n).file(),
                        ordered.get(n + 1).file(),
                        step[n],
                        usual,
                        Math.max(1, Math.round(step[n] / usual) - 1));
            }
        }
        double start = ordered.get(0).along(normal);
        double mean = (ordered.get(steps).along(normal) - start) / steps;
        double limit = Math.max(IRREGULAR * mean, Math.min(ROUNDING_MM, TOO_IRREGULAR * mean));
        for (int n = 0; n <= steps; n++) {
            double off = ordered.get(n).along(normal) - start - n * mean;
            if (Math.abs(off) > limit) {
                throw InputException.of(
                        "The distance between slices varies from %.3f to %.3f mm (%s is %.3f mm off a regular stack, limit"
                                + " %.3f): use a reconstruction of even spacing, or resample the series to one.",
                        sorted[0], sorted[steps - 1], ordered.get(n).file(), Math.abs(off), limit);
            }
        }
        return mean;
    }

    private static void requireStraight(List<CtSlice> ordered, Vec3 normal, double spacing) {
        CtSlice first = ordered.get(0);
        double limit = SHIFTED * Math.min(first.dx(), first.dy());
        CtSlice last = ordered.get(ordered.size() - 1);
        Vec3 drift = sideways(first, last, normal);
        if (drift.norm() > limit) {
            double length = last.along(normal) - first.along(normal);
            throw InputException.of(
                    "The slices are tilted by %.2f degrees against the direction in which they are stacked (gantry tilt): each"
                            + " is shifted by %.3f mm against the one before, in all %.1f mm (limit %.2f). Resample to a"
                            + " straight grid first: dcm2niix does it (take its file with _Tilt in the name), or reconstruct without"
                            + " tilt.",
                    Math.toDegrees(Math.atan2(drift.norm(), length)),
                    drift.norm() / length * spacing,
                    drift.norm(),
                    limit);
        }
        for (CtSlice slice : ordered) {
            double off = sideways(first, slice, normal).norm();
            if (off > limit) {
                throw InputException.of(
                        "%s is shifted sideways by %.2f mm against %s (limit %.2f): the centre of reconstruction was moved"
                                + " within the series. Use a reconstruction with one centre.",
                        slice.file(), off, first.file(), limit);
            }
        }
    }

    private static Vec3 sideways(CtSlice from, CtSlice to, Vec3 normal) {
        Vec3 way = to.position().minus(from.position());
        return way.minus(normal.times(way.dot(normal)));
    }
}
