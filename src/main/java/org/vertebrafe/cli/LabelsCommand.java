package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ImportedLabels;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe labels}: one vertebra of somebody's label map, on the CT's grid and in the program's numbering. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Takes over one vertebra of a label map made elsewhere.",
        description = {
            "%nReads a CT and a label map of the same patient, for instance of TotalSegmentator, VerSe, 3D Slicer or Labkit,"
                    + " and writes the labels of one vertebra on the CT's grid: 1 trabecular body, 2 cortical body, 3"
                    + " trabecular process, 4 cortical process. Where the map has one label for the whole vertebra, its body"
                    + " is told by shape. What was done is printed and written as JSON beside the labels.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe labels --ct ct.nii.gz --labels total.nii.gz --label-preset totalsegmentator --level L2 \\",
            "        --out L2.nii.gz",
            "    vertebrafe labels --ct dicom-folder --labels slicer.nii.gz --label-preset custom \\",
            "        --label-roles 1=vertebra,2=superior-cap,3=inferior-cap --out labels.nii.gz",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class LabelsCommand implements Callable<Integer> {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final List<Settings.Item> OFFERED = ImportedLabels.numbering(SETTINGS);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ct",
            paramLabel = "FILE",
            required = true,
            description = "CT, NIfTI or ImageJ TIFF, or the folder of its DICOM series.")
    private Path ct;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            required = true,
            description = "Label map of the same patient, NIfTI or ImageJ TIFF, on any grid.")
    private Path labels;

    @Option(
            names = "--cortex",
            paramLabel = "MM",
            description =
                    "Thickness of the cortex where the labels do not tell it; the outermost layer of voxels always"
                            + " belongs to it. Default: that of the body as measured in the CT, that of the posterior"
                            + " elements " + ImportedLabels.CORTEX + ".")
    private Double cortex;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write the labels, .nii or .nii.gz; the JSON lies beside it.")
    private Path out;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** The command with an option for each declared setting of label maps. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new LabelsCommand());
        OFFERED.forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        LabelFiles files = LabelFiles.of(out);
        AnalysisConfig config = SETTINGS.with(SETTINGS.defaults(), SettingOptions.given(spec, OFFERED));
        ImportedLabels.Cortex shell =
                new ImportedLabels.Cortex(cortex == null ? ImportedLabels.CORTEX : cortex, cortex == null);
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            LoadedCt image = ImageFiles.readCt(ct, threads, progress);
            Loaded<Labels> map = ImageFiles.readLabels(labels);
            List<String> warnings = new ArrayList<>(image.warnings());
            warnings.addAll(map.warnings());
            ImportedLabels imported = ImportedLabels.of(image.image(), map.image(), config, shell, threads, progress);
            files.write(imported.vertebra().labels(), imported.json(warnings), progress);
            PrintWriter terminal = spec.commandLine().getOut();
            terminal.printf("  %-22s %s%n", "Vertebra", imported.words());
            imported.vertebra().steps().forEach(step -> terminal.printf("  %-22s %s%n", "Done", step));
            warnings.addAll(imported.vertebra().warnings());
            warnings.forEach(warning -> terminal.printf("  %-22s %s%n", "Warning", warning));
            files.print(terminal);
        }
        return CommandLine.ExitCode.OK;
    }
}
