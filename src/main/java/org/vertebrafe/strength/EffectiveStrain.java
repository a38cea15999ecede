package org.vertebrafe.strength;

import java.util.stream.IntStream;

/** The effective strain sqrt(2 U / E) of bone elements, sorted, with their volumes. */
public final class EffectiveStrain {

    private final double[] strain;
    private final double[] volume;
    private final double total;

    /**
     * @param strainEnergyDensity U of each bone element, MPa
     * @param modulus E of each bone element, MPa
     * @param volume of each bone element, mm3
     */
    public EffectiveStrain(double[] strainEnergyDensity, double[] modulus, double[] volume) {
        int n = strainEnergyDensity.length;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.sqrt(2 * Math.max(0, strainEnergyDensity[i]) / modulus[i]);
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.strain = new double[n];
        this.volume = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            this.strain[i] = values[order[i]];
            this.volume[i] = volume[order[i]];
            sum += volume[order[i]];
        }
        this.total = sum;
    }

    /**
     * The factor on the load at which a part of the bone's volume exceeds a strain.
     *
     * @param part of the bone volume, 0..1
     * @param limit effective strain, dimensionless
     */
    public double loadFactor(double part, double limit) {
        double passed = 0;
        for (int i = 0; i < strain.length; i++) {
            passed += volume[i];
            // The sums' rounding must not ask for one element more.
            if (passed >= part * total * (1 - 1e-9)) {
                return limit / strain[i];
            }
        }
        throw new IllegalStateException("no bone element");
    }
}
