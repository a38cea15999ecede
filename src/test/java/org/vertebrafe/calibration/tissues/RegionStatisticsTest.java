package org.vertebrafe.calibration.tissues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionStatisticsTest {

    private static final int N = 20_000;

    @Test
    void meanAndSpreadOfNormalNoiseAreFound() {
        RegionStatistics bulk = RegionStatistics.of(noise(1, 50, 15), cubes(50));
        // The skipped mean has 2.1 times the variance of the mean: 4 standard errors.
        assertThat(bulk.mean()).isCloseTo(50, within(4 * 1.45 * 15 / Math.sqrt(N)));
        assertThat(bulk.sd()).isCloseTo(15, within(0.5));
        assertThat(bulk.purity()).isGreaterThan(0.99);
        assertThat(bulk.clipped()).isZero();
    }

    @Test
    void aQuarterOfFatDoesNotShiftMuscle() {
        float[] values = noise(2, 50, 15);
        Random random = new Random(3);
        for (int i = 0; i < N / 4; i++) {
            // Anything between muscle and fat: partial volume.
            values[4 * i] = (float) (50 - 150 * random.nextDouble());
        }
        RegionStatistics bulk = RegionStatistics.of(values, cubes(50));
        assertThat(bulk.mean()).isCloseTo(50, within(1.5));
        assertThat(bulk.purity()).isBetween(0.75, 0.9);
    }

    @Test
    void airCutOffAtTheLowestStoredValueKeepsItsMean() {
        float[] values = noise(4, -1000, 30);
        for (int i = 0; i < N; i++) {
            values[i] = Math.max(-1024, Math.round(values[i]));
        }
        RegionStatistics bulk = RegionStatistics.of(values, cubes(50));
        // A fifth of the noise is cut off; the plain mean would be near -997.
        assertThat(bulk.clipped()).isCloseTo(0.21, within(0.02));
        assertThat(bulk.mean()).isCloseTo(-1000, within(1.3));
        assertThat(bulk.sd()).isCloseTo(30, within(1.5));
    }

    @Test
    void standardErrorHoldsTheCorrelationOfTheNoise() {
        // Sets of 25 equal voxels: the mean is no better than that of N / 25 voxels.
        float[] independent = noise(5, 0, 10);
        float[] correlated = new float[N];
        for (int i = 0; i < N; i++) {
            correlated[i] = independent[i / 25];
        }
        double alone = RegionStatistics.of(independent, cubes(50)).standardError();
        double together = RegionStatistics.of(correlated, cubes(50)).standardError();
        assertThat(alone).isCloseTo(1.45 * 10 / Math.sqrt(N), within(0.02));
        assertThat(together / alone).isCloseTo(5, within(1.0));
    }

    @Test
    void standardErrorIsTheScatterOfRepeatedScans() {
        double squares = 0;
        double stated = 0;
        int scans = 60;
        for (int scan = 0; scan < scans; scan++) {
            float[] values = noise(100 + scan, 40, 12);
            for (int i = 0; i < N; i++) {
                values[i] = values[i - i % 10];
            }
            RegionStatistics bulk = RegionStatistics.of(values, cubes(100));
            squares += Math.pow(bulk.mean() - 40, 2);
            stated += bulk.standardError() / scans;
        }
        // The spread of 60 scans is known to 9 %: three times that.
        assertThat(stated / Math.sqrt(squares / scans)).isCloseTo(1, within(0.28));
    }

    @Test
    void oneValueHasNoSpread() {
        RegionStatistics bulk = RegionStatistics.of(filled(-1000), cubes(50));
        assertThat(bulk.mean()).isEqualTo(-1000);
        assertThat(bulk.sd()).isZero();
        assertThat(bulk.standardError()).isZero();
        assertThat(bulk.purity()).isEqualTo(1);
        assertThat(bulk.clipped()).isZero();
    }

    private static float[] filled(float value) {
        float[] values = new float[N];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] noise(long seed, double mean, double sd) {
        Random random = new Random(seed);
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) (mean + sd * random.nextGaussian());
        }
        return values;
    }

    /** As many voxels in a row make one cube. */
    private static long[] cubes(int size) {
        long[] cubes = new long[N];
        for (int i = 0; i < N; i++) {
            cubes[i] = i / size;
        }
        return cubes;
    }
}
