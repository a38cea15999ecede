package org.vertebrafe.study.kernels;

import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The noise that a reconstruction has beyond another of the same raw data, seen where nothing but noise can differ: in an
 * even patch of soft tissue near the vertebra. Mirrored over the whole image it keeps its strength and texture.
 *
 * @param added the other's additional noise on the reference, HU
 * @param subtracted the same with its sign turned: the mean of what both do is what noise does whatever its sign
 */
record NoiseDifference(Volume added, Volume subtracted) {

    /**
     * Estimates.
     *
     * @param reference HU
     * @param other HU, on the same grid
     * @param patch where
     */
    static NoiseDifference of(Volume reference, Volume other, EvenPatch patch) {
        VoxelGrid grid = reference.grid();
        double shift = patch.moments(other)[0] - patch.moments(reference)[0];
        float[] added = reference.values().clone();
        float[] subtracted = reference.values().clone();
        int[] corner = patch.corner();
        int[] size = patch.size();
        for (int at = 0; at < added.length; at++) {
            int i = corner[0] + mirrored(at % grid.nx() - corner[0], size[0]);
            int j = corner[1] + mirrored(at / grid.nx() % grid.ny() - corner[1], size[1]);
            int k = corner[2] + mirrored(at / grid.nx() / grid.ny() - corner[2], size[2]);
            float noise = (float) (other.get(i, j, k) - reference.get(i, j, k) - shift);
            added[at] += noise;
            subtracted[at] -= noise;
        }
        return new NoiseDifference(new Volume(grid, added), new Volume(grid, subtracted));
    }

    /** The place in 0..n-1 that an offset is mirrored to, again and again. */
    private static int mirrored(int offset, int n) {
        int within = Math.floorMod(offset, 2 * n);
        return within < n ? within : 2 * n - 1 - within;
    }
}
