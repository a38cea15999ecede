package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HashNoiseTest {

    @Test
    void textureHasMeanZeroAndStandardDeviationOne() {
        double sum = 0;
        double squares = 0;
        int n = 60;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    // Steps that fall on all phases of the lattice.
                    double value = HashNoise.texture(5, 0.71 * i - 20, 0.73 * j - 20, 0.77 * k - 20);
                    sum += value;
                    squares += value * value;
                }
            }
        }
        double count = (double) n * n * n;
        assertThat(sum / count).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(squares / count)).isCloseTo(1, within(0.02));
    }

    @Test
    void textureIsContinuousAcrossTheLattice() {
        for (double at : new double[] {-3, -1, 0, 0.5, 2}) {
            double before = HashNoise.texture(5, at - 1e-9, 0.3, -0.4);
            double after = HashNoise.texture(5, at + 1e-9, 0.3, -0.4);
            assertThat(after).isCloseTo(before, within(1e-7));
        }
    }

    @Test
    void whiteNoiseOfNeighboursIsUncorrelated() {
        int n = 200_000;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double here = HashNoise.white(9, i);
            product += here * HashNoise.white(9, i + 1);
            squares += here * here;
        }
        // Standard error of a correlation: 1/sqrt(n) = 0.0022.
        assertThat(product / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1, within(0.015));
    }
}
