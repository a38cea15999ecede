package org.vertebrafe.calibration.rods;

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
                .filter(disc -> disc.support() >= 0.7)
                .sorted(Comparator.comparingDouble(Disc::x))
                .toList();
    }
}
