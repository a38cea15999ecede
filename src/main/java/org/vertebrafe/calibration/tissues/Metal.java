package org.vertebrafe.calibration.tissues;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Slices of a {@link WorkImage} that metal disturbs: its streaks run through the whole slice.
 *
 * @param far the cells of the other slices
 * @param warning what to say about it; empty without metal
 */
record Metal(BitSet far, Optional<String> warning) {

    /** Denser than bone and contrast agent, HU. */
    private static final double METAL = 2500;

    /** Less metal in a slice makes no streaks, mm3: a clip. */
    private static final double LITTLE = 40;

    /** Slices within this distance of metal are left alone, mm. */
    private static final double MARGIN = 6;

    static Metal of(Volume ct, WorkImage image) {
        VoxelGrid grid = image.grid();
        int n = grid.nx() * grid.ny();
        double[] volume = new double[grid.nz()];
        double voxel = ct.grid().voxelVolume();
        for (int cell = 0; cell < grid.voxels(); cell++) {
            volume[cell / n] += image.dense(cell, METAL) * voxel;
        }
        int reach = (int) Math.ceil(MARGIN / grid.spacing().z());
        BitSet slices = new BitSet();
        for (int k = 0; k < grid.nz(); k++) {
            if (volume[k] > LITTLE) {
                slices.set(Math.max(0, k - reach), Math.min(grid.nz(), k + reach + 1));
            }
        }
        if (slices.isEmpty()) {
            return new Metal(Cells.where(grid, cell -> true), Optional.empty());
        }
        if (slices.cardinality() == grid.nz()) {
            return new Metal(
                    Cells.where(grid, cell -> true),
                    Optional.of(
                            "Metal in all slices: its streaks are in every sample. Prefer a calibration by phantom."));
        }
        return new Metal(
                Cells.where(grid, cell -> !slices.get(cell / n)),
                Optional.of(String.format(
                        Locale.ROOT,
                        "Metal: nothing was sampled over %.0f mm along the patient, where its streaks are.",
                        slices.cardinality() * grid.spacing().z())));
    }

    /** Whether a slice is left alone. */
    boolean disturbs(VoxelGrid grid, int k) {
        return !far.get(grid.index(0, 0, k));
    }
}
