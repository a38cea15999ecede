package org.vertebrafe.study.cohort;

import java.util.SplittableRandom;

/**
 * The people that virtual patients are drawn from: adults of 35 to 88 years, as many women as men. Trabecular density
 * falls from the age of 20 to 90 by 55 % in women and 46 % in men, and vertebral cross-sections grow over life by 15 %
 * (Riggs et al. 2004, J Bone Miner Res 19:1945); women's cross-sections are 8.22 cm2 where men's are 10.98 (Gilsanz et al.
 * 1994, DOI 10.1148/radiology.190.3.8115610). Where density starts, its spread at one age and that ages are equally
 * frequent are plausible values without a source.
 */
final class VirtualPopulation {

    /** Trabecular density at 20 years, mg/cm3, and what is lost of it until 90: women, men. */
    private static final double[] PEAK = {190, 180};

    private static final double[] LOSS = {0.55, 0.46};

    /** Cross-section of a lumbar body, cm2: women, men. */
    private static final double[] AREA = {8.22, 10.98};

    private static final double AREA_GROWTH = 0.15;

    /** Standard deviation of density at one age, mg/cm3. */
    private static final double SPREAD = 27;

    private static final double YOUNGEST = 35;
    private static final double OLDEST = 88;
    private static final double FROM_AGE = 20;
    private static final double YEARS = 70;

    /** Age at which bodies have the mean size, years. */
    private static final double MEAN_AGE = 60;

    private final SplittableRandom random;

    VirtualPopulation(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * A person.
     *
     * @param sex f or m
     * @param age whole years
     * @param density trabecular, mg/cm3
     * @param size of the vertebrae relative to the mean of both sexes at 60 years
     */
    record Person(String sex, int age, double density, double size) {}

    /** Draws people until one's density lies within these limits, mg/cm3. */
    Person within(double least, double most) {
        while (true) {
            int sex = random.nextInt(2);
            int age = (int) (YOUNGEST + (OLDEST - YOUNGEST + 1) * random.nextDouble());
            double life = (age - FROM_AGE) / YEARS;
            double density = PEAK[sex] * (1 - LOSS[sex] * life) + SPREAD * normal();
            if (density >= least && density <= most) {
                double area = AREA[sex] / ((AREA[0] + AREA[1]) / 2) * (1 + AREA_GROWTH * (age - MEAN_AGE) / YEARS);
                return new Person(sex == 0 ? "f" : "m", age, density, Math.sqrt(area));
            }
        }
    }

    long seed() {
        return random.nextLong();
    }

    /** Box and Muller's, with StrictMath: the same everywhere. */
    private double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
