package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.imagej.study.KernelFigures;
import org.vertebrafe.study.DataTable;
import org.vertebrafe.study.kernels.Harmonisation;
import org.vertebrafe.study.kernels.KernelComparison;
import org.vertebrafe.study.kernels.KernelFiles;
import org.vertebrafe.study.kernels.KernelOptions;
import org.vertebrafe.study.kernels.KernelReport;
import org.vertebrafe.study.kernels.KernelSides;
import org.vertebrafe.study.kernels.RadialFilter;
import org.vertebrafe.study.kernels.TransferCurve;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe kernels}: two reconstructions of one vertebra, and where their difference comes from. */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compares two reconstructions of one vertebra and takes their difference apart.",
        description = {
            "%nAnalyses both in the reference's segmentation, each with its own calibration, then swaps one thing at a"
                    + " time: calibration, image, noise alone. Writes kernels.csv and kernels.json, noise power spectra"
                    + " (noise.csv, .png), profiles across the surface of the bone (edges.csv, .png) and maps of the"
                    + " differences in HU, density, modulus and stress (NIfTI and differences.png, other minus reference). --harmonise brings the other to"
                    + " the reference by a filter within the slices, and says what difference is left.%n"
        },
        footer = {
            "%nExample:",
            "    vertebrafe kernels --reference b40f.nii.gz --other b70f.nii.gz --seed-mm 11.4,-3.6,461.6 \\",
            "        --reference-calibration phantom --other-calibration phantom --harmonise pair --out kernels"
        })
final class KernelsCommand implements Callable<Integer> {

    private static final Settings<AnalysisConfig> SETTINGS = CohortOptions.SETTINGS;

    private static final String MTF = "mtf";

    @Spec
    private CommandSpec spec;

    @Option(names = "--reference", paramLabel = "FILE", required = true, description = "CT, usually the smooth kernel.")
    private Path reference;

    @Option(names = "--other", paramLabel = "FILE", required = true, description = "CT, usually the sharp kernel.")
    private Path other;

    @Option(names = "--labels", paramLabel = "FILE", description = "Label map on the reference's grid.")
    private Path labels;

    @Option(names = "--other-labels", paramLabel = "FILE", description = "Label map of the other's own, on its grid.")
    private Path otherLabels;

    @Option(
            names = "--seed-mm",
            paramLabel = "X,Y,Z",
            split = ",",
            description = "Point in the vertebral body to segment from instead of a label map, LPS mm.")
    private List<Double> seed;

    @Option(
            names = "--own-segmentation",
            description = "Also segment the other from the seed, and say what that changes.")
    private boolean own;

    @Option(
            names = "--reference-calibration",
            paramLabel = "HOW",
            defaultValue = "",
            description = "phantom, phantomless, a JSON file of vertebrafe calibrate, or what --calibration allows.")
    private String referenceCalibration;

    @Option(
            names = "--other-calibration",
            paramLabel = "HOW",
            defaultValue = "",
            description = "The same for the other.")
    private String otherCalibration;

    @Option(
            names = "--harmonise",
            paramLabel = "HOW",
            defaultValue = "none",
            description = "none; pair: by the two images themselves, on one grid; bands: by the strength of frequency"
                    + " bands; mtf: by the kernels' MTFs (default: ${DEFAULT-VALUE}).")
    private String harmonise;

    @Option(
            names = "--mtf-reference",
            paramLabel = "FILE",
            description = "For mtf: CSV with columns frequency_lp_per_mm and mtf.")
    private Path mtfReference;

    @Option(names = "--mtf-other", paramLabel = "FILE", description = "The same of the other's kernel.")
    private Path mtfOther;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path out;

    @Option(names = "--config", paramLabel = "FILE", description = "JSON with any of the settings below.")
    private Path config;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** The command with an option for each declared setting. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new KernelsCommand());
        SETTINGS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        AnalysisConfig analysis =
                SETTINGS.with(SettingOptions.read(SETTINGS, config), SettingOptions.given(spec, SETTINGS.items()));
        if ((labels == null) == (seed == null)) {
            throw new InputException("Kernels: name either --labels or --seed-mm, the vertebra of the reference.");
        }
        if (own && seed == null) {
            throw new InputException(
                    "--own-segmentation needs --seed-mm to segment from; for a map use --other-labels.");
        }
        KernelOptions options = options();
        ResultFiles.prepare(out);
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        int wanted = analysis.threads() == 0 ? Runtime.getRuntime().availableProcessors() : analysis.threads();
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(wanted)) {
            Optional<Vec3> point = Optional.ofNullable(seed).map(KernelsCommand::point);
            KernelSides sides = KernelSides.read(
                    new KernelSides.Files(
                            "reference", reference, Optional.ofNullable(labels), point, referenceCalibration),
                    new KernelSides.Files(
                            "other",
                            other,
                            Optional.ofNullable(otherLabels),
                            own && otherLabels == null ? point : Optional.empty(),
                            otherCalibration),
                    analysis,
                    new CohortFiles(),
                    threads,
                    progress);
            KernelReport report =
                    KernelComparison.compare(sides.reference(), sides.other(), options, threads, progress);
            KernelFiles.write(report, out, progress);
            KernelFigures.write(report, sides.reference().input().image(), out);
            print(report);
        }
        return CommandLine.ExitCode.OK;
    }

    private KernelOptions options() throws IOException {
        boolean twice = own || otherLabels != null;
        if (!harmonise.equals(MTF)) {
            return new KernelOptions(twice, KernelOptions.Harmonise.ofId(harmonise), Optional.empty());
        }
        if (mtfReference == null || mtfOther == null) {
            throw new InputException("--harmonise mtf needs --mtf-reference and --mtf-other.");
        }
        TransferCurve smooth = TransferCurve.of(DataTable.read(mtfReference));
        TransferCurve sharp = TransferCurve.of(DataTable.read(mtfOther));
        RadialFilter filter = Harmonisation.ofTransfer(sharp, smooth, smooth.end());
        return new KernelOptions(twice, KernelOptions.Harmonise.NONE, Optional.of(filter));
    }

    private static Vec3 point(List<Double> numbers) {
        if (numbers.size() != 3) {
            throw InputException.of("Seed %s: three numbers are needed, for instance 11.4,-3.6,461.6.", numbers);
        }
        return new Vec3(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    private void print(KernelReport report) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf(
                Locale.ROOT,
                "  %-26s %10s %10s %9s %8s %8s %8s %8s%n",
                "",
                "reference",
                "other",
                "differ.",
                "calibr.",
                "noise",
                "edges",
                "harmon.");
        report.effects()
                .forEach((quantity, e) -> terminal.printf(
                        Locale.ROOT,
                        "  %-26s %10.1f %10.1f %+8.2f%% %+7.2f%% %s %s %s%n",
                        quantity.label() + " (" + quantity.unit() + ")",
                        e.reference(),
                        e.other(),
                        e.percent(),
                        100 * e.calibration() / e.reference(),
                        percent(e.noise().orElse(Double.NaN) / e.reference()),
                        percent(e.edges().orElse(Double.NaN) / e.reference()),
                        percent(e.harmonisedTotal().orElse(Double.NaN) / e.reference())));
        KernelFiles.images(report)
                .forEach((name, quality) -> terminal.printf(
                        Locale.ROOT,
                        "  %-26s noise %.1f HU, edge %.0f HU/mm, peak %.0f HU%n",
                        name,
                        quality.noiseSd(),
                        quality.edge().steepest(),
                        quality.edge().peak()));
        report.notes().forEach(note -> terminal.printf("  Note: %s%n", note));
        terminal.printf("  %-26s %s%n", "Results", out.resolve("kernels.csv"));
        terminal.flush();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "       -" : String.format(Locale.ROOT, "%+7.2f%%", 100 * share);
    }
}
