package org.vertebrafe.material;

import java.util.BitSet;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Components;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;

/**
 * The 128 density bins of the published spineFE benchmark (Walle, Matheson, Boyd 2025, doi:10.1101/2025.04.19.649449),
 * reproduced with their quirks so that its stiffness can be. Its code numbers the materials from 0 but the voxels' bins
 * from 1: each bin gets the modulus of the next one, the highest bin that of the lowest, and cortical voxels of density
 * zero, which its label offset lifts back into the model, the lowest too. Not for new work: the bins' offset alone adds
 * some 17 % to the stiffness of the benchmark's L2.
 */
public final class OgoBinning {

    private static final int BINS = 128;
    /** Densities at or below this, mg/cm3, count as this. */
    private static final double LOWEST = -31;

    private OgoBinning() {}

    /**
     * @param solid voxels as imaged, with cortical and trabecular bone told apart; densities K2HPO4-equivalent
     * @param settings the law that gives the modulus of a bin's centre
     * @throws InputException if cortex is not told apart, or the density is constant
     */
    public static VoxelModuli moduli(VoxelSolid solid, MaterialSettings settings) {
        if (solid.tissues().any(t -> t.isBone() && !t.isCortical() && !t.isTrabecular())) {
            throw new InputException(
                    "Binning ogo128 needs labels that tell cortical from trabecular bone (as the benchmark's do): use"
                            + " binning none.");
        }
        int[] truncated = truncate(solid);
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int t : truncated) {
            if (t != 0) {
                min = Math.min(min, t);
                max = Math.max(max, t);
            }
        }
        if (min >= max) {
            throw new InputException("Binning ogo128: the density image is 0 or constant inside the bone labels.");
        }
        double width = (max - min) / (double) BINS;
        float[] moduli = new float[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            double centre = (min + width * (bin + 0.5)) / 1000;
            moduli[bin] = (float) Math.max(
                    settings.modulusFloor(),
                    settings.law().modulus(settings.toLawDensity().applyAsDouble(centre)));
        }
        return assign(solid, settings, truncated, min, width, moduli);
    }

    /** Whole mg/cm3 of the bone that hangs together, 0 elsewhere. */
    private static int[] truncate(VoxelSolid solid) {
        VoxelGrid grid = solid.grid();
        float[] density = solid.density().values();
        BitSet nonzero = new BitSet(density.length);
        for (int at = 0; at < density.length; at++) {
            Tissue tissue = solid.tissues().get(at);
            if (tissue != null && tissue.isBone() && density[at] != 0) {
                nonzero.set(at);
            }
        }
        BitSet bone = Components.largest(grid, nonzero).mask();
        int[] truncated = new int[density.length];
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            // Rounded to 1e-4 mg/cm3 first: whole numbers must survive the way through g/cm3 in single precision.
            double milligrams = Math.rint(density[at] * 1e7) * 1e-4;
            truncated[at] = (int) Math.max(LOWEST, milligrams);
        }
        return truncated;
    }

    private static VoxelModuli assign(
            VoxelSolid solid, MaterialSettings settings, int[] truncated, int min, double width, float[] moduli) {
        float[] modulus = new float[truncated.length];
        BitSet floored = new BitSet();
        for (int at = 0; at < modulus.length; at++) {
            Tissue tissue = solid.tissues().get(at);
            if (tissue == null || truncated[at] == 0 && tissue.isTrabecular()) {
                continue;
            }
            if (tissue.isCap()) {
                modulus[at] = (float) settings.capModulus();
                continue;
            }
            int bin = truncated[at] == 0
                    ? 0
                    : Math.min(BINS, Math.max(1, (int) Math.floor((truncated[at] - min) / width) + 1));
            // Bins count from 1, materials from 0: the next bin's modulus, the last bin wrapping round to the first.
            modulus[at] = moduli[bin % BINS];
            floored.set(at, modulus[at] <= (float) settings.modulusFloor());
        }
        return new VoxelModuli(
                modulus,
                floored,
                new BitSet(),
                "ogo128: 128 bins of the spineFE benchmark, each with the next bin's modulus");
    }
}
