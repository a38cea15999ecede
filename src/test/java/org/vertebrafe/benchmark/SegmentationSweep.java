package org.vertebrafe.benchmark;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;

/**
 * Segments L2 of many random virtual patients, in both kernels, from one click each and compares with the truth: overlap, surface distance,
 * and the stiffness of either in the study's model, quadratic tetrahedra of 2 mm. (A voxel model of 1 mm depends by
 * some 3 % on where its lattice happens to lie, more than masks differ.) Writes one line of JSON a case; {@link SweepReport} sums them up.
 * Scans are kept in the folder, so that a second sweep takes only the time of segmenting and solving.
 */
public final class SegmentationSweep {

    /** Edge of the tetrahedra, mm. */
    private static final String ELEMENT = "2";

    private SegmentationSweep() {}

    /**
     * @param arguments folder of the scans, file of the results, first case, number of cases, threads, and of which
     *     cases the stiffness is worked out: of each so manieth; 0 of none
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path results = Path.of(arguments[1]);
        long first = Long.parseLong(arguments[2]);
        long solved = Long.parseLong(arguments[5]);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(Integer.parseInt(arguments[4]))) {
            for (long n = first; n < first + Long.parseLong(arguments[3]); n++) {
                SweepCase one = SweepCase.of(n);
                Map<String, Object> line = run(one, one.scan(folder, threads), solved > 0 && n % solved == 0, threads);
                Files.writeString(
                        results, new Gson().toJson(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }

    private static Map<String, Object> run(SweepCase one, SweepCase.Scan scan, boolean solved, TaskExecutor threads) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("case", one.number());
        line.put("patient", one.patient().seed());
        line.put("density_mg_per_cm3", Math.rint(1000 * one.patient().trabecularDensity()));
        line.put("kernel", one.kernel().id());
        line.put("pixel_mm", one.pixel());
        line.put("slice_mm", one.slice());
        line.put("sagittalTilt_deg", Math.rint(one.patient().sagittalTilt()));
        line.put("coronalTilt_deg", Math.rint(one.patient().coronalTilt()));
        line.put("contrastAgent", one.patient().hasContrastAgent());
        line.put("sclerotic", one.patient().sclerotic());
        long start = System.nanoTime();
        Segmentation found;
        try {
            found = VertebraSegmenter.segment(
                    scan.hu(), one.click(), SegmentationSettings.WHOLE, threads, Progress.NONE);
        } catch (InputException e) {
            line.put("verdict", "refused");
            line.put("message", e.getMessage());
            return line;
        }
        line.put("seconds", (System.nanoTime() - start) * 1e-9);
        line.put("verdict", found.quality().verdict().name().toLowerCase(Locale.ROOT));
        line.put("boundaryStrength", found.quality().boundaryStrength());
        line.put("leakage", found.quality().leakage());
        line.put("shapePlausibility", found.quality().shapePlausibility());
        line.put("warnings", found.warnings());
        MaskComparison body = MaskComparison.of(found.labels(), scan.truth(), l -> l == 1 || l == 2);
        line.put("bodyDice", body.dice());
        line.put("bodyDistance_mm", body.distance());
        line.put("bodyVolumeRatio", body.volume());
        MaskComparison whole = MaskComparison.of(found.labels(), scan.truth(), l -> l >= 1 && l <= 4);
        line.put("vertebraDice", whole.dice());
        line.put("vertebraVolumeRatio", whole.volume());
        if (!solved) {
            return line;
        }
        line.put("stiffness_N_per_mm", stiffness(scan.hu(), found.labels(), threads));
        line.put("trueStiffness_N_per_mm", stiffness(scan.hu(), scan.truth(), threads));
        return line;
    }

    /** Stiffness of a label map in the study's model, N/mm; null if there is none. */
    private static Double stiffness(Volume hu, Labels labels, TaskExecutor threads) {
        AnalysisConfig config = Settings.of(AnalysisConfig.class)
                .with(
                        AnalysisConfig.defaults(),
                        Map.of("calibration", "b40f", "mesh", "tet10", "elementSize", ELEMENT, "tolerance", "1e-6"));
        try {
            return VertebraAnalysis.run(AnalysisInput.of("patient", hu, labels), config, threads, Progress.NONE)
                    .stiffness();
        } catch (InputException e) {
            return null;
        }
    }
}
