package org.vertebrafe.calibration.tissues;

import org.vertebrafe.image.VoxelGrid;

/** A {@link WorkImage} averaged over neighbouring slices: long structures stay, noise goes. */
final class SmoothSlices {

    private SmoothSlices() {}

    /** Means over all slices within a distance, mm, on both sides. */
    static float[] of(WorkImage image, double mm) {
        VoxelGrid grid = image.grid();
        int reach = (int) (mm / grid.spacing().z());
        int n = grid.nx() * grid.ny();
        float[] smooth = new float[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            int from = Math.max(0, k - reach);
            int to = Math.min(grid.nz() - 1, k + reach);
            for (int p = 0; p < n; p++) {
                double sum = 0;
                for (int c = from; c <= to; c++) {
                    sum += image.values()[c * n + p];
                }
                smooth[k * n + p] = (float) (sum / (to - from + 1));
            }
        }
        return smooth;
    }
}
