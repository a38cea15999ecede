package org.vertebrafe.synthetic;

/** Density of the bone at a position whose distances are known, g/cm3. */
final class BoneMaterial {

    /** Depth of the pedicle's root over which trabecular density goes from the body's to the arch's, mm. */
    static final double TRANSITION = 4;

    private final BoneDensity density;
    private final long seed;

    BoneMaterial(SyntheticVertebra vertebra) {
        density = vertebra.density();
        seed = HashNoise.mix(vertebra.seed());
    }

    double cortical() {
        return density.cortical();
    }

    /**
     * Density of trabecular bone with its texture, g/cm3.
     *
     * @param bodyDistance distance to the body's own surface, mm, negative inside
     */
    double trabecular(double x, double y, double z, double bodyDistance) {
        double part = Math.min(Math.max(bodyDistance / TRANSITION, 0), 1);
        double mean = density.trabecularBody() + part * (density.trabecularArch() - density.trabecularBody());
        if (density.textureSd() == 0) {
            return mean;
        }
        double length = density.textureLength();
        return mean + density.textureSd() * HashNoise.texture(seed, x / length, y / length, z / (2 * length));
    }
}
