package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe density}: from a CT in HU to an image of density in mg/cm3. */
@Command(
        name = "density",
        mixinStandardHelpOptions = true,
        header = "Makes an image of bone density in mg/cm3 from a CT in HU.",
        description = {
            "%nApplies the calibration that travels with the CT (NAME.calibration.json beside NAME.nii.gz), or a"
                    + " calibration file, and writes NIfTI with the calibration beside it, where vertebrafe analyze"
                    + " --density finds it.%n"
        })
final class DensityCommand implements Callable<Integer> {

    private static final float MG_PER_G = 1000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--ct", paramLabel = "FILE", required = true, description = "CT in HU, or its DICOM folder.")
    private Path ct;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "JSON file saved by vertebrafe calibrate. Default: the one that travels with the CT.")
    private Path calibration;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Image of density, NIfTI.")
    private Path out;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Path beside = ImageFiles.calibrationBeside(out);
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            LoadedCt image = ImageFiles.readCt(ct, threads, progress);
            HounsfieldCheck.require(image.image());
            SavedCalibration used = chosen(image);
            Volume density = milligrams(used.calibration(), image.image());
            Nifti.write(density, out, progress);
            SafeFiles.writeText(beside, used.toJson());
            used.calibration()
                    .remarks()
                    .forEach(remark -> spec.commandLine().getOut().println("  Note: " + remark));
            spec.commandLine()
                    .getOut()
                    .println("Wrote " + out + ", " + used.calibration().kind().words() + " in mg/cm3");
        }
        return CommandLine.ExitCode.OK;
    }

    private SavedCalibration chosen(LoadedCt image) throws IOException {
        if (calibration != null) {
            return SavedCalibration.of(SavedCalibration.read(calibration).forScan(image.scan()), image.scan());
        }
        return image.calibration()
                .orElseThrow(() -> InputException.of(
                        "No calibration travels with %s: run vertebrafe calibrate on it first, or name one with"
                                + " --calibration.",
                        ct.getFileName()));
    }

    private static Volume milligrams(DensityCalibration calibration, Volume hu) {
        float[] values = calibration.apply(hu).values();
        float[] milligrams = new float[values.length];
        for (int at = 0; at < values.length; at++) {
            milligrams[at] = MG_PER_G * values[at];
        }
        return new Volume(hu.grid(), milligrams);
    }
}
