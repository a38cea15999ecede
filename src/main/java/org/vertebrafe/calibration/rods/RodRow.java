package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parallel rods of one size side by side.
 *
 * @param rods from the patient's right to the left
 * @param tx common slope of the axes
 * @param ty common slope of the axes
 * @param from height at which the row begins to be seen, mm
 * @param to height at which the row ends to be seen, mm
 * @param ux direction across the row
 * @param uy direction across the row
 */
record RodRow(List<RodLine> rods, double tx, double ty, double from, double to, double ux, double uy) {

    /** Difference in slope of parallel rods, besides what a mm at either end gives. */
    private static final double PARALLEL = 0.03;

    private static final double RADIUS_RATIO = 1.3;

    /** The slab around the rods differs by less from rod to rod, HU. */
    private static final double SLAB = 40;

    /** Part of its contrast that a rod sheds on its surroundings. */
    private static final double GLOW = 0.05;

    /** Distance of a rod from the straight row, mm. */
    private static final double STRAIGHT = 4;

    private static final double WIDEST = 400;
    private static final int MOST_ROWS = 30;

    static RodRow of(List<RodLine> lines) {
        List<RodLine> rods = new ArrayList<>(lines);
        double weight = rods.stream().mapToDouble(RodLine::length).sum();
        double tx = rods.stream().mapToDouble(r -> r.tx() * r.length()).sum() / weight;
        double ty = rods.stream().mapToDouble(r -> r.ty() * r.length()).sum() / weight;
        double from = rods.stream().mapToDouble(RodLine::from).max().orElseThrow();
        double to = rods.stream().mapToDouble(RodLine::to).min().orElseThrow();
        double z = (from + to) / 2;
        rods.sort(Comparator.comparingDouble(rod -> rod.xAt(z)));
        double dx = rods.get(rods.size() - 1).xAt(z) - rods.get(0).xAt(z);
        double dy = rods.get(rods.size() - 1).yAt(z) - rods.get(0).yAt(z);
        double length = Math.hypot(dx, dy);
        return length > 0
                ? new RodRow(rods, tx, ty, from, to, dx / length, dy / length)
                : new RodRow(rods, tx, ty, from, to, 1, 0);
    }

    double middle() {
        return (from + to) / 2;
    }

    RodRow withDirection(double slopeX, double slopeY, double acrossX, double acrossY) {
        return new RodRow(rods, slopeX, slopeY, from, to, acrossX, acrossY);
    }

    /** Every row there may be, those of most rods first; single rods last. */
    static List<RodRow> of(List<RodLine> lines, double shortest) {
        List<RodRow> rows = new ArrayList<>();
        Set<Set<RodLine>> known = new HashSet<>();
        for (RodLine one : lines) {
            for (RodLine two : lines) {
                if (one == two || !neighbours(one, two, shortest)) {
                    continue;
                }
                List<RodLine> members = members(one, two, lines, shortest);
                if (known.add(new HashSet<>(members))) {
                    rows.add(of(members));
                }
            }
        }
        rows.sort(Comparator.comparingInt((RodRow row) -> row.rods().size()).reversed());
        List<RodRow> all = new ArrayList<>(rows.subList(0, Math.min(MOST_ROWS, rows.size())));
        lines.stream().map(line -> of(List.of(line))).forEach(all::add);
        return all;
    }

    private static List<RodLine> members(RodLine one, RodLine two, List<RodLine> lines, double shortest) {
        double z = (Math.max(one.from(), two.from()) + Math.min(one.to(), two.to())) / 2;
        double dx = two.xAt(z) - one.xAt(z);
        double dy = two.yAt(z) - one.yAt(z);
        double length = Math.hypot(dx, dy);
        List<RodLine> members = new ArrayList<>(List.of(one, two));
        for (RodLine other : lines) {
            double off = Math.abs(dx * (other.yAt(z) - one.yAt(z)) - dy * (other.xAt(z) - one.xAt(z))) / length;
            if (off < STRAIGHT && members.stream().allMatch(m -> m != other && neighbours(m, other, shortest))) {
                members.add(other);
            }
        }
        return members;
    }

    private static boolean neighbours(RodLine one, RodLine two, double shortest) {
        double from = Math.max(one.from(), two.from());
        double to = Math.min(one.to(), two.to());
        if (to - from < shortest) {
            return false;
        }
        double z = (from + to) / 2;
        double away = Math.hypot(one.xAt(z) - two.xAt(z), one.yAt(z) - two.yAt(z));
        double slope = Math.hypot(one.tx() - two.tx(), one.ty() - two.ty());
        double ratio = one.radius() / two.radius();
        return away > one.radius() + two.radius() + 2
                && away < WIDEST
                && slope < PARALLEL + 2 / Math.min(one.length(), two.length())
                && ratio < RADIUS_RATIO
                && ratio > 1 / RADIUS_RATIO
                && Math.abs(one.outside() - two.outside()) < SLAB + GLOW * (contrast(one) + contrast(two));
    }

    private static double contrast(RodLine rod) {
        return Math.abs(rod.inside() - rod.outside());
    }
}
