package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueDistributionTest {

    @Test
    void valuesCountByTheirVolume() {
        ValueDistribution d = ValueDistribution.of(new double[] {10, Double.NaN, 0, 4}, new double[] {1, 100, 2, 1})
                .orElseThrow();
        assertThat(d.number()).isEqualTo(3);
        assertThat(d.volume()).isEqualTo(4);
        assertThat(d.mean()).isCloseTo(3.5, within(1e-15));
        assertThat(d.sd()).isCloseTo(Math.sqrt((42.25 + 2 * 12.25 + 0.25) / 4), within(1e-14));
        assertThat(d.percentile(50)).isEqualTo(0);
        assertThat(d.percentile(51)).isEqualTo(4);
        assertThat(d.percentile(75)).isEqualTo(4);
        assertThat(d.percentile(76)).isEqualTo(10);
        assertThat(d.min()).isEqualTo(0);
        assertThat(d.max()).isEqualTo(10);
        assertThat(d.histogram(0, 10, 2)).containsExactly(75, 25);
        assertThat(d.histogram(3, 9, 3)).containsExactly(75, 0, 25);
    }

    @Test
    void anEvenSpreadIsEven() {
        double[] values = IntStream.range(0, 1000)
                .mapToDouble(i -> (i * 617 % 1000) + 0.5)
                .toArray();
        double[] volumes = IntStream.range(0, 1000).mapToDouble(i -> 0.3).toArray();
        ValueDistribution d = ValueDistribution.of(values, volumes).orElseThrow();
        assertThat(d.mean()).isCloseTo(500, within(1e-9));
        assertThat(d.sd()).isCloseTo(Math.sqrt((1e6 - 1) / 12), within(1e-9));
        assertThat(d.percentile(5)).isEqualTo(49.5);
        for (double share : d.histogram(0, 1000, 20)) {
            assertThat(share).isCloseTo(5, within(1e-9));
        }
    }

    @Test
    void nothingHasNoDistribution() {
        assertThat(ValueDistribution.of(new double[] {Double.NaN}, new double[] {1}))
                .isEmpty();
        ValueDistribution one =
                ValueDistribution.of(new double[] {7}, new double[] {2}).orElseThrow();
        assertThat(one.sd()).isZero();
        assertThatThrownBy(() -> one.histogram(1, 1, 3)).hasMessageContaining("must rise");
    }
}
