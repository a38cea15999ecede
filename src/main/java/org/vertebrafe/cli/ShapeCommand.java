package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.ImportedLabels;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.ShapeReport;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.imagej.PngFiles;
import org.vertebrafe.imagej.ShapeSection;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.SafeFiles;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe shape}: heights, wedge, size and cortical thickness of a labelled vertebra. */
@Command(
        name = "shape",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measures heights, wedge, size and cortical thickness of a vertebra.",
        description = {
            "%nReads a CT in HU (--ct) or an image of density (--density) and a label map on the same grid; prints the"
                    + " measures and writes them as JSON. The thickness of the cortex is measured in a CT only.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe shape --ct ct.nii.gz --labels labels.nii.gz --out shape.json --picture shape.png",
            "    vertebrafe shape --ct ct.nii.gz --labels total.nii.gz --label-preset totalsegmentator --level L2 \\",
            "        --out shape.json",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class ShapeCommand implements Callable<Integer> {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final List<Settings.Item> OFFERED = ImportedLabels.numbering(SETTINGS);

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ImageOptions image;

    @Option(names = "--labels", paramLabel = "FILE", required = true, description = "Label map on the same grid.")
    private Path labels;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the measures, JSON.")
    private Path out;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "PNG of the mid-sagittal section with the measures drawn on it.")
    private Path picture;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** The command with an option for each declared setting of label maps. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ShapeCommand());
        OFFERED.forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        AnalysisConfig config = SETTINGS.with(SETTINGS.defaults(), SettingOptions.given(spec, OFFERED));
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            LoadedCt loaded = ImageFiles.readCt(image.file(), threads, progress);
            Loaded<Labels> map = ImageFiles.readLabels(labels);
            List<String> warnings = new ArrayList<>(loaded.warnings());
            warnings.addAll(map.warnings());
            AnalysisInput input = new AnalysisInput(
                    "shape",
                    loaded.image(),
                    VoxelOrder.onto(map.image(), loaded.image().grid()),
                    Optional.empty(),
                    warnings);
            ShapeReport report = ShapeReport.of(input, config, image.isCt(), threads, progress);
            SafeFiles.writeText(out, report.json());
            if (picture != null) {
                PngFiles.write(
                        ShapeSection.image(report, loaded.image(), image.isCt(), "shape")
                                .flatten()
                                .getBufferedImage(),
                        picture);
            }
            print(report);
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(ShapeReport report) {
        PrintWriter terminal = spec.commandLine().getOut();
        for (Map.Entry<String, Object> figure : report.row().entrySet()) {
            if (figure.getValue() instanceof Double number) {
                terminal.printf(Locale.ROOT, "  %-34s %.2f%n", figure.getKey(), number);
            }
        }
        report.remarks().forEach(remark -> terminal.printf("  %-34s %s%n", "Note", remark));
        terminal.printf("  %-34s %s%n", "Measures", out);
        terminal.flush();
    }
}
