package org.vertebrafe.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vertebrafe.base.InputException;
import org.vertebrafe.density.TrabecularRegion;
import org.vertebrafe.density.Vbmd;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Mean density of the vertebral body as labelled, at the image's own voxels.
 *
 * @param body mean over all of the body, g/cm3
 * @param trabecular mean over its trabecular label, g/cm3; NaN where trabecular bone is not told apart
 * @param volume of the body, mm3
 * @param regions trabecular vBMD by the name of its region; without those the body has no room for
 */
record BodyDensity(double body, double trabecular, double volume, Map<String, Vbmd> regions) {

    /** Name of the region whose vBMD is judged: that of clinical QCT. */
    static final String ELLIPTIC_CYLINDER = "ellipticCylinder";

    /**
     * Measures a vertebra.
     *
     * @param solid the vertebra as imaged
     * @param frame its own frame
     * @param warnings told of regions without room
     */
    static BodyDensity of(VoxelSolid solid, VertebralFrame frame, Consumer<String> warnings) {
        Map<String, Vbmd> regions = new LinkedHashMap<>();
        measure(
                solid,
                ELLIPTIC_CYLINDER,
                () -> TrabecularRegion.ellipticCylinder(solid.tissues(), frame),
                regions,
                warnings);
        measure(
                solid,
                "peeledBody",
                () -> TrabecularRegion.peeled(solid.tissues(), TrabecularRegion.CORTICAL_MARGIN),
                regions,
                warnings);
        return whole(solid, Collections.unmodifiableMap(regions));
    }

    private static void measure(
            VoxelSolid solid,
            String name,
            Supplier<TrabecularRegion> region,
            Map<String, Vbmd> regions,
            Consumer<String> warnings) {
        try {
            regions.put(name, Vbmd.measure(solid.density(), region.get()));
        } catch (InputException noRoom) {
            // Stiffness and strength can be had without: told, not refused.
            warnings.accept(noRoom.getMessage());
        }
    }

    private static BodyDensity whole(VoxelSolid solid, Map<String, Vbmd> regions) {
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
                n * solid.grid().voxelVolume(),
                regions);
    }
}
