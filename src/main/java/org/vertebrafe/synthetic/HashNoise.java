package org.vertebrafe.synthetic;

/** Random fields that are pure functions of position and seed, so that no order of evaluation can change them. */
final class HashNoise {

    private static final double FADE = 181.0 / 231.0;

    /**
     * Standard deviation of value noise with uniform nodes in -1..1 under the quintic fade f: sqrt(1/3 (1 - 2 int
     * f(1-f))^3), the integral being 25/231.
     */
    private static final double VALUE_NOISE_SD = Math.sqrt(FADE * FADE * FADE / 3);

    private HashNoise() {}

    /** Mixes all bits of a number into all bits (the finalizer of SplitMix64, doi:10.1145/2660193.2660195). */
    static long mix(long h) {
        long a = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }

    /** Uniform in -1..1. */
    static double uniform(long hash) {
        return (hash >> 11) * 0x1p-52;
    }

    /** White noise of one voxel: the sum of 12 uniform numbers, mean 0 and standard deviation 1. */
    static double white(long seed, long index) {
        long h = mix(seed + 0x9E3779B97F4A7C15L * (index + 1));
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            h = mix(h + 0x9E3779B97F4A7C15L);
            sum += uniform(h);
        }
        // Each has variance 1/3.
        return sum / 2;
    }

    /** Smooth texture at a position in units of its length: two octaves, mean 0 and standard deviation 1. */
    static double texture(long seed, double x, double y, double z) {
        double coarse = valueNoise(seed, x, y, z);
        double fine = valueNoise(seed ^ 0x5DEECE66DL, 2 * x, 2 * y, 2 * z);
        return (0.8 * coarse + 0.6 * fine) / VALUE_NOISE_SD;
    }

    private static double valueNoise(long seed, double x, double y, double z) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        double fz = Math.floor(z);
        long i = (long) fx;
        long j = (long) fy;
        long k = (long) fz;
        double u = fade(x - fx);
        double v = fade(y - fy);
        double w = fade(z - fz);
        double bottom = plane(seed, i, j, k, u, v);
        double top = plane(seed, i, j, k + 1, u, v);
        return bottom + w * (top - bottom);
    }

    private static double plane(long seed, long i, long j, long k, double u, double v) {
        double a = node(seed, i, j, k);
        double b = node(seed, i + 1, j, k);
        double c = node(seed, i, j + 1, k);
        double d = node(seed, i + 1, j + 1, k);
        double front = a + u * (b - a);
        double back = c + u * (d - c);
        return front + v * (back - front);
    }

    private static double node(long seed, long i, long j, long k) {
        long packed = (i & 0x1FFFFF) | (j & 0x1FFFFF) << 21 | (k & 0x1FFFFF) << 42;
        return uniform(mix(mix(seed ^ 0x9E3779B97F4A7C15L) ^ packed));
    }

    private static double fade(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }
}
