package org.vertebrafe.synthetic;

/** Random numbers that depend on seed and order alone, the same on every platform. */
final class Draws {

    private final long seed;
    private long next;

    Draws(long seed) {
        this.seed = HashNoise.mix(seed ^ 0x2545F4914F6CDD1DL);
    }

    /** Uniform between two values. */
    double between(double from, double to) {
        double unit = (HashNoise.uniform(HashNoise.mix(seed + 0x9E3779B97F4A7C15L * ++next)) + 1) / 2;
        return from + unit * (to - from);
    }

    /** About normal, never more than 2.5 standard deviations away: no monsters. */
    double around(double mean, double sd) {
        double white = HashNoise.white(seed, ++next);
        return mean + sd * Math.max(-2.5, Math.min(2.5, white));
    }

    /** True with a probability. */
    boolean chance(double probability) {
        return between(0, 1) < probability;
    }

    /** One of so many, counted from 0. */
    int index(int count) {
        return Math.min(count - 1, (int) between(0, count));
    }

    long seed() {
        return HashNoise.mix(seed + ++next);
    }
}
