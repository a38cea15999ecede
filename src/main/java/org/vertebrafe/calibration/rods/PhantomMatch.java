package org.vertebrafe.calibration.rods;

import java.util.List;
import org.vertebrafe.calibration.Phantom;

/**
 * A phantom laid over the rods of a row.
 *
 * @param phantom the phantom
 * @param slab the row
 * @param rods indices of its rods that are in view, in its order
 * @param places where they lie: s, v, mm
 * @param hu their CT numbers, HU
 * @param line through them
 * @param reversed whether they lie from the patient's left to the right
 * @param missing indices of its rods out of view
 * @param guessed indices of its rods that do not stand out from the slab, placed by the distance of the others
 * @param score logarithm of how well it fits, up to a constant
 */
record PhantomMatch(
        Phantom phantom,
        Slab slab,
        List<Integer> rods,
        List<double[]> places,
        List<Double> hu,
        DensityLine line,
        boolean reversed,
        List<Integer> missing,
        List<Integer> guessed,
        double score) {}
