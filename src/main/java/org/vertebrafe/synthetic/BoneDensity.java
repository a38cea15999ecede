package org.vertebrafe.synthetic;

/**
 * Bone density of the digital vertebra, K2HPO4-equivalent g/cm3, marrow included.
 *
 * @param trabecularBody mean of the trabecular bone of the body, g/cm3
 * @param trabecularArch mean of the trabecular bone of arch and processes, g/cm3
 * @param cortical density of cortex and endplates, g/cm3
 * @param textureSd standard deviation of the smooth trabecular texture, g/cm3
 * @param textureLength distance over which the coarser part of the texture changes across the body, mm; along the
 *     superior axis it is twice as long, as trabeculae are
 */
public record BoneDensity(
        double trabecularBody, double trabecularArch, double cortical, double textureSd, double textureLength) {

    /** Between the clinical limits of osteoporosis (0.080) and normal (0.120 g/cm3). */
    public static final BoneDensity LOW_BONE_MASS = new BoneDensity(0.110, 0.200, 0.850, 0.025, 4);

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public BoneDensity {
        Checks.range("trabecular density of the body", trabecularBody, "g/cm3", 0, 1);
        Checks.range("trabecular density of the arch", trabecularArch, "g/cm3", 0, 1);
        Checks.range("cortical density", cortical, "g/cm3", 0, 2);
        Checks.range("standard deviation of the texture", textureSd, "g/cm3", 0, 0.3);
        Checks.range("length of the texture", textureLength, "mm", 0.5, 50);
    }
}
