package org.vertebrafe.study.kernels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ImageDensity;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/**
 * Compares two reconstructions of one patient in one segmentation, and takes the difference apart by swapping one thing at
 * a time: the calibration, the image, and of the image the noise alone.
 */
public final class KernelComparison {

    private final Side reference;
    private final Side other;
    private final TaskExecutor threads;
    private final Progress progress;
    private final DensityCalibration referenceLine;
    private final DensityCalibration otherLine;

    /**
     * One reconstruction.
     *
     * @param input image in HU and labels; the labels of the other are used only to tell what a segmentation of its own
     *     would change
     * @param config of its analysis; both must agree but for the calibration
     */
    public record Side(AnalysisInput input, AnalysisConfig config) {}

    /**
     * What a comparison found.
     *
     * @param effects by quantity; what a result does not have is left out
     * @param referenceNoise standard deviation in soft tissue, HU; empty where no even patch was found
     * @param otherNoise the same of the other
     * @param notes what the user should know
     */
    public record Report(
            Map<KernelQuantity, KernelEffect> effects,
            OptionalDouble referenceNoise,
            OptionalDouble otherNoise,
            List<String> notes) {}

    private KernelComparison(Side reference, Side other, TaskExecutor threads, Progress progress) {
        this.reference = reference;
        this.other = other;
        this.threads = threads;
        this.progress = progress;
        this.referenceLine = line(reference, "reference");
        this.otherLine = line(other, "other");
        requireSameAnalysis();
    }

    /**
     * Compares.
     *
     * @param reference usually the smooth kernel
     * @param other usually the sharp kernel; may lie on another grid, but then noise is not told from edges
     * @param ownSegmentation whether to analyse the other in its own labels too
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told of each analysis, polled for cancel
     * @throws InputException if an image is not in HU, or the analyses differ in more than calibration
     */
    public static Report compare(
            Side reference, Side other, boolean ownSegmentation, TaskExecutor threads, Progress progress) {
        return new KernelComparison(reference, other, threads, progress).run(ownSegmentation);
    }

    private static DensityCalibration line(Side side, String which) {
        if (!side.config().input().equals("hu")) {
            throw InputException.of(
                    "Kernel comparison: the %s image holds density already; give both reconstructions in HU.", which);
        }
        HounsfieldCheck.require(side.input().image());
        return ImageDensity.of(side.config(), side.input().scan(), side.input().calibration())
                .calibration()
                .orElseThrow();
    }

    private void requireSameAnalysis() {
        Settings<AnalysisConfig> settings = Settings.of(AnalysisConfig.class);
        Map<String, Object> a = settings.values(reference.config());
        Map<String, Object> b = settings.values(other.config());
        a.keySet().removeIf(name -> name.startsWith("calibration") || name.equals("threads"));
        for (Map.Entry<String, Object> setting : a.entrySet()) {
            if (!setting.getValue().equals(b.get(setting.getKey()))) {
                throw InputException.of(
                        "Kernel comparison: %s is %s for one reconstruction and %s for the other; only the calibration"
                                + " may differ.",
                        setting.getKey(), setting.getValue(), b.get(setting.getKey()));
            }
        }
    }

    private Report run(boolean ownSegmentation) {
        Volume a = reference.input().image();
        Volume b = other.input().image();
        Labels labels = reference.input().labels();
        Labels moved = LabelTransfer.onto(labels, b.grid());
        List<String> notes = new ArrayList<>();
        Optional<NoiseDifference.Estimate> noise = noise(a, b, labels, notes);
        Map<KernelQuantity, Double> plain = analyse("reference", a, labels, reference, referenceLine);
        Map<KernelQuantity, Double> calibrated = analyse("calibration swapped", a, labels, reference, otherLine);
        Map<KernelQuantity, Double> imaged = analyse("image swapped", b, moved, other, referenceLine);
        Map<KernelQuantity, Double> both = analyse("other", b, moved, other, otherLine);
        Optional<Map<KernelQuantity, Double>> noisy = noise.map(n -> mean(
                analyse("noise added", n.added(), labels, reference, referenceLine),
                analyse("noise subtracted", n.subtracted(), labels, reference, referenceLine)));
        Optional<Map<KernelQuantity, Double>> own = ownSegmentation
                ? Optional.of(analyse("own segmentation", b, other.input().labels(), other, otherLine))
                : Optional.empty();

        Map<KernelQuantity, KernelEffect> effects = new EnumMap<>(KernelQuantity.class);
        for (KernelQuantity q : KernelQuantity.values()) {
            double from = plain.get(q);
            if (Double.isFinite(from) && Double.isFinite(both.get(q))) {
                effects.put(
                        q,
                        new KernelEffect(
                                from,
                                both.get(q),
                                calibrated.get(q) - from,
                                imaged.get(q) - from,
                                difference(noisy, q, from),
                                difference(own, q, both.get(q))));
            }
        }
        return new Report(
                effects,
                noise.map(n -> OptionalDouble.of(n.referenceSd())).orElse(OptionalDouble.empty()),
                noise.map(n -> OptionalDouble.of(n.otherSd())).orElse(OptionalDouble.empty()),
                List.copyOf(notes));
    }

    private static Optional<NoiseDifference.Estimate> noise(Volume a, Volume b, Labels labels, List<String> notes) {
        if (a.grid().difference(b.grid()).isPresent()) {
            notes.add("The reconstructions lie on different grids: noise is not told from edges.");
            return Optional.empty();
        }
        Optional<NoiseDifference.Estimate> noise = NoiseDifference.of(a, b, labels);
        if (noise.isEmpty()) {
            notes.add("No even patch of soft tissue was found near the vertebra: noise is not told from edges.");
        }
        return noise;
    }

    private static Map<KernelQuantity, Double> mean(Map<KernelQuantity, Double> a, Map<KernelQuantity, Double> b) {
        Map<KernelQuantity, Double> mean = new EnumMap<>(KernelQuantity.class);
        a.forEach((quantity, value) -> mean.put(quantity, (value + b.get(quantity)) / 2));
        return mean;
    }

    private static OptionalDouble difference(
            Optional<Map<KernelQuantity, Double>> values, KernelQuantity quantity, double from) {
        return values.map(v -> v.get(quantity) - from)
                .filter(Double::isFinite)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** Numbers only: the models of all swaps at once would not fit. */
    private Map<KernelQuantity, Double> analyse(
            String what, Volume image, Labels labels, Side side, DensityCalibration line) {
        progress.checkCancelled();
        progress.report("Kernels: " + what, Double.NaN);
        AnalysisInput from = side.input();
        AnalysisInput input = new AnalysisInput(
                        from.name(),
                        image,
                        labels,
                        Optional.empty(),
                        from.acquisition(),
                        Optional.empty(),
                        from.warnings())
                .withCalibration(SavedCalibration.of(line, from.scan()));
        AnalysisConfig config = Settings.of(AnalysisConfig.class)
                .with(side.config(), Map.of("calibration", "image", "calibrationFile", ""));
        AnalysisResult result = VertebraAnalysis.run(input, config, threads, progress);
        Map<KernelQuantity, Double> values = new EnumMap<>(KernelQuantity.class);
        for (KernelQuantity quantity : KernelQuantity.values()) {
            values.put(quantity, quantity.of(result));
        }
        return values;
    }
}
