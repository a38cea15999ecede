package org.vertebrafe.synthetic;

/**
 * White noise in the plane of each slice, correlated from slice to slice as slices of Gaussian profile overlap: a pure
 * function of seed, slice and point. Mean 0, standard deviation 1.
 */
final class RawNoise {

    /** Slices on either side that still count. */
    private static final int REACH = 8;

    /** Correlations below this are nothing. */
    private static final double NOTHING = 1e-4;

    private final long seed;
    private final double[] weights;

    /**
     * @param distance of the slices, mm
     * @param thickness full width at half maximum of the slice profile, mm
     */
    RawNoise(long seed, double distance, double thickness) {
        this.seed = HashNoise.mix(seed ^ 0x6E6F697365L);
        weights = weights(distance / thickness);
    }

    /** Correlation of the noise of two slices so many thicknesses apart: the overlap of their profiles. */
    static double correlation(double thicknesses) {
        // Two Gaussians of this full width at half maximum overlap to 1/4 at a distance of one width.
        return StrictMath.exp(-2 * StrictMath.log(2) * thicknesses * thicknesses);
    }

    /** Moving-average weights whose autocorrelation is that of the slices: square root of its Fourier transform. */
    private static double[] weights(double distance) {
        int n = 64;
        double[] root = new double[n];
        for (int f = 0; f < n; f++) {
            double power = 1;
            for (int lag = 1; lag < n / 2; lag++) {
                power += 2 * correlation(lag * distance) * StrictMath.cos(2 * Math.PI * f * lag / n);
            }
            root[f] = Math.sqrt(Math.max(power, 0));
        }
        double[] weights = new double[2 * REACH + 1];
        double sum = 0;
        for (int lag = -REACH; lag <= REACH; lag++) {
            double w = 0;
            for (int f = 0; f < n; f++) {
                w += root[f] * StrictMath.cos(2 * Math.PI * f * lag / n) / n;
            }
            weights[lag + REACH] = Math.abs(w) < NOTHING ? 0 : w;
            sum += w * w;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= Math.sqrt(sum);
        }
        return weights;
    }

    /** The noise of one slice at so many points. */
    float[] slice(int k, int points) {
        float[] noise = new float[points];
        for (int lag = -REACH; lag <= REACH; lag++) {
            double weight = weights[lag + REACH];
            if (weight != 0) {
                add(HashNoise.mix(seed + 0x9E3779B97F4A7C15L * (k + lag + 1L)), weight, noise);
            }
        }
        return noise;
    }

    private static void add(long sliceSeed, double weight, float[] noise) {
        // The sum of eight uniform 16-bit numbers, each of variance (2^32 - 1) / 12.
        float scale = (float) (weight / Math.sqrt(8 * (0x1p32 - 1) / 12));
        float middle = 4 * 0xFFFF;
        for (int i = 0; i < noise.length; i++) {
            long a = HashNoise.mix(sliceSeed + 0x9E3779B97F4A7C15L * (2L * i));
            long b = HashNoise.mix(sliceSeed + 0x9E3779B97F4A7C15L * (2L * i + 1));
            long pairs = (a & 0xFFFF0000FFFFL)
                    + (a >>> 16 & 0xFFFF0000FFFFL)
                    + (b & 0xFFFF0000FFFFL)
                    + (b >>> 16 & 0xFFFF0000FFFFL);
            noise[i] += scale * ((pairs & 0xFFFFFFFFL) + (pairs >>> 32) - middle);
        }
    }
}
