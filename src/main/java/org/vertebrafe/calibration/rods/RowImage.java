package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * The CT averaged along the rods of a row: what is parallel to them stays sharp, anatomy blurs, noise averages out.
 * Coordinates, mm: s across the row towards the patient's left, v across the slab towards posterior, from the middle of
 * the row; both in the plane of a slice.
 */
final class RowImage {

    /** Stretches of the rods that are averaged on their own, to tell what is chance. */
    static final int GROUPS = 6;

    private static final int MOST_SLICES = 120;
    private static final double HALF_HEIGHT = 40;
    private static final double SMALLEST_PIXEL = 0.75;

    /** Below air there is only padding, HU. */
    private static final double PADDING = -1100;

    /** Standard deviation of the blur against noise, mm. */
    private static final double SMOOTH = 0.8;

    private static final double DISC_CLEARANCE = 2;

    private final WorkingStack stack;
    private final RodRow row;
    private final double middleX;
    private final double middleY;
    private final SliceImage[] groups;
    private final double[] heights;

    final SliceImage image;
    final double firstS;
    final double lastS;

    RowImage(WorkingStack stack, RodRow row, TaskExecutor threads) {
        this.stack = stack;
        this.row = row;
        double z = row.middle();
        RodLine first = row.rods().get(0);
        RodLine last = row.rods().get(row.rods().size() - 1);
        middleX = (first.xAt(z) + last.xAt(z)) / 2;
        middleY = (first.yAt(z) + last.yAt(z)) / 2;
        // Far enough to reach every corner of the image; what lies outside is not a number.
        double reach = Math.hypot(stack.width(), stack.height());
        double pixel = Math.max(SMALLEST_PIXEL, stack.pixel() / 2);
        double[] span = span(reach);
        firstS = span[0];
        lastS = span[1];
        int nx = (int) Math.ceil((lastS - firstS) / pixel) + 1;
        int ny = (int) Math.ceil(2 * HALF_HEIGHT / pixel) + 1;
        int[] slices = slices();
        int count = Math.min(GROUPS, slices.length);
        groups = new SliceImage[count];
        heights = new double[count];
        Chunks.forEach(threads, count, 1, (from, to) -> {
            for (int g = from; g < to; g++) {
                int[] own = Arrays.copyOfRange(slices, g * slices.length / count, (g + 1) * slices.length / count);
                heights[g] = Arrays.stream(own)
                        .mapToDouble(k -> k * stack.sliceSpacing())
                        .average()
                        .orElseThrow();
                groups[g] = average(own, nx, ny, pixel);
            }
        });
        image = mean(slices.length);
    }

    /** Stretch of s that is in the image at the middle of the row and 10 degrees of tilt beside it. */
    private double[] span(double reach) {
        double low = 0;
        double high = 0;
        double margin = 20;
        for (double s = 0; s < reach && inImage(s, margin); s += 1) {
            high = s;
        }
        for (double s = 0; s > -reach && inImage(s, margin); s -= 1) {
            low = s;
        }
        return new double[] {low, high};
    }

    private boolean inImage(double s, double margin) {
        double x = middleX + s * row.ux();
        double y = middleY + s * row.uy();
        return x >= -margin && y >= -margin && x <= stack.width() + margin && y <= stack.height() + margin;
    }

    private int[] slices() {
        int first = Math.max(0, (int) Math.ceil(row.from() / stack.sliceSpacing() - 1e-9));
        int last = Math.min(stack.slices() - 1, (int) Math.floor(row.to() / stack.sliceSpacing() + 1e-9));
        last = Math.max(first, last);
        int step = (last - first) / MOST_SLICES + 1;
        int[] slices = new int[(last - first) / step + 1];
        Arrays.setAll(slices, n -> first + n * step);
        return slices;
    }

    private SliceImage average(int[] slices, int nx, int ny, double pixel) {
        float[] sums = new float[nx * ny];
        int[] seen = new int[nx * ny];
        for (int slice : slices) {
            double dz = slice * stack.sliceSpacing() - row.middle();
            double cx = middleX + row.tx() * dz;
            double cy = middleY + row.ty() * dz;
            for (int j = 0; j < ny; j++) {
                double v = j * pixel - HALF_HEIGHT;
                for (int i = 0; i < nx; i++) {
                    double s = firstS + i * pixel;
                    double value = stack.at(cx + s * row.ux() - v * row.uy(), cy + s * row.uy() + v * row.ux(), slice);
                    if (value > PADDING) {
                        sums[i + nx * j] += (float) value;
                        seen[i + nx * j]++;
                    }
                }
            }
        }
        for (int at = 0; at < sums.length; at++) {
            sums[at] = seen[at] > 0.8 * slices.length ? sums[at] / seen[at] : Float.NaN;
        }
        return new SliceImage(nx, ny, pixel, pixel, firstS, -HALF_HEIGHT, sums).smoothed(stack.blur() * SMOOTH);
    }

    private SliceImage mean(int slices) {
        SliceImage one = groups[0];
        float[] sums = new float[one.values().length];
        for (SliceImage group : groups) {
            for (int at = 0; at < sums.length; at++) {
                sums[at] += group.values()[at] / groups.length;
            }
        }
        return new SliceImage(one.nx(), one.ny(), one.px(), one.py(), one.x0(), one.y0(), sums);
    }

    RodRow row() {
        return row;
    }

    /** Place of a rod of the row in this image. */
    double[] placeOf(RodLine rod) {
        double dx = rod.xAt(row.middle()) - middleX;
        double dy = rod.yAt(row.middle()) - middleY;
        return new double[] {dx * row.ux() + dy * row.uy(), dy * row.ux() - dx * row.uy()};
    }

    /** Coordinates in the working stack of a place in this image, at a height. */
    double[] toStack(double s, double v, double z) {
        double dz = z - row.middle();
        return new double[] {
            middleX + row.tx() * dz + s * row.ux() - v * row.uy(), middleY + row.ty() * dz + s * row.uy() + v * row.ux()
        };
    }

    /** The border of a rod that stands out from the slab, fitted. */
    Optional<Disc> refine(RodLine rod) {
        double[] place = placeOf(rod);
        return new CircleFit(image, DiscFinder.LEAST_CONTRAST / 2).refine(place[0], place[1], rod.radius());
    }

    /** The row with slopes corrected by how its rods move from stretch to stretch; the row itself if too few are seen. */
    RodRow corrected(List<Disc> discs) {
        List<Double> slopesS = new ArrayList<>();
        List<Double> slopesV = new ArrayList<>();
        for (Disc disc : discs) {
            List<double[]> track = new ArrayList<>();
            for (int g = 0; g < groups.length; g++) {
                double z = heights[g];
                new CircleFit(groups[g], DiscFinder.LEAST_CONTRAST / 2)
                        .refine(disc.x(), disc.y(), disc.radius())
                        .ifPresent(d -> track.add(new double[] {z, d.x(), d.y()}));
            }
            if (track.size() >= 3) {
                double[] z = track.stream().mapToDouble(t -> t[0]).toArray();
                slopesS.add(
                        SliceSeries.line(
                                z, track.stream().mapToDouble(t -> t[1]).toArray())[0]);
                slopesV.add(
                        SliceSeries.line(
                                z, track.stream().mapToDouble(t -> t[2]).toArray())[0]);
            }
        }
        if (slopesS.isEmpty()) {
            return row;
        }
        double ds = SliceSeries.median(slopesS.stream().mapToDouble(d -> d).toArray());
        double dv = SliceSeries.median(slopesV.stream().mapToDouble(d -> d).toArray());
        return row.withDirection(
                row.tx() + ds * row.ux() - dv * row.uy(), row.ty() + ds * row.uy() + dv * row.ux(), row.ux(), row.uy());
    }

    /** Part of a disc that is seen. */
    double visible(double s, double v, double radius) {
        double[] counts = new double[2];
        scan(image, s, v, radius, value -> {
            counts[0]++;
            counts[1] += Double.isNaN(value) ? 0 : 1;
        });
        return counts[0] == 0 ? 0 : counts[1] / counts[0];
    }

    /**
     * Mean of a disc, what it exceeds the slab to its left and right by, and the standard error of that.
     *
     * @return mean HU, contrast HU, standard error HU; NaN where too little is seen
     */
    double[] spot(double s, double v, double radius) {
        double[] means = new double[groups.length];
        double[] contrasts = new double[groups.length];
        for (int g = 0; g < groups.length; g++) {
            means[g] = mean(groups[g], s, v, Math.max(2, radius - DISC_CLEARANCE));
            contrasts[g] = means[g] - beside(groups[g], s, v, radius);
        }
        double error = groups.length < 3 ? Double.NaN : SliceSeries.sd(contrasts) / Math.sqrt(groups.length);
        return new double[] {SliceSeries.mean(means), SliceSeries.mean(contrasts), error};
    }

    private double mean(SliceImage of, double s, double v, double radius) {
        double[] sums = new double[2];
        scan(of, s, v, radius, value -> {
            sums[0] += Double.isNaN(value) ? 0 : value;
            sums[1] += Double.isNaN(value) ? 0 : 1;
        });
        return sums[1] < 5 ? Double.NaN : sums[0] / sums[1];
    }

    private interface Visitor {
        void see(double value);
    }

    private static void scan(SliceImage of, double s, double v, double radius, Visitor visitor) {
        for (double b = -radius; b <= radius; b += 1) {
            for (double a = -radius; a <= radius; a += 1) {
                if (a * a + b * b <= radius * radius) {
                    visitor.see(of.at(s + a, v + b));
                }
            }
        }
    }

    /** Mean of the slab to the left and right of a disc; above and below it the slab may end. */
    private double beside(SliceImage of, double s, double v, double radius) {
        double[] sides = new double[2];
        for (int side = 0; side < 2; side++) {
            double sum = 0;
            int count = 0;
            for (double r = radius + 1.5; r <= radius + 4; r += 0.5) {
                for (int degrees = -45; degrees <= 45; degrees += 5) {
                    double angle = Math.toRadians(degrees + 180 * side);
                    double value = of.at(s + r * Math.cos(angle), v + r * Math.sin(angle));
                    if (!Double.isNaN(value)) {
                        sum += value;
                        count++;
                    }
                }
            }
            sides[side] = count < 30 ? Double.NaN : sum / count;
        }
        if (Double.isNaN(sides[0])) {
            return sides[1];
        }
        return Double.isNaN(sides[1]) ? sides[0] : (sides[0] + sides[1]) / 2;
    }
}
