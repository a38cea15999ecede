package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;

/**
 * A row of rods as the image averaged along it shows it.
 *
 * @param image averaged along the rods
 * @param discs rods that stand out from the slab, from the patient's right to the left
 * @param slab around them
 */
record RowView(RowImage image, List<Disc> discs, Slab slab) {

    private static final int ROUNDS = 2;

    /** Part of its border that must lie on a circle. */
    private static final double SUPPORT = 0.7;

    /** Rods differ in radius by less than this part. */
    private static final double SAME_SIZE = 0.25;

    /** The row seen along its own direction, or empty if it is not one of rods in a slab. */
    static Optional<RowView> of(WorkingStack stack, RodRow row, TaskExecutor threads) {
        RodRow better = row;
        for (int round = 0; round < ROUNDS; round++) {
            RowImage image = new RowImage(stack, better, threads);
            List<Disc> seen = discs(image);
            better = image.corrected(seen);
            if (seen.size() == 1) {
                better = Slab.of(image, seen).aligned(better, seen.get(0));
            }
        }
        RowImage image = new RowImage(stack, better, threads);
        List<Disc> discs = discs(image);
        if (discs.isEmpty() || discs.size() < Math.min(2, row.rods().size())) {
            return Optional.empty();
        }
        discs = completed(image, Slab.of(image, discs), discs);
        Slab slab = Slab.of(image, discs);
        for (int n = 0; n + 1 < discs.size(); n++) {
            if (!slab.joins(discs.get(n).x(), discs.get(n + 1).x())) {
                return Optional.empty();
            }
        }
        if (discs.size() < 3 && !slab.isPlate(discs)) {
            return Optional.empty();
        }
        return Optional.of(new RowView(image, discs, slab));
    }

    private static List<Disc> discs(RowImage image) {
        return image.row().rods().stream()
                .map(image::refine)
                .flatMap(Optional::stream)
                .filter(disc -> disc.support() >= SUPPORT)
                .sorted(Comparator.comparingDouble(Disc::x))
                .toList();
    }

    /** The rods with those that only stand out once the image is averaged along the others. */
    private static List<Disc> completed(RowImage image, Slab slab, List<Disc> known) {
        List<Disc> discs = new ArrayList<>(known);
        CircleFit fit = new CircleFit(image.image, DiscFinder.LEAST_CONTRAST);
        for (double s = slab.low() + slab.radius() / 2; s <= slab.high() - slab.radius() / 2; s += 1) {
            double at = s;
            double[] spot = image.spot(s, slab.v(s), slab.radius());
            if (Math.abs(spot[1]) < DiscFinder.LEAST_CONTRAST || isNear(discs, at, slab.radius())) {
                continue;
            }
            fit.refine(s, slab.v(s), slab.radius())
                    .filter(d -> d.support() >= SUPPORT
                            && Math.abs(d.radius() / slab.radius() - 1) < SAME_SIZE
                            && Math.abs(d.y() - slab.v(d.x())) < slab.radius() / 2
                            && !isNear(discs, d.x(), slab.radius()))
                    .ifPresent(discs::add);
        }
        discs.sort(Comparator.comparingDouble(Disc::x));
        return discs;
    }

    private static boolean isNear(List<Disc> discs, double s, double radius) {
        return discs.stream().anyMatch(d -> Math.abs(d.x() - s) < 2 * radius + 2);
    }
}
