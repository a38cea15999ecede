package org.vertebrafe.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.VoxelModuli;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * A vertebra ready to be loaded, with all that its making decided.
 *
 * @param solid the voxels at element size
 * @param mesh the elements
 * @param elastic the elements with their stiffness, in the loading frame
 * @param frame the vertebra's frame; its superior axis is the loading axis
 * @param own the vertebra's own frame, axis from its endplates
 * @param material how density became stiffness
 * @param moduli the result of it
 * @param density how the image became density
 * @param bodyDensity mean density of the body
 * @param caps whether the load goes through end caps
 * @param warnings what the user should know
 */
record VertebraModel(
        VoxelSolid solid,
        VoxelMesh mesh,
        ElasticModel elastic,
        VertebralFrame frame,
        VertebralFrame own,
        MaterialSettings material,
        VoxelModuli moduli,
        ImageDensity density,
        BodyDensity bodyDensity,
        boolean caps,
        List<String> warnings) {

    /** Number of elements whose density is too low for the law and that have the floor's modulus. */
    int floored() {
        return elementsIn(mesh, moduli.floored());
    }

    /** Number of elements whose density lies outside the range the law was fitted to. */
    int extrapolated() {
        return elementsIn(mesh, moduli.extrapolated());
    }

    static int elementsIn(VoxelMesh mesh, BitSet voxels) {
        return (int) Arrays.stream(mesh.voxelOfElement()).filter(voxels::get).count();
    }
}
