package org.vertebrafe.analysis;

import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;

/**
 * Mean density of the vertebral body as labelled, at the image's own voxels.
 *
 * @param body mean over all of the body, g/cm3
 * @param trabecular mean over its trabecular label, g/cm3; NaN where trabecular bone is not told apart
 * @param volume of the body, mm3
 */
record BodyDensity(double body, double trabecular, double volume) {

    static BodyDensity of(VoxelSolid solid) {
        double sum = 0;
        double trabecularSum = 0;
        long n = 0;
        long trabecular = 0;
        float[] density = solid.density().values();
        for (int at = 0; at < density.length; at++) {
            if (solid.isBody(at)) {
                sum += density[at];
                n++;
                if (solid.tissues().get(at) == Tissue.TRABECULAR_BODY) {
                    trabecularSum += density[at];
                    trabecular++;
                }
            }
        }
        return new BodyDensity(
                sum / n,
                trabecular == 0 ? Double.NaN : trabecularSum / trabecular,
                n * solid.grid().voxelVolume());
    }
}
