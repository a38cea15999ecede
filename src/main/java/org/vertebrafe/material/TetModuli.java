package org.vertebrafe.material;

import java.util.BitSet;
import org.vertebrafe.segmentation.Tissue;

/**
 * Young's modulus of each tetrahedron of a mesh, or of each of its integration points.
 *
 * @param modulus MPa; of an element whose modulus varies the mean over its points
 * @param points MPa, point after point; empty where each element has one modulus
 * @param density mean density of each element's bone, g/cm3, as its modulus follows from; NaN for caps
 * @param floored bone elements whose mean density is so low that the law gives no more than the modulus floor
 * @param extrapolated bone elements whose mean density lies outside the range the law was fitted to
 * @param description how the moduli were made, for provenance
 */
public record TetModuli(
        float[] modulus, float[] points, float[] density, BitSet floored, BitSet extrapolated, String description) {

    /**
     * From one density for each element.
     *
     * @param density of each element's bone, g/cm3
     * @param tissues {@link Tissue#code()} of each element
     * @param bins number of density bins of equal width; 0 for none
     */
    public static TetModuli ofElements(float[] density, byte[] tissues, MaterialSettings settings, int bins) {
        float[] moduli = new float[density.length];
        TetModuli varying = ofPoints(density, tissues, settings, bins, "one modulus an element");
        System.arraycopy(varying.points, 0, moduli, 0, moduli.length);
        return new TetModuli(
                moduli, new float[0], varying.density, varying.floored, varying.extrapolated, varying.description);
    }

    /**
     * From densities at integration points, as many in each element.
     *
     * @param density of bone at each point, g/cm3, element after element
     * @param tissues {@link Tissue#code()} of each element
     * @param bins number of density bins of equal width; 0 for none
     * @param description how the densities were made
     */
    public static TetModuli ofPoints(
            float[] density, byte[] tissues, MaterialSettings settings, int bins, String description) {
        int elements = tissues.length;
        int per = density.length / elements;
        float[] bone = density.clone();
        float[] mean = new float[elements];
        for (int e = 0; e < elements; e++) {
            double sum = 0;
            for (int at = per * e; at < per * (e + 1); at++) {
                bone[at] = Tissue.ofCode(tissues[e]).isBone() ? bone[at] : Float.NaN;
                sum += bone[at];
            }
            mean[e] = (float) (sum / per);
        }
        ModulusRule rule = new ModulusRule(settings, bins == 0 ? DensityBins.NONE : DensityBins.equal(bone, bins));
        float[] modulus = new float[elements];
        float[] points = new float[density.length];
        BitSet floored = new BitSet();
        BitSet extrapolated = new BitSet();
        for (int e = 0; e < elements; e++) {
            boolean cap = Float.isNaN(mean[e]);
            double sum = 0;
            for (int at = per * e; at < per * (e + 1); at++) {
                points[at] = cap ? rule.capModulus() : rule.modulus(bone[at]);
                sum += points[at];
            }
            modulus[e] = (float) (sum / per);
            floored.set(e, !cap && rule.floored(mean[e]));
            extrapolated.set(e, !cap && rule.extrapolates(mean[e]));
        }
        return new TetModuli(modulus, points, mean, floored, extrapolated, description + rule.words());
    }
}
