package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.SegmentationReport;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationQuality;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.Start;
import org.vertebrafe.segmentation.oneclick.VertebraParts;
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
    private StartOptions start;

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
        LabelFiles files = LabelFiles.of(out);
        if (parts != null) {
            LabelFiles.of(parts);
        }
        if (!start.isAuto() && (pick != null || level != null)) {
            throw new InputException("--pick and --level belong to --auto, which finds the vertebrae.");
        }
        Pick picked = new Pick(pick, level);
        if (parts != null && picked.isAll()) {
            throw new InputException("--parts takes one vertebra: give the number of one to --pick.");
        }
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            LoadedCt file = ImageFiles.readCt(ct, threads, progress);
            VoxelGrid grid = file.image().grid();
            LoadedCt loaded = file.inOrder();
            if (start.isAuto()) {
                new AutoSegment(spec.commandLine().getOut(), files, picked)
                        .run(
                                loaded.image(),
                                (one, from) -> segment(loaded, grid, one, from, threads, progress),
                                threads,
                                progress);
            } else {
                segment(loaded, grid, files, start.start(grid), threads, progress);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** Segments one vertebra and writes it. */
    private Segmentation segment(
            LoadedCt loaded, VoxelGrid grid, LabelFiles files, Start from, TaskExecutor threads, Progress progress)
            throws IOException {
        SegmentationSettings settings = bodyOnly ? SegmentationSettings.BODY : SegmentationSettings.WHOLE;
        Segmentation result = from.segment(loaded.image(), settings, threads, progress);
        Optional<VertebraParts> regions = parts == null ? Optional.empty() : Optional.of(VertebraParts.of(result));
        List<String> warnings = new ArrayList<>(loaded.warnings());
        warnings.addAll(result.warnings());
        SegmentationReport report = new SegmentationReport(result, from.middle(), regions);
        files.write(VoxelOrder.onto(result.labels(), grid), report.json(warnings), progress);
        if (regions.isPresent()) {
            Nifti.write(VoxelOrder.onto(regions.get().labels(), grid), parts, progress);
        }
        print(report, warnings);
        files.print(spec.commandLine().getOut());
        return result;
    }

    private void print(SegmentationReport found, List<String> warnings) {
        PrintWriter terminal = spec.commandLine().getOut();
        SegmentationQuality quality = found.segmentation().quality();
        terminal.printf("  %-22s %s%n", "Verdict", found.verdict());
        terminal.printf(Locale.ROOT, "  %-22s %.2f%n", "Boundary strength", quality.boundaryStrength());
        terminal.printf(Locale.ROOT, "  %-22s %.1f %%%n", "Surface without edge", 100 * quality.leakage());
        terminal.printf(Locale.ROOT, "  %-22s %.2f%n", "Shape plausibility", quality.shapePlausibility());
        terminal.printf(Locale.ROOT, "  %-22s %.1f cm3%n", "Body", found.bodyVolume() / 1000);
        terminal.printf(Locale.ROOT, "  %-22s %.1f cm3%n", "Vertebra", found.vertebraVolume() / 1000);
        terminal.printf(
                Locale.ROOT,
                "  %-22s %.1f mm%n",
                "Body height",
                found.segmentation().frame().height());
        warnings.forEach(warning -> terminal.printf("  %-22s %s%n", "Warning", warning));
    }
}
