package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the rods of a row lie in, as far as the averaged image shows it.
 *
 * @param image the row
 * @param level CT number, HU
 * @param v0 depth of the row's middle line at s = 0, mm
 * @param slope of the middle line
 * @param radius of the rods, mm
 * @param low where it ends towards the patient's right, mm
 * @param high where it ends towards the patient's left, mm
 * @param lowCut whether it is the image that ends there
 * @param highCut whether it is the image that ends there
 */
record Slab(
        RowImage image,
        double level,
        double v0,
        double slope,
        double radius,
        double low,
        double high,
        boolean lowCut,
        boolean highCut) {

    /** The slab is uniform to this, HU. */
    private static final double UNIFORM = 40;

    /** No rod reads so much less than the slab, HU. */
    private static final double OTHER = 250;

    private static final double CLEARANCE = 2.5;

    /** Part of the way between two rods that must be slab. */
    private static final double MOSTLY = 0.8;

    private static final double THICKEST = 70;

    static Slab of(RowImage image, List<Disc> discs) {
        double level =
                SliceSeries.median(discs.stream().mapToDouble(Disc::outside).toArray());
        double radius =
                SliceSeries.median(discs.stream().mapToDouble(Disc::radius).toArray());
        double[] s = discs.stream().mapToDouble(Disc::x).toArray();
        double[] v = discs.stream().mapToDouble(Disc::y).toArray();
        double slope = discs.size() < 2 ? 0 : SliceSeries.line(s, v)[0];
        double v0 = SliceSeries.mean(v) - slope * SliceSeries.mean(s);
        Slab slab = new Slab(image, level, v0, slope, radius, 0, 0, false, false);
        double[] down = slab.end(Arrays.stream(s).min().orElseThrow(), -1);
        double[] up = slab.end(Arrays.stream(s).max().orElseThrow(), 1);
        return new Slab(image, level, v0, slope, radius, down[0], up[0], down[1] > 0, up[1] > 0);
    }

    double v(double s) {
        return v0 + slope * s;
    }

    /** Where it ends on the far side of an outermost rod, and 1 if it is the image that ends. */
    private double[] end(double rod, int side) {
        double at = rod + side * (radius + CLEARANCE);
        double last = at;
        double strange = 0;
        // A rod that was not recognized interrupts the slab; air and what lies beyond end it.
        while (strange <= 2 * radius + 2 * CLEARANCE) {
            double value = value(at);
            if (Double.isNaN(value)) {
                return new double[] {last, 1};
            }
            if (Math.abs(value - level) < UNIFORM) {
                strange = 0;
                last = at;
            } else if (value < level - OTHER) {
                return new double[] {last, 0};
            } else {
                strange++;
            }
            at += side;
        }
        return new double[] {last, 0};
    }

    private double value(double s) {
        double[] values = new double[5];
        for (int n = 0; n < 5; n++) {
            values[n] = image.image.at(s, v(s) + 1.5 * (n - 2));
        }
        return Arrays.stream(values).anyMatch(Double::isNaN) ? Double.NaN : SliceSeries.median(values);
    }

    /** Whether what lies between two neighbouring rods is slab. */
    boolean joins(double from, double to) {
        int count = 0;
        int good = 0;
        for (double s = from + radius + CLEARANCE; s <= to - radius - CLEARANCE; s += 1) {
            double value = value(s);
            count++;
            good += Math.abs(value - level) < UNIFORM ? 1 : 0;
        }
        return count == 0 || good >= MOSTLY * count;
    }

    /** Whether something else than these rods lies in the slab. */
    boolean holdsMoreThan(List<double[]> places) {
        int strange = 0;
        for (double s = low; s <= high; s += 1) {
            double at = s;
            boolean explained = places.stream().anyMatch(p -> Math.abs(p[0] - at) < radius + 2 * CLEARANCE);
            double value = value(s);
            strange = explained || Double.isNaN(value) || Math.abs(value - level) < UNIFORM ? 0 : strange + 1;
            if (strange > radius / 2) {
                return true;
            }
        }
        return false;
    }

    /**
     * Thickness at a place, mm, and how far its middle lies from the row's; NaN where a face is not seen within the image.
     */
    double[] faces(double s) {
        double[] face = new double[2];
        for (int side = 0; side < 2; side++) {
            int sign = 2 * side - 1;
            double t = 0;
            double value = level;
            while (t < THICKEST && Math.abs(value - level) < UNIFORM) {
                t += 0.5;
                value = image.image.at(s, v(s) + sign * t);
            }
            face[side] = Double.isNaN(value) || t >= THICKEST ? Double.NaN : sign * t;
        }
        return new double[] {face[1] - face[0], (face[0] + face[1]) / 2};
    }

    /** Whether it is a plate that holds the rods: two faces, at a steady distance, beside each of these rods. */
    boolean isPlate(List<Disc> discs) {
        List<Double> thickness = new ArrayList<>();
        int probes = 0;
        for (Disc disc : discs) {
            for (int side : new int[] {-1, 1}) {
                for (double away : new double[] {radius + 4, radius + 9}) {
                    double s = disc.x() + side * away;
                    if (s < low || s > high) {
                        continue;
                    }
                    probes++;
                    double t = faces(s)[0];
                    if (t > 1.6 * radius && t < THICKEST) {
                        thickness.add(t);
                    }
                }
            }
        }
        if (probes < 3 || thickness.size() < 0.75 * probes) {
            return false;
        }
        double[] all = thickness.stream().mapToDouble(t -> t).toArray();
        double median = SliceSeries.median(all);
        return Arrays.stream(all).filter(t -> Math.abs(t - median) < 3).count() >= 0.75 * all.length;
    }

    /** A row of a single rod, turned to run along the middle between the faces of the slab. */
    RodRow aligned(RodRow row, Disc disc) {
        List<double[]> middles = new ArrayList<>();
        for (double away = radius + 4; away < radius + 25; away += 3) {
            for (int side : new int[] {-1, 1}) {
                double s = disc.x() + side * away;
                double[] faces = s < low || s > high ? new double[] {Double.NaN} : faces(s);
                if (faces[0] > 1.6 * radius) {
                    middles.add(new double[] {s, v(s) + faces[1]});
                }
            }
        }
        if (middles.size() < 4) {
            return row;
        }
        double turn = Math.atan(
                SliceSeries.line(
                        middles.stream().mapToDouble(m -> m[0]).toArray(),
                        middles.stream().mapToDouble(m -> m[1]).toArray())[0]);
        double cosine = Math.cos(turn);
        double sine = Math.sin(turn);
        return row.withDirection(
                row.tx(), row.ty(), row.ux() * cosine - row.uy() * sine, row.uy() * cosine + row.ux() * sine);
    }
}
