package org.vertebrafe.analysis;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.VoxelLocator;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.OgoBinning;
import org.vertebrafe.material.VoxelModuli;
import org.vertebrafe.mesh.EndCaps;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher;
import org.vertebrafe.mesh.VoxelResampler;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;

/**
 * A specimen's elements made of its voxels, at the image's own size or averaged over cubes.
 *
 * @param specimen what they were made of
 * @param solid the voxels, with the caps that were added
 * @param stiff the voxels that became elements, by array position, where they hang together
 * @param voxels the elements
 */
record VoxelElements(Specimen specimen, VoxelSolid solid, BitSet stiff, VoxelMesh voxels) implements ElementDraft {

    /** One brick for each voxel of the largest part. */
    static VoxelElements of(Specimen specimen, AnalysisConfig config) {
        VoxelSolid solid = specimen.solid();
        if (config.elementSize() > 0) {
            solid = VoxelResampler.toCubes(solid, config.elementSize());
        }
        if (specimen.addedCaps()) {
            solid = EndCaps.add(solid, specimen.frame(), config.capThickness());
        }
        byte[] codes = solid.tissues().codes();
        BitSet stiff = new BitSet(codes.length);
        for (int at = 0; at < codes.length; at++) {
            stiff.set(at, codes[at] != 0);
        }
        return of(specimen, solid, stiff);
    }

    private static VoxelElements of(Specimen specimen, VoxelSolid solid, BitSet stiff) {
        return new VoxelElements(
                specimen, solid, stiff, VoxelMesher.mesh(solid, stiff, specimen.frame(), specimen.loading()));
    }

    @Override
    public Mesh mesh() {
        return voxels.mesh();
    }

    @Override
    public ElementMap locate(VoxelGrid grid, TaskExecutor threads) {
        return VoxelLocator.locate(voxels, grid, threads);
    }

    @Override
    public List<String> warnings() {
        return voxels.componentsRemoved() == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%d loose parts of the label map (%d elements) do not touch the model by a face and were left out.",
                        voxels.componentsRemoved(),
                        voxels.voxelsRemoved()));
    }

    @Override
    public Filled fill(AnalysisConfig config, MaterialSettings material, TaskExecutor threads, Progress progress) {
        VoxelModuli moduli =
                switch (config.binning()) {
                    case "none" -> VoxelModuli.continuous(solid, material);
                    case "ogo128" -> OgoBinning.moduli(solid, material);
                    default -> VoxelModuli.binned(solid, material, config.bins());
                };
        BitSet needed = moduli.stiff();
        // The benchmark's binning leaves voxels without a modulus: no elements there.
        VoxelElements fitting = needed.equals(stiff) ? this : of(specimen, solid, needed);
        return new Filled(fitting, elements(solid, fitting.voxels, moduli));
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
