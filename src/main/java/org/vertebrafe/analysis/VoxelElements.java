package org.vertebrafe.analysis;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.Consumer;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.OgoBinning;
import org.vertebrafe.material.VoxelModuli;
import org.vertebrafe.mesh.EndCaps;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher;
import org.vertebrafe.mesh.VoxelResampler;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;

/** Makes a specimen's elements of its voxels, at the image's own size or averaged over cubes. */
final class VoxelElements {

    private VoxelElements() {}

    /**
     * One brick for each voxel of the largest part.
     *
     * @param warnings told what the user should know
     */
    static ModelElements of(
            Specimen specimen, AnalysisConfig config, MaterialSettings material, Consumer<String> warnings) {
        VoxelSolid solid = specimen.solid();
        if (config.elementSize() > 0) {
            solid = VoxelResampler.toCubes(solid, config.elementSize());
        }
        if (specimen.addedCaps()) {
            solid = EndCaps.add(solid, specimen.frame(), config.capThickness());
        }
        VoxelModuli moduli =
                switch (config.binning()) {
                    case "none" -> VoxelModuli.continuous(solid, material);
                    case "ogo128" -> OgoBinning.moduli(solid, material);
                    default -> VoxelModuli.binned(solid, material, config.bins());
                };
        VoxelMesh mesh = VoxelMesher.mesh(solid, moduli.stiff(), specimen.frame(), specimen.loading());
        if (mesh.componentsRemoved() > 0) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "%d loose parts of the label map (%d elements) do not touch the model by a face and were left out.",
                    mesh.componentsRemoved(),
                    mesh.voxelsRemoved()));
        }
        return elements(solid, mesh, moduli);
    }

    private static ModelElements elements(VoxelSolid solid, VoxelMesh mesh, VoxelModuli moduli) {
        int n = mesh.mesh().elements();
        byte[] tissues = new byte[n];
        float[] density = new float[n];
        float[] modulus = new float[n];
        BitSet floored = new BitSet(n);
        BitSet extrapolated = new BitSet(n);
        for (int e = 0; e < n; e++) {
            int voxel = mesh.voxelOfElement()[e];
            tissues[e] = solid.tissues().codes()[voxel];
            density[e] = Tissue.ofCode(tissues[e]).isBone() ? solid.density().values()[voxel] : Float.NaN;
            modulus[e] = moduli.modulus()[voxel];
            floored.set(e, moduli.floored().get(voxel));
            extrapolated.set(e, moduli.extrapolated().get(voxel));
        }
        return new ModelElements(
                new MeshOrigin.Voxels(mesh),
                tissues,
                density,
                modulus,
                new float[0],
                floored,
                extrapolated,
                moduli.description());
    }
}
