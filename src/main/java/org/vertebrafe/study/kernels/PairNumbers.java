package org.vertebrafe.study.kernels;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.vertebrafe.study.cohort.CohortResult;

/** The numbers of a comparison as a result that is kept, and back. */
final class PairNumbers {

    private static final String NOISE = "noise_sd_HU";
    private static final String SLOPE = "edge_slope_HU_per_mm";
    private static final String PEAK = "edge_peak_HU";

    /** What is measured of each image, by column. */
    static final List<String> QUALITIES = List.of(NOISE, SLOPE, PEAK);

    private PairNumbers() {}

    static CohortResult of(KernelReport report) {
        Map<String, Object> values = new LinkedHashMap<>();
        report.effects().forEach((quantity, effect) -> {
            String column = quantity.column();
            values.put(column + ".reference", effect.reference());
            values.put(column + ".other", effect.other());
            values.put(column + ".calibration", effect.calibration());
            values.put(column + ".image", effect.image());
            effect.noise().ifPresent(noise -> values.put(column + ".noise", noise));
        });
        quality(values, "reference", report.reference());
        quality(values, "other", report.other());
        return CohortResult.done(values);
    }

    private static void quality(Map<String, Object> values, String which, ImageQuality quality) {
        if (Double.isFinite(quality.noiseSd())) {
            values.put(which + "." + NOISE, quality.noiseSd());
        }
        values.put(which + "." + SLOPE, quality.edge().steepest());
        values.put(which + "." + PEAK, quality.edge().peak());
    }

    /** Where the difference comes from, by quantity. */
    static Map<KernelQuantity, KernelEffect> effects(CohortResult kept) {
        Map<KernelQuantity, KernelEffect> effects = new EnumMap<>(KernelQuantity.class);
        for (KernelQuantity quantity : KernelQuantity.values()) {
            String column = quantity.column();
            if (kept.values().containsKey(column + ".reference")) {
                effects.put(
                        quantity,
                        new KernelEffect(
                                number(kept, column + ".reference").orElseThrow(),
                                number(kept, column + ".other").orElseThrow(),
                                number(kept, column + ".calibration").orElseThrow(),
                                number(kept, column + ".image").orElseThrow(),
                                number(kept, column + ".noise"),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()));
            }
        }
        return effects;
    }

    /** What was measured of the reference or the other. */
    static OptionalDouble quality(CohortResult kept, String which, String column) {
        return number(kept, which + "." + column);
    }

    private static OptionalDouble number(CohortResult kept, String name) {
        return kept.values().get(name) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
