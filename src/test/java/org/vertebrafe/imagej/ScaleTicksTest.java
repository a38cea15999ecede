package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTicksTest {

    @Test
    void marksRoundNumbers() {
        assertThat(ScaleTicks.of(new ValueRange(-100, 700), 7).stream().map(ScaleTicks.Tick::text))
                .containsExactly("0", "200", "400", "600");
        assertThat(ScaleTicks.of(new ValueRange(0, 1), 6).stream().map(ScaleTicks.Tick::text))
                .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(ScaleTicks.of(new ValueRange(0, 2.4e-5), 6).stream().map(ScaleTicks.Tick::text))
                .containsExactly("0", "5.0e-6", "1.0e-5", "1.5e-5", "2.0e-5");
        assertThat(ScaleTicks.of(new ValueRange(-0.06, 0.06), 7).stream().map(ScaleTicks.Tick::text))
                .containsExactly("-0.06", "-0.04", "-0.02", "0.00", "0.02", "0.04", "0.06");
    }

    @Property(tries = 500)
    void alwaysFromTwoToTheWantedNumberInsideTheRangeAndAllDifferent(
            @ForAll @DoubleRange(min = -1e5, max = 1e5) double min,
            @ForAll @DoubleRange(min = 1, max = 1e5) double span) {
        ValueRange range = new ValueRange(min, min + span);
        var ticks = ScaleTicks.of(range, 6);
        assertThat(ticks).hasSizeBetween(2, 6);
        assertThat(ticks).allMatch(t -> t.value() >= min - 1e-6 * span && t.value() <= min + span * (1 + 1e-6));
        assertThat(ticks.stream().map(ScaleTicks.Tick::text).distinct()).hasSize(ticks.size());
        assertThat(ticks).allMatch(t -> Math.abs(Double.parseDouble(t.text()) - t.value()) <= 1e-3 * span);
    }
}
