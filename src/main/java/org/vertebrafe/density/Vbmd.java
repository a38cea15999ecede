package org.vertebrafe.density;

import java.util.BitSet;
import org.vertebrafe.image.Volume;

/**
 * Volumetric bone mineral density of a region.
 *
 * @param mean g/cm3
 * @param sd standard deviation between voxels, g/cm3; 0 for a single voxel
 * @param volume of the region, mm3
 * @param voxels of the region
 * @param region what was measured, in words
 */
public record Vbmd(double mean, double sd, double volume, int voxels, String region) {

    /**
     * Measures a region.
     *
     * @param density g/cm3
     * @param region voxels on the same grid
     */
    public static Vbmd measure(Volume density, TrabecularRegion region) {
        BitSet voxels = region.voxels();
        int n = voxels.cardinality();
        double sum = 0;
        for (int at = voxels.nextSetBit(0); at >= 0; at = voxels.nextSetBit(at + 1)) {
            sum += density.values()[at];
        }
        double mean = sum / n;
        double squares = 0;
        for (int at = voxels.nextSetBit(0); at >= 0; at = voxels.nextSetBit(at + 1)) {
            double difference = density.values()[at] - mean;
            squares += difference * difference;
        }
        double sd = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
        return new Vbmd(mean, sd, n * density.grid().voxelVolume(), n, region.description());
    }
}
