package org.vertebrafe.study.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.vertebrafe.base.InputException;

/**
 * A value below (or above) which a measure speaks for a condition, with percentile intervals of the stratified bootstrap.
 *
 * @param threshold the cut-off in the measure's unit: midway between two values, or where no subject shall be positive the
 *     outermost value
 * @param sensitivity share of those with the condition beyond it
 * @param specificity share of those without it not beyond it
 * @param rule how it was chosen, in words
 * @param lowIsPositive whether values below speak for the condition
 * @param replicates bootstrap samples
 * @param seed of their draws
 * @param n subjects
 * @param missing subjects left out
 */
public record CutOff(
        Estimate threshold,
        Estimate sensitivity,
        Estimate specificity,
        String rule,
        boolean lowIsPositive,
        int replicates,
        long seed,
        int n,
        int missing)
        implements Statistic {

    /** Bootstrap samples that are usual. */
    public static final int REPLICATES = 2000;

    private record Choice(double score, double sensitivity, double specificity) {}

    /** Picks the best of all cut-offs: larger is better, NaN cannot be taken. */
    @FunctionalInterface
    private interface Merit {
        double of(double sensitivity, double specificity);
    }

    /**
     * The cut-off of the largest Youden index, sensitivity + specificity - 1 (DOI
     * 10.1002/1097-0142(1950)3:1&lt;32::AID-CNCR2820030106&gt;3.0.CO;2-3); of several the most specific.
     *
     * @param value one a subject; NaN where missing
     * @param condition 1 with it, 0 without, NaN where unknown
     * @param lowIsPositive whether low values speak for the condition
     * @param replicates bootstrap samples, at least 100
     * @param seed of their draws
     * @throws InputException if there are fewer than 2 subjects with or without the condition
     */
    public static CutOff youden(double[] value, double[] condition, boolean lowIsPositive, int replicates, long seed) {
        return of(
                Diagnosis.of(value, condition, lowIsPositive),
                (sensitivity, specificity) -> sensitivity + specificity - 1,
                "largest Youden index",
                replicates,
                seed);
    }

    /**
     * The most sensitive cut-off of at least a specificity; of several the most specific.
     *
     * @param least 0..1
     * @see #youden the other parameters
     */
    public static CutOff atSpecificity(
            double least, double[] value, double[] condition, boolean lowIsPositive, int replicates, long seed) {
        if (!(least >= 0 && least <= 1)) {
            throw InputException.of("Cut-off: specificity %s is not a share of 0..1; write 0.9 for 90 %%.", least);
        }
        return of(
                Diagnosis.of(value, condition, lowIsPositive),
                (sensitivity, specificity) -> specificity >= least - 1e-12 ? sensitivity : Double.NaN,
                String.format(Locale.ROOT, "specificity of at least %.0f %%", 100 * least),
                replicates,
                seed);
    }

    private static CutOff of(Diagnosis diagnosis, Merit merit, String rule, int replicates, long seed) {
        if (replicates < 100) {
            throw InputException.of("Cut-off: %d bootstrap samples; at least 100 are needed.", replicates);
        }
        Choice found = choose(diagnosis.positive(), diagnosis.negative(), merit);
        double[] thresholds = new double[replicates];
        double[] sensitivities = new double[replicates];
        double[] specificities = new double[replicates];
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < replicates; k++) {
            Choice drawn =
                    choose(resample(diagnosis.positive(), random), resample(diagnosis.negative(), random), merit);
            thresholds[k] = diagnosis.original(drawn.score);
            sensitivities[k] = drawn.sensitivity;
            specificities[k] = drawn.specificity;
        }
        return new CutOff(
                percentiles(diagnosis.original(found.score), thresholds),
                percentiles(found.sensitivity, sensitivities),
                percentiles(found.specificity, specificities),
                rule,
                diagnosis.lowIsPositive(),
                replicates,
                seed,
                diagnosis.n(),
                diagnosis.missing());
    }

    private static double[] resample(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return drawn;
    }

    private static Estimate percentiles(double value, double[] drawn) {
        Sample sample = Sample.of(drawn);
        double tail = (1 - Estimate.LEVEL) / 2;
        return new Estimate(value, sample.quantile(tail), sample.quantile(1 - tail));
    }

    /** Goes from the highest score, where nobody is positive, down; only what is better than before is taken. */
    private static Choice choose(double[] positive, double[] negative, Merit merit) {
        double[] all = DoubleStream.concat(Arrays.stream(positive), Arrays.stream(negative))
                .sorted()
                .distinct()
                .toArray();
        double[] with = positive.clone();
        double[] without = negative.clone();
        Arrays.sort(with);
        Arrays.sort(without);
        int i = with.length;
        int j = without.length;
        Choice best = new Choice(all[all.length - 1], 0, 1);
        double most = merit.of(0, 1);
        for (int k = all.length - 1; k > 0; k--) {
            double score = (all[k - 1] + all[k]) / 2;
            while (i > 0 && with[i - 1] > score) {
                i--;
            }
            while (j > 0 && without[j - 1] > score) {
                j--;
            }
            double sensitivity = 1 - (double) i / with.length;
            double specificity = (double) j / without.length;
            double now = merit.of(sensitivity, specificity);
            if (now > most + 1e-12) {
                most = now;
                best = new Choice(score, sensitivity, specificity);
            }
        }
        return best;
    }

    @Override
    public String method() {
        return String.format(
                Locale.ROOT,
                "Cut-off of the %s, %s values speak for the condition; 95 %% percentile intervals of %d bootstrap"
                        + " samples within each class (seed %d). Sensitivity and specificity are those of the subjects it"
                        + " was chosen on: expect less of others.",
                rule,
                lowIsPositive ? "low" : "high",
                replicates,
                seed);
    }
}
