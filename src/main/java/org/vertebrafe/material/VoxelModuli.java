package org.vertebrafe.material;

import java.util.BitSet;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;

/**
 * Young's modulus of each voxel of a solid.
 *
 * @param modulus MPa, by array position; 0 where there is no element
 * @param floored bone voxels whose law gave no more than the modulus floor
 * @param extrapolated bone voxels whose density lies outside the range the law was fitted to
 * @param description how the moduli were made, for provenance
 */
public record VoxelModuli(float[] modulus, BitSet floored, BitSet extrapolated, String description) {

    /** One modulus for each voxel, from its own density: no bins. */
    public static VoxelModuli continuous(VoxelSolid solid, MaterialSettings settings) {
        return of(solid, new ModulusRule(settings, DensityBins.NONE));
    }

    /** One modulus for each voxel, from the middle of the bin its density is in, of so many between those of all bone. */
    public static VoxelModuli binned(VoxelSolid solid, MaterialSettings settings, int bins) {
        float[] bone = solid.density().values().clone();
        for (int at = 0; at < bone.length; at++) {
            Tissue tissue = solid.tissues().get(at);
            if (tissue == null || tissue.isCap()) {
                bone[at] = Float.NaN;
            }
        }
        return of(solid, new ModulusRule(settings, DensityBins.equal(bone, bins)));
    }

    private static VoxelModuli of(VoxelSolid solid, ModulusRule rule) {
        byte[] codes = solid.tissues().codes();
        float[] density = solid.density().values();
        float[] modulus = new float[codes.length];
        BitSet floored = new BitSet();
        BitSet extrapolated = new BitSet();
        for (int at = 0; at < codes.length; at++) {
            if (codes[at] == 0) {
                continue;
            }
            if (Tissue.ofCode(codes[at]).isCap()) {
                modulus[at] = rule.capModulus();
                continue;
            }
            floored.set(at, rule.floored(density[at]));
            extrapolated.set(at, rule.extrapolates(density[at]));
            modulus[at] = rule.modulus(density[at]);
        }
        return new VoxelModuli(modulus, floored, extrapolated, "one modulus a voxel" + rule.words());
    }

    /** Positions of the voxels that have a modulus. */
    public BitSet stiff() {
        BitSet mask = new BitSet(modulus.length);
        for (int at = 0; at < modulus.length; at++) {
            if (modulus[at] > 0) {
                mask.set(at);
            }
        }
        return mask;
    }
}
