package org.vertebrafe.cli;

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
import org.vertebrafe.segmentation.oneclick.VertebraParts;
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
        header = "Segments a vertebra from one point in its body, or finds the vertebrae.",
        description = {
            "%nReads a CT in HU and writes labels on its grid: 1 trabecular body, 2 cortical body, 3 trabecular"
                + " process, 4 cortical process. Quality figures are printed and written as JSON beside the labels.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe segment --ct ct.nii.gz --seed 60,45,71 --out labels.nii.gz",
            "    vertebrafe segment --ct dicom-folder --seed-mm 5.9,-133,351.7 --out labels.nii.gz",
            "    vertebrafe segment --ct ct.nii.gz --auto --out labels.nii.gz            lists what is there",
            "    vertebrafe segment --ct ct.nii.gz --auto --pick 3 --out labels.nii.gz   segments the third from the"
                    + " top",
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

        @Option(
                names = "--box",
                paramLabel = "I,J,K,I,J,K",
                split = ",",
                arity = "1",
                description = "Two opposite voxels of a box around the vertebral body, counted from 0 in the file.")
        private List<Double> box;

        @Option(names = "--auto", description = "Find all vertebral bodies and list them; --pick chooses.")
        private boolean auto;
    }

    @Option(
            names = "--pick",
            paramLabel = "N|all",
            description =
                    "With --auto: the number of the vertebra to segment, 1 is the topmost found, or all. Of all, each"
                            + " is written to a file of its own, its number behind the name.")
    private String pick;

    @Option(
            names = "--level",
            paramLabel = "N=NAME",
            description =
                    "With --auto: which level one of them is, for instance 3=L2; the others are named from it. The"
                            + " image alone does not tell levels.")
    private String level;

    @Option(
            names = "--parts",
            paramLabel = "FILE",
            description = "Also write canal (1), superior (2) and inferior endplate (3), .nii or .nii.gz.")
    private Path parts;

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
        jsonBeside(out);
        if (parts != null) {
            jsonBeside(parts);
        }
        if (!seed.auto && (pick != null || level != null)) {
            throw new InputException("--pick and --level belong to --auto, which finds the vertebrae.");
        }
        if (seed.auto && parts != null && "all".equals(pick)) {
            throw new InputException("--parts takes one vertebra: give the number of one to --pick.");
        }
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Loaded<Volume> loaded = ImageFiles.readVolume(ct, threads, progress);
            if (seed.auto) {
                new AutoSegment(spec.commandLine().getOut(), out, pick, level)
                        .run(
                                loaded.image(),
                                (one, point) -> segment(loaded, one, point, threads, progress),
                                threads,
                                progress);
            } else {
                segment(loaded, out, null, threads, progress);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** Segments one vertebra, from the point or else from what the user gave, and writes it. */
    private Segmentation segment(Loaded<Volume> loaded, Path file, Vec3 found, TaskExecutor threads, Progress progress)
            throws IOException {
        Path json = jsonBeside(file);
        Volume image = loaded.image();
        SegmentationSettings settings = bodyOnly ? SegmentationSettings.BODY : SegmentationSettings.WHOLE;
        Vec3 point = found;
        Segmentation result;
        if (found == null && seed.box != null) {
            Vec3 from = image.grid().toPatient(number(seed.box, 0), number(seed.box, 1), number(seed.box, 2));
            Vec3 to = image.grid().toPatient(number(seed.box, 3), number(seed.box, 4), number(seed.box, 5));
            point = from.plus(to).times(0.5);
            result = VertebraSegmenter.segment(image, from, to, settings, threads, progress);
        } else {
            point = found == null ? point(image) : found;
            result = VertebraSegmenter.segment(image, point, settings, threads, progress);
        }
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Nifti.write(result.labels(), file, progress);
        List<String> warnings = new ArrayList<>(loaded.warnings());
        warnings.addAll(result.warnings());
        Map<String, Object> report = report(result, point, warnings);
        if (parts != null) {
            VertebraParts regions = VertebraParts.of(result);
            Nifti.write(regions.labels(), parts, progress);
            if (!Double.isNaN(regions.canalArea())) {
                report.put("canalArea_mm2", regions.canalArea());
                report.put("canalWidth_mm", regions.canalWidth());
                report.put("canalDepth_mm", regions.canalDepth());
            }
        }
        SafeFiles.writeText(json, AutoSegment.json(report));
        print(result, warnings, file, json);
        return result;
    }

    private Vec3 point(Volume image) {
        return seed.voxel != null
                ? image.grid().toPatient(three(seed.voxel, 0), three(seed.voxel, 1), three(seed.voxel, 2))
                : new Vec3(three(seed.position, 0), three(seed.position, 1), three(seed.position, 2));
    }

    private static double number(List<Double> box, int n) {
        if (box.size() != 6) {
            throw InputException.of("Box %s: six numbers are needed, for instance 40,25,62,78,58,80.", box);
        }
        return box.get(n);
    }

    private static double three(List<Double> numbers, int n) {
        if (numbers.size() != 3) {
            throw InputException.of("Seed %s: three numbers are needed, for instance 60,45,71.", numbers);
        }
        return numbers.get(n);
    }

    static Path jsonBeside(Path labels) {
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
        result.cortexMap().ifPresent(map -> report.put("meanCortexThickness_mm", map.mean()));
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

    private void print(Segmentation result, List<String> warnings, Path file, Path json) {
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
        terminal.printf("  %-22s %s%n", "Labels", file);
        terminal.printf("  %-22s %s%n", "Report", json);
        terminal.flush();
    }
}
