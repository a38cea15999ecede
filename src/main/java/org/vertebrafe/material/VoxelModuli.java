package org.vertebrafe.material;

import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
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
        byte[] codes = solid.tissues().codes();
        float[] density = solid.density().values();
        DoubleUnaryOperator toLawDensity = settings.toLawDensity();
        float[] modulus = new float[codes.length];
        BitSet floored = new BitSet();
        BitSet extrapolated = new BitSet();
        for (int at = 0; at < codes.length; at++) {
            if (codes[at] == 0) {
                continue;
            }
            if (Tissue.ofCode(codes[at]).isCap()) {
                modulus[at] = (float) settings.capModulus();
                continue;
            }
            double rho = toLawDensity.applyAsDouble(density[at]);
            double e = settings.law().modulus(rho);
            floored.set(at, e <= settings.modulusFloor());
            extrapolated.set(at, settings.law().extrapolates(rho));
            modulus[at] = (float) Math.max(e, settings.modulusFloor());
        }
        return new VoxelModuli(modulus, floored, extrapolated, "one modulus a voxel");
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
