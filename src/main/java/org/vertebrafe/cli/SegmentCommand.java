package org.vertebrafe.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationQuality;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe segment}: the labels of one vertebra from one point in its body. */
@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Segments a vertebra from one point in its body.",
        description = {
            "%nReads a CT in HU and writes labels on its grid: 1 trabecular body, 2 cortical body, 3 trabecular process, 4"
                    + " cortical process. Quality figures are printed and written as JSON beside the labels.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe segment --ct ct.nii.gz --seed 60,45,71 --out labels.nii.gz",
            "    vertebrafe segment --ct dicom-folder --seed-mm 5.9,-133,351.7 --out labels.nii.gz",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class SegmentCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ct",
            paramLabel = "FILE",
            required = true,
            description = "CT in HU, NIfTI or ImageJ TIFF, or the folder of its DICOM series.")
    private Path ct;

    @ArgGroup(multiplicity = "1")
    private Seed seed;

    private static final class Seed {
        @Option(
                names = "--seed",
                paramLabel = "I,J,K",
                split = ",",
                arity = "1",
                description = "Voxel in the vertebral body, counted from 0 in the file.")
        private List<Double> voxel;

        @Option(
                names = "--seed-mm",
                paramLabel = "X,Y,Z",
                split = ",",
                arity = "1",
                description = "The same in mm, LPS: x to the left, y to posterior, z to superior.")
        private List<Double> position;
    }

    @Option(names = "--body-only", description = "The vertebral body without arch and processes.")
    private boolean bodyOnly;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write the labels, .nii or .nii.gz; the JSON lies beside it.")
    private Path out;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Path json = jsonBeside(out);
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Loaded<Volume> loaded = ImageFiles.readVolume(ct, threads, progress);
            Volume image = loaded.image();
            Vec3 point = seed.voxel != null
                    ? image.grid().toPatient(three(seed.voxel, 0), three(seed.voxel, 1), three(seed.voxel, 2))
                    : new Vec3(three(seed.position, 0), three(seed.position, 1), three(seed.position, 2));
            Segmentation result = VertebraSegmenter.segment(
                    image, point, bodyOnly ? SegmentationSettings.BODY : SegmentationSettings.WHOLE, threads, progress);
            if (out.toAbsolutePath().getParent() != null) {
                Files.createDirectories(out.toAbsolutePath().getParent());
            }
            Nifti.write(result.labels(), out, progress);
            List<String> warnings = new ArrayList<>(loaded.warnings());
            warnings.addAll(result.warnings());
            Map<String, Object> report = report(result, point, warnings);
            SafeFiles.writeText(
                    json,
                    new GsonBuilder()
                                    .setPrettyPrinting()
                                    .disableHtmlEscaping()
                                    .create()
                                    .toJson(report)
                            + "\n");
            print(result, warnings, json);
        }
        return CommandLine.ExitCode.OK;
    }

    private static double three(List<Double> numbers, int n) {
        if (numbers.size() != 3) {
            throw InputException.of("Seed %s: three numbers are needed, for instance 60,45,71.", numbers);
        }
        return numbers.get(n);
    }

    private static Path jsonBeside(Path labels) {
        String name = labels.getFileName().toString();
        String plain = name.replaceFirst("(?i)\\.nii(\\.gz)?$", "");
        if (plain.equals(name)) {
            throw InputException.of("Label file %s: its name must end in .nii or .nii.gz.", labels);
        }
        return labels.resolveSibling(plain + ".json");
    }

    private static Map<String, Object> report(Segmentation result, Vec3 seed, List<String> warnings) {
        SegmentationQuality quality = result.quality();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("program", Version.NAME + " " + Version.number());
        report.put("seed_mm", numbers(seed));
        report.put("verdict", quality.verdict().name().toLowerCase(Locale.ROOT));
        report.put("boundaryStrength", quality.boundaryStrength());
        report.put("leakage", quality.leakage());
        report.put("shapePlausibility", quality.shapePlausibility());
        report.put("bodyVolume_mm3", volume(result, 1, 2));
        report.put("vertebraVolume_mm3", volume(result, 1, 4));
        report.put("bodyHeight_mm", result.frame().height());
        report.put("bodyCentre_mm", numbers(result.frame().bodyCentre()));
        report.put("superior", numbers(result.frame().superior()));
        report.put("anterior", numbers(result.frame().anterior()));
        report.put("wallThickness_mm", result.cortex().wall());
        report.put("superiorEndplateThickness_mm", result.cortex().superiorEndplate());
        report.put("inferiorEndplateThickness_mm", result.cortex().inferiorEndplate());
        report.put("warnings", warnings);
        return report;
    }

    private static double[] numbers(Vec3 v) {
        return new double[] {v.x(), v.y(), v.z()};
    }

    private static double volume(Segmentation result, int from, int to) {
        return result.labels().counts().entrySet().stream()
                        .filter(e -> e.getKey() >= from && e.getKey() <= to)
                        .mapToInt(Map.Entry::getValue)
                        .sum()
                * result.labels().grid().voxelVolume();
    }

    private void print(Segmentation result, List<String> warnings, Path json) {
        PrintWriter terminal = spec.commandLine().getOut();
        SegmentationQuality quality = result.quality();
        terminal.printf("  %-22s %s%n", "Verdict", quality.verdict().name().toLowerCase(Locale.ROOT));
        terminal.printf(Locale.ROOT, "  %-22s %.2f%n", "Boundary strength", quality.boundaryStrength());
        terminal.printf(Locale.ROOT, "  %-22s %.1f %%%n", "Surface without edge", 100 * quality.leakage());
        terminal.printf(Locale.ROOT, "  %-22s %.2f%n", "Shape plausibility", quality.shapePlausibility());
        terminal.printf(Locale.ROOT, "  %-22s %.1f cm3%n", "Body", volume(result, 1, 2) / 1000);
        terminal.printf(Locale.ROOT, "  %-22s %.1f cm3%n", "Vertebra", volume(result, 1, 4) / 1000);
        terminal.printf(
                Locale.ROOT, "  %-22s %.1f mm%n", "Body height", result.frame().height());
        warnings.forEach(warning -> terminal.printf("  %-22s %s%n", "Warning", warning));
        terminal.printf("  %-22s %s%n", "Labels", out);
        terminal.printf("  %-22s %s%n", "Report", json);
        terminal.flush();
    }
}
