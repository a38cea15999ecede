package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.field.ValueScale;

class ValueRangeTest {

    /** -100, -99 .. 300. */
    private static final float[] VALUES = new float[401];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = i - 100;
        }
    }

    private static ValueRange range(ValueScale scale) {
        return ValueRange.of(scale, VALUES).orElseThrow();
    }

    @Test
    void everyScaleHasItsRule() {
        assertThat(range(ValueScale.LEVEL)).isEqualTo(new ValueRange(-96, 296));
        assertThat(range(ValueScale.MAGNITUDE)).isEqualTo(new ValueRange(0, 296));
        assertThat(range(ValueScale.COMPRESSION)).isEqualTo(new ValueRange(-96, 0));
        assertThat(range(ValueScale.SIGNED)).isEqualTo(new ValueRange(-292, 292));
        assertThat(range(ValueScale.FACTOR)).isEqualTo(new ValueRange(0, 4));
        assertThat(range(ValueScale.FLAG)).isEqualTo(new ValueRange(0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void nothingAndZerosDoNotBreakIt(ValueScale scale) {
        assertThat(ValueRange.of(scale, new float[] {Float.NaN, Float.POSITIVE_INFINITY}))
                .isEmpty();
        ValueRange zero = ValueRange.of(scale, new float[] {0, 0}).orElseThrow();
        assertThat(zero.min()).isLessThan(zero.max());
    }
}
