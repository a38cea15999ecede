package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vertebrafe.field.MapQuantity;

/**
 * The values of a quantity at each whole percent of the volume, from the least to the greatest: what of a distribution is
 * kept where the vertebra itself is not. A value: arrays are to be read only.
 */
public final class ValuePercentiles {

    /** Number of values: percentiles 0 to 100. */
    public static final int NUMBER = 101;

    private final float[] values;

    private ValuePercentiles(float[] values) {
        this.values = values;
    }

    /** Those of a quantity over all bone of a vertebra; empty where it has no value there. */
    public static Optional<ValuePercentiles> of(AnalysisResult result, MapQuantity quantity) {
        return ValueDistribution.of(result, quantity, BoneRegion.ALL).map(ValuePercentiles::of);
    }

    /** Those of a map in which each voxel that has a number counts the same; empty where none has. */
    public static Optional<ValuePercentiles> of(float[] map) {
        double[] numbers = IntStream.range(0, map.length)
                .filter(at -> Float.isFinite(map[at]))
                .mapToDouble(at -> map[at])
                .toArray();
        double[] volumes = new double[numbers.length];
        Arrays.fill(volumes, 1);
        return ValueDistribution.of(numbers, volumes).map(ValuePercentiles::of);
    }

    private static ValuePercentiles of(ValueDistribution distribution) {
        float[] values = new float[NUMBER];
        for (int percent = 0; percent < NUMBER; percent++) {
            values[percent] = (float) distribution.percentile(percent);
        }
        return new ValuePercentiles(values);
    }

    /** From least to greatest. */
    public float[] values() {
        return values;
    }

    /** As numbers of five digits, in order. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (float value : values) {
            words.add(value == 0 ? "0" : String.format(Locale.ROOT, "%.5g", value));
        }
        return words;
    }
}
