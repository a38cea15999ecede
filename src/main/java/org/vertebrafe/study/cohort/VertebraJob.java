package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.analysis.CtCalibration;
import org.vertebrafe.analysis.ImageDensity;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;

/** The whole chain of one vertebra: read, calibrate, segment, analyse. */
public final class VertebraJob {

    private static final double MG_PER_G = 1000;

    private final CohortRow row;
    private final AnalysisConfig config;
    private final CohortImages images;
    private final TaskExecutor threads;
    private final Progress progress;

    /**
     * A vertebra to be.
     *
     * @param row its files
     * @param config of its analysis; the row's calibration and level win
     * @param images reads the files
     * @param threads the caller's threads
     * @param progress polled for cancel
     */
    public VertebraJob(
            CohortRow row, AnalysisConfig config, CohortImages images, TaskExecutor threads, Progress progress) {
        this.row = row;
        this.config = configuration(row, config);
        this.images = images;
        this.threads = threads;
        this.progress = progress;
    }

    /** The configuration of a row: the cohort's, with the row's calibration and level. */
    static AnalysisConfig configuration(CohortRow row, AnalysisConfig config) {
        Map<String, String> changes = new LinkedHashMap<>();
        if (row.hasCalibrationFile()) {
            changes.put("calibration", "file");
            changes.put("calibrationFile", row.calibration());
        } else if (calibratesItself(row)) {
            changes.put("calibration", "image");
        } else if (!row.calibration().isEmpty()) {
            changes.put("calibration", row.calibration());
        }
        // One label map may hold several vertebrae; a segmentation of our own holds one.
        if (!row.level().isEmpty()
                && row.labels().isPresent()
                && config.labelPreset().matches("totalsegmentator|verse")) {
            changes.put("level", row.level());
        }
        if (row.seed().isPresent()) {
            changes.put("labelPreset", AnalysisConfig.defaults().labelPreset());
        }
        return Settings.of(AnalysisConfig.class).with(config, changes);
    }

    private static boolean calibratesItself(CohortRow row) {
        return row.calibration().equals("phantom") || row.calibration().equals("phantomless");
    }

    /** Reads the inputs and refuses what cannot be used, without segmenting, calibrating or solving anything. */
    void check() throws IOException {
        LoadedCt ct = images.ct(row.image(), threads, progress);
        if (config.input().equals("hu")) {
            HounsfieldCheck.require(ct.image());
        }
        if (!calibratesItself(row)) {
            ImageDensity.of(config, ct.scan(), ct.calibration());
        }
        if (row.labels().isPresent()) {
            Labels labels = images.labels(row.labels().get()).image();
            AnalysisInput.of(
                    row.name(), ct.image(), VoxelOrder.onto(labels, ct.image().grid()));
        }
        row.seed().ifPresent(seed -> {
            if (!holds(ct.image().grid(), seed)) {
                throw InputException.of("The seed %s mm lies outside the image.", seed);
            }
        });
    }

    private static boolean holds(VoxelGrid grid, Vec3 point) {
        Vec3 voxel = grid.toVoxel(point);
        return IntStream.range(0, 3).allMatch(a -> voxel.get(a) >= -0.5 && voxel.get(a) <= grid.size(a) - 0.5);
    }

    /** The same image in the segmentation of another. */
    public VertebraJob segmentedAs(VertebraJob reference) {
        return new VertebraJob(row.segmentedAs(reference.row), config, images, threads, progress);
    }

    /** The configuration of its analysis. */
    public AnalysisConfig config() {
        return config;
    }

    /**
     * Its images, calibrated and segmented as its row says.
     *
     * @throws InputException if they cannot be used
     * @throws IOException if they cannot be read
     */
    public AnalysisInput input() throws IOException {
        return input((Labelling) this::labels);
    }

    /** Its images with labels that come from elsewhere. */
    public AnalysisInput input(Function<VoxelGrid, Labels> elsewhere) throws IOException {
        return input((Labelling) (ct, warnings) -> elsewhere.apply(ct.image().grid()));
    }

    /** Makes the labels of a CT, and may warn. */
    @FunctionalInterface
    private interface Labelling {
        Labels of(LoadedCt ct, List<String> warnings) throws IOException;
    }

    private AnalysisInput input(Labelling labelling) throws IOException {
        LoadedCt ct = images.ct(row.image(), threads, progress);
        List<String> warnings = new ArrayList<>(ct.warnings());
        Optional<SavedCalibration> calibration = ct.calibration();
        if (calibratesItself(row)) {
            HounsfieldCheck.require(ct.image());
            CalibrationConfig how = Settings.of(CalibrationConfig.class)
                    .with(CalibrationConfig.defaults(), Map.of("method", row.calibration()));
            calibration =
                    Optional.of(CtCalibration.run(CalibrationInput.of(ct.image(), ct.scan()), how, threads, progress)
                            .saved());
        }
        Labels labels = labelling.of(ct, warnings);
        return new AnalysisInput(
                row.name(), ct.image(), labels, bodyMask(ct, warnings), ct.acquisition(), calibration, warnings);
    }

    /** Computes the row's numbers, by the columns of {@link CohortResult}. */
    CohortResult run() throws IOException {
        AnalysisResult result = VertebraAnalysis.run(input(), config, threads, progress);
        return CohortResult.of(result, measuredVbmd(result));
    }

    private static double measuredVbmd(AnalysisResult result) {
        return result.vbmdAssessment().map(a -> a.density() * MG_PER_G).orElse(Double.NaN);
    }

    private Labels labels(LoadedCt ct, List<String> warnings) throws IOException {
        if (row.labels().isPresent()) {
            Loaded<Labels> loaded = images.labels(row.labels().get());
            warnings.addAll(loaded.warnings());
            return VoxelOrder.onto(loaded.image(), ct.image().grid());
        }
        Segmentation segmentation = VertebraSegmenter.segment(
                ct.image(),
                row.seed().orElseThrow(),
                config.region().equals("body") ? SegmentationSettings.BODY : SegmentationSettings.WHOLE,
                threads,
                progress);
        warnings.addAll(segmentation.warnings());
        return segmentation.labels();
    }

    private Optional<Labels> bodyMask(LoadedCt ct, List<String> warnings) throws IOException {
        if (row.bodyMask().isEmpty()) {
            return Optional.empty();
        }
        Loaded<Labels> loaded = images.labels(row.bodyMask().get());
        warnings.addAll(loaded.warnings());
        return Optional.of(VoxelOrder.onto(loaded.image(), ct.image().grid()));
    }
}
