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
import org.vertebrafe.analysis.AnalysisSteps;
import org.vertebrafe.analysis.ImageDensity;
import org.vertebrafe.analysis.MeshedVertebra;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.StiffVertebra;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/**
 * Compares two reconstructions of one patient in one segmentation, and takes the difference apart by swapping one thing at
 * a time: the calibration, the image, and of the image the noise alone. Optionally the other is harmonised, to tell what
 * of the difference that removes.
 */
public final class KernelComparison {

    /** What is mapped of both, to be subtracted. */
    private static final List<MapQuantity> MAPS =
            List.of(MapQuantity.DENSITY, MapQuantity.MODULUS, MapQuantity.VON_MISES);

    private final Side reference;
    private final Side other;
    private final TaskExecutor threads;
    private final Progress progress;
    private final DensityCalibration referenceLine;
    private final DensityCalibration otherLine;

    /** The mesh made first: all images in the same labels have the same elements. */
    private MeshedVertebra first;

    /**
     * One reconstruction.
     *
     * @param input image in HU and labels; the labels of the other are used only to tell what a segmentation of its own
     *     would change
     * @param config of its analysis; both must agree but for the calibration
     */
    public record Side(AnalysisInput input, AnalysisConfig config) {}

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
     * @param options what is looked at beside the difference
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told of each analysis, polled for cancel
     * @throws InputException if an image is not in HU, or the analyses differ in more than calibration
     */
    public static KernelReport compare(
            Side reference, Side other, KernelOptions options, TaskExecutor threads, Progress progress) {
        return new KernelComparison(reference, other, threads, progress).run(options);
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

    private KernelReport run(KernelOptions options) {
        Volume a = reference.input().image();
        Volume b = other.input().image();
        Labels labels = reference.input().labels();
        Labels moved = LabelTransfer.onto(labels, b.grid());
        List<String> notes = new ArrayList<>();
        Optional<EvenPatch> patch = EvenPatch.find(a, labels);
        boolean oneGrid = a.grid().difference(b.grid()).isEmpty();
        Optional<EvenPatch> otherPatch = oneGrid ? patch : EvenPatch.find(b, moved);
        Optional<NoiseDifference> noise = oneGrid ? patch.map(p -> NoiseDifference.of(a, b, p)) : Optional.empty();
        if (!oneGrid) {
            notes.add("The reconstructions lie on different grids: noise is not told from edges.");
        } else if (patch.isEmpty()) {
            notes.add("No even patch of soft tissue was found near the vertebra: noise is not told from edges.");
        }
        Optional<RadialFilter> filter = options.filter(b, a, threads, progress);
        Optional<Volume> smooth = filter.map(f -> f.apply(b, threads, progress));

        List<MapQuantity> mapped = options.maps() ? MAPS : List.of();
        Analysed plain = analyse("reference", a, labels, reference, referenceLine, mapped);
        Analysed both = analyse("other", b, moved, other, otherLine, mapped);
        List<DifferenceMap> maps = options.maps() ? differences(plain, both) : List.of();
        Map<KernelQuantity, Double> calibrated = values("calibration swapped", a, labels, reference, otherLine);
        Map<KernelQuantity, Double> imaged = values("image swapped", b, moved, other, referenceLine);
        Optional<Map<KernelQuantity, Double>> noisy = noise.map(n -> mean(
                values("noise added", n.added(), labels, reference, referenceLine),
                values("noise subtracted", n.subtracted(), labels, reference, referenceLine)));
        Optional<Map<KernelQuantity, Double>> own = options.ownSegmentation()
                ? Optional.of(values("own segmentation", b, other.input().labels(), other, otherLine))
                : Optional.empty();
        Optional<Map<KernelQuantity, Double>> harmonised =
                smooth.map(image -> values("harmonised", image, moved, other, otherLine));

        Map<KernelQuantity, KernelEffect> effects = new EnumMap<>(KernelQuantity.class);
        for (KernelQuantity q : KernelQuantity.values()) {
            double from = plain.values.get(q);
            double to = both.values.get(q);
            if (Double.isFinite(from) && Double.isFinite(to)) {
                effects.put(
                        q,
                        new KernelEffect(
                                from,
                                to,
                                calibrated.get(q) - from,
                                imaged.get(q) - from,
                                difference(noisy, q, from),
                                difference(own, q, to),
                                difference(harmonised, q, 0)));
            }
        }
        return new KernelReport(
                effects,
                ImageQuality.of(a, labels, patch),
                ImageQuality.of(b, moved, otherPatch),
                smooth.map(image -> ImageQuality.of(image, moved, otherPatch)),
                filter,
                maps,
                plain.centre,
                notes);
    }

    private List<DifferenceMap> differences(Analysed from, Analysed to) {
        List<DifferenceMap> maps = new ArrayList<>();
        maps.add(DifferenceMap.of(
                "hu",
                "CT number",
                "HU",
                reference.input().image(),
                other.input().image()));
        for (MapQuantity quantity : MAPS) {
            maps.add(DifferenceMap.of(
                    quantity.id(), quantity.title(), quantity.unit(), from.maps.get(quantity), to.maps.get(quantity)));
        }
        return maps;
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

    /**
     * What is kept of an analysis: the models of all swaps at once would not fit.
     *
     * @param maps those of {@link #MAPS}
     * @param centre of the vertebral body
     */
    private record Analysed(Map<KernelQuantity, Double> values, Map<MapQuantity, Volume> maps, Vec3 centre) {}

    private Map<KernelQuantity, Double> values(
            String what, Volume image, Labels labels, Side side, DensityCalibration line) {
        return numbers(result(what, image, labels, side, line));
    }

    private Analysed analyse(
            String what, Volume image, Labels labels, Side side, DensityCalibration line, List<MapQuantity> mapped) {
        AnalysisResult result = result(what, image, labels, side, line);
        Map<MapQuantity, Volume> maps = new EnumMap<>(MapQuantity.class);
        mapped.forEach(quantity -> maps.put(quantity, result.map(quantity)));
        return new Analysed(numbers(result), maps, result.frame().bodyCentre());
    }

    private static Map<KernelQuantity, Double> numbers(AnalysisResult result) {
        Map<KernelQuantity, Double> values = new EnumMap<>(KernelQuantity.class);
        for (KernelQuantity quantity : KernelQuantity.values()) {
            values.put(quantity, quantity.of(result));
        }
        return values;
    }

    private AnalysisResult result(String what, Volume image, Labels labels, Side side, DensityCalibration line) {
        progress.checkCancelled();
        progress.report("Kernels: " + what, Double.NaN);
        AnalysisInput from = side.input();
        boolean own =
                labels == other.input().labels() && labels != reference.input().labels();
        Optional<Labels> bodyMask = own
                ? other.input().bodyMask()
                : reference.input().bodyMask().map(mask -> LabelTransfer.onto(mask, image.grid()));
        AnalysisInput input = new AnalysisInput(
                        from.name(), image, labels, bodyMask, from.acquisition(), Optional.empty(), from.warnings())
                .withCalibration(SavedCalibration.of(line, from.scan()));
        AnalysisConfig config = Settings.of(AnalysisConfig.class)
                .with(side.config(), Map.of("calibration", "image", "calibrationFile", ""));
        MeshedVertebra meshed = first == null
                ? AnalysisSteps.mesh(input, config, threads, progress)
                : AnalysisSteps.mesh(input, config, first, threads, progress);
        first = first == null ? meshed : first;
        StiffVertebra stiff = AnalysisSteps.material(meshed, config, threads, progress);
        return AnalysisSteps.result(input, config, AnalysisSteps.solve(stiff, config, threads, progress));
    }
}
