package org.vertebrafe.analysis;

import java.util.Arrays;
import java.util.List;
import org.vertebrafe.mesh.VoxelMesher.Loading;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * A vertebra as it goes into the testing machine, still as voxels of the image: what belongs to it, with its caps, and
 * how it is placed.
 *
 * @param solid the voxels of the model, with the label map's caps if the load goes through those
 * @param frame the vertebra's frame; its superior axis is the loading axis
 * @param own the vertebra's own frame, axis from its endplates
 * @param density how the image became density
 * @param bodyDensity mean density of the body
 * @param labelledCaps whether the load goes through caps of the label map
 * @param addedCaps whether it goes through caps that are still to be added
 * @param warnings what the user should know
 */
record Specimen(
        VoxelSolid solid,
        VertebralFrame frame,
        VertebralFrame own,
        ImageDensity density,
        BodyDensity bodyDensity,
        boolean labelledCaps,
        boolean addedCaps,
        List<String> warnings) {

    /** Whether the load goes through end caps. */
    boolean caps() {
        return labelledCaps || addedCaps;
    }

    /** Whether another has the same voxels in the same frame, without caps. */
    boolean hasShapeOf(Specimen other) {
        return !caps()
                && !other.caps()
                && frame.equals(other.frame)
                && solid.grid().equals(other.solid.grid())
                && Arrays.equals(solid.tissues().codes(), other.solid.tissues().codes());
    }

    /** Which surfaces are loaded. */
    Loading loading() {
        return caps() ? Loading.CAPS : Loading.ENDPLATES;
    }
}
