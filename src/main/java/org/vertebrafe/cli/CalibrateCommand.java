package org.vertebrafe.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.CtCalibration;
import org.vertebrafe.analysis.RodsFile;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.imagej.Montage;
import org.vertebrafe.imagej.calibrate.CalibrationPictures;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.SafeFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe calibrate}: from a CT to its density calibration. Settings are those {@link CalibrationConfig} declares. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Finds the line from HU to bone density of a CT.",
        description = {
            "%nReads a CT in HU (NIfTI, ImageJ TIFF or a folder of DICOM slices), calibrates it by a phantom in view, a"
                    + " published equation, a calibration file or the patient's own tissues, prints what was measured and"
                    + " the line, and keeps it as JSON.%n"
        },
        footer = {
            "%nExamples:",
            "  A phantom under the back; the calibration then stands beside the CT as ct.calibration.json:",
            "    vertebrafe calibrate --ct ct.nii.gz --picture rods.png",
            "    vertebrafe analyze --ct ct.nii.gz --calibration image --labels labels.nii.gz --out result",
            "  A phantom scanned by itself, for patients on the same scanner:",
            "    vertebrafe calibrate --ct phantom-scan/ --phantom qrm-bdc-3 --out scanner-2026-03.json",
            "    vertebrafe analyze --ct patient/ --calibration file --calibration-file scanner-2026-03.json ...",
            "  No phantom at all:",
            "    vertebrafe calibrate --ct ct.nii.gz --method phantomless --picture tissues.png",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class CalibrateCommand implements Callable<Integer> {

    private static final Settings<CalibrationConfig> SETTINGS = Settings.of(CalibrationConfig.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ct",
            paramLabel = "FILE",
            required = true,
            description = "CT in HU, or the folder of its DICOM series.")
    private Path ct;

    @Option(
            names = "--rods",
            paramLabel = "FILE",
            description = "JSON file that says where the rods are, as --save-rods writes it; else they are looked for.")
    private Path rods;

    @Option(
            names = "--save-rods",
            paramLabel = "FILE",
            description = "Where to write the places of the rods, to look at or to change them for --rods.")
    private Path saveRods;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the calibration. Default for NIfTI: NAME.calibration.json beside NAME.nii.gz,"
                    + " where --calibration image of vertebrafe analyze finds it.")
    private Path out;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "PNG of where rods or tissues were measured, and of the fit.")
    private Path picture;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** The command with an option for each declared setting. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new CalibrateCommand());
        SETTINGS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        CalibrationConfig config = SETTINGS.with(SETTINGS.defaults(), SettingOptions.given(spec, SETTINGS.items()));
        Path target = target();
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            LoadedCt image = ImageFiles.readCt(ct, threads, progress).inOrder();
            HounsfieldCheck.require(image.image());
            CalibrationInput input = CalibrationInput.of(image.image(), image.scan());
            if (rods != null) {
                input = input.withRods(RodsFile.read(rods));
            }
            CalibrationResult result = CtCalibration.run(input, config, threads, progress);
            SafeFiles.writeText(target, result.saved().toJson());
            PrintWriter terminal = spec.commandLine().getOut();
            terminal.print(CalibrationSummary.of(result, image.warnings()));
            terminal.printf("  %-22s %s%n", "Calibration", target);
            saveRods(result, terminal);
            draw(image, result, terminal);
            terminal.flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private Path target() {
        if (out != null) {
            return out;
        }
        if (Files.isDirectory(ct) || !ImageFiles.isNifti(ct)) {
            throw InputException.of(
                    "--out is missing: only beside NIfTI images a calibration has a place of its own. Name a file, for"
                            + " instance --out calibration.json.");
        }
        return ImageFiles.calibrationBeside(ct);
    }

    private void saveRods(CalibrationResult result, PrintWriter terminal) throws IOException {
        if (saveRods == null) {
            return;
        }
        CalibrationResult.PhantomEvidence evidence = result.phantom()
                .orElseThrow(() -> new InputException("--save-rods needs --method phantom: there are no rods else."));
        SafeFiles.writeText(
                saveRods,
                RodsFile.json(new CalibrationInput.MarkedRods(
                        evidence.phantom().id(), evidence.measurement().regions())));
        terminal.printf("  %-22s %s%n", "Rods", saveRods);
    }

    private void draw(LoadedCt image, CalibrationResult result, PrintWriter terminal) {
        if (picture == null) {
            return;
        }
        Optional<BufferedImage> drawn = CalibrationPictures.of(image.image(), result, "CT");
        if (drawn.isEmpty()) {
            throw new InputException(
                    "--picture needs --method phantom or phantomless: nothing else is measured in the CT.");
        }
        Montage.write(drawn.get(), picture);
        terminal.printf("  %-22s %s%n", "Picture", picture);
    }
}
