package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;
import picocli.CommandLine;

/** From a sample scan with a phantom to the density of its vertebra, on the command line. */
class CalibrateCommandTest {

    @TempDir
    private static Path folder;

    private static Path ct;
    private static Path labels;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void sample() throws IOException {
        StringWriter err = new StringWriter();
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        int status = line.execute(
                "sample",
                "--out",
                folder.toString(),
                "--kernel",
                "b40f",
                "--pixels",
                "176",
                "--pixel-size",
                "1.4",
                "--slices",
                "36");
        assertThat(status).as(err.toString()).isZero();
        ct = folder.resolve("ct-b40f.nii.gz");
        Labels all = Nifti.readLabels(folder.resolve("labels.nii.gz")).image();
        short[] one = new short[all.grid().voxels()];
        for (int at = 0; at < one.length; at++) {
            one[at] = (short) (all.get(at) <= 4 ? all.get(at) : 0);
        }
        labels = folder.resolve("l2.nii.gz");
        Nifti.write(new Labels(all.grid(), one), labels, Progress.NONE);
    }

    @BeforeEach
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("ct-b40f.calibration.json"));
    }

    private int run(Object... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return line.execute(texts);
    }

    private void runs(Object... arguments) {
        assertThat(run(arguments)).as(() -> err.toString()).isZero();
    }

    private JsonObject analyze(String name, Object... calibration) throws IOException {
        Object[] arguments = new Object[calibration.length + 9];
        System.arraycopy(
                new Object[] {
                    "analyze",
                    "--labels",
                    labels,
                    "--out",
                    folder.resolve(name),
                    "--element-size",
                    4,
                    "--tolerance",
                    1e-3
                },
                0,
                arguments,
                0,
                9);
        System.arraycopy(calibration, 0, arguments, 9, calibration.length);
        runs(arguments);
        return JsonParser.parseString(Files.readString(folder.resolve(name).resolve("result.json")))
                .getAsJsonObject();
    }

    private static JsonObject peeled(JsonObject result) {
        return result.getAsJsonObject("vbmd").getAsJsonObject("peeledBody");
    }

    @Test
    void theDensityOfASampleIsRightWithinTheUncertaintyOfItsCalibration() throws IOException {
        runs(
                "calibrate",
                "--ct",
                ct,
                "--picture",
                folder.resolve("rods.png"),
                "--save-rods",
                folder.resolve("rods.json"));
        assertThat(out.toString())
                .contains("Mindways Model 3", "rod", "residual mg/cm3", "R2 = 0.99", "standard error: slope");
        assertThat(ImageIO.read(folder.resolve("rods.png").toFile()).getWidth()).isGreaterThan(800);
        assertThat(folder.resolve("ct-b40f.calibration.json")).isNotEmptyFile();

        JsonObject measured = analyze("measured", "--ct", ct, "--calibration", "image");
        // The true line of the sample is that of b40f: what remains between them is the calibration's error alone.
        JsonObject truth = analyze("truth", "--ct", ct, "--calibration", "b40f");
        double error = peeled(measured).get("mean_mg_per_cm3").getAsDouble()
                - peeled(truth).get("mean_mg_per_cm3").getAsDouble();
        double stated =
                peeled(measured).get("calibrationHalfWidth95_mg_per_cm3").getAsDouble();
        assertThat(stated).isBetween(0.05, 3.0);
        assertThat(Math.abs(error)).isLessThan(stated);
        assertThat(peeled(truth).has("calibrationHalfWidth95_mg_per_cm3")).isFalse();

        JsonObject provenance = measured.getAsJsonObject("provenance");
        assertThat(provenance.getAsJsonObject("calibration").get("method").getAsString())
                .isEqualTo("phantom");
        assertThat(provenance.getAsJsonObject("calibration").has("uncertainty")).isTrue();
        assertThat(provenance.get("calibrationAppliedTo").getAsString()).isEqualTo("HU");
        assertThat(measured.get("warnings").toString()).contains("Nominal rod densities");
        assertThat(truth.get("warnings").toString()).contains("brings a calibration of its own");
        assertThat(Files.readString(folder.resolve("measured/result.csv")))
                .contains("Calibration", "phantom in view", "vBMD 95 % half width");
    }

    @Test
    void aFileOfTheScannerAndTheRodsOfAPersonGiveTheSameLine() throws IOException {
        Path file = folder.resolve("scanner.json");
        Path rods = folder.resolve("rods2.json");
        runs("calibrate", "--ct", ct, "--out", file, "--save-rods", rods, "--quiet");
        assertThat(folder.resolve("ct-b40f.calibration.json")).doesNotExist();
        DensityCalibration found = SavedCalibration.read(file).calibration();
        runs("calibrate", "--ct", ct, "--rods", rods, "--out", folder.resolve("again.json"), "--quiet");
        assertThat(SavedCalibration.read(folder.resolve("again.json"))
                        .calibration()
                        .coefficients()
                        .get(1))
                .isCloseTo(found.coefficients().get(1), within(1e-7));

        JsonObject result = analyze("file", "--ct", ct, "--calibration", "file", "--calibration-file", file);
        assertThat(result.getAsJsonObject("provenance")
                        .getAsJsonObject("calibration")
                        .get("method")
                        .getAsString())
                .isEqualTo("asynchronous");
        assertThat(result.get("warnings").toString()).contains("Not known of both scans and so not compared");
    }

    @Test
    void theImageOfDensityGivesTheSameResultAndIsNotCalibratedAgain() throws IOException {
        runs("calibrate", "--ct", ct, "--quiet");
        Path density = folder.resolve("rho.nii.gz");
        runs("density", "--ct", ct, "--out", density, "--quiet");
        DensityCalibration line =
                SavedCalibration.read(folder.resolve("rho.calibration.json")).calibration();
        Volume hu = Nifti.readVolume(ct).image();
        Volume milligrams = Nifti.readVolume(density).image();
        int at = hu.grid().index(80, 60, 18);
        assertThat(milligrams.values()[at]).isCloseTo((float) (1000 * line.apply(hu.values()[at])), within(1e-3f));

        JsonObject byHu = analyze("by-hu", "--ct", ct, "--calibration", "image");
        JsonObject byDensity = analyze("by-density", "--density", density);
        assertThat(byDensity.get("stiffness_N_per_mm").getAsDouble()
                        / byHu.get("stiffness_N_per_mm").getAsDouble())
                .isCloseTo(1, within(1e-4));
        JsonObject provenance = byDensity.getAsJsonObject("provenance");
        assertThat(provenance.getAsJsonObject("calibration"))
                .isEqualTo(byHu.getAsJsonObject("provenance").getAsJsonObject("calibration"));
        assertThat(provenance.get("calibrationAppliedTo").getAsString()).startsWith("nothing");
    }

    @Test
    void thePatientsOwnTissuesCalibrateARealScan() throws IOException {
        Path file = folder.resolve("torso.json");
        Path picture = folder.resolve("torso.png");
        runs(
                "calibrate",
                "--ct",
                "../shared/data/torso-ct/ct.nii.gz",
                "--method",
                "phantomless",
                "--out",
                file,
                "--picture",
                picture,
                "--quiet");
        assertThat(out.toString())
                .contains("adipose tissue", "blood", "muscle", "phantomless", "about 30 mg/cm3 above asynchronous QCT");
        assertThat(SavedCalibration.read(file).calibration().apply(150)).isBetween(0.05, 0.20);
        assertThat(ImageIO.read(picture.toFile())).isNotNull();
    }

    @Test
    void saysWhatIsMissing() {
        refuses("--out is missing", "calibrate", "--ct", "somewhere/");
        refuses("does not say its reconstruction kernel", "calibrate", "--ct", ct, "--method", "equation");
        refuses("method = \"magic\" is not one of", "calibrate", "--ct", ct, "--method", "magic");
        refuses("No calibration travels with ct-b40f.nii.gz", "density", "--ct", ct, "--out", folder.resolve("x.nii"));
        refuses("beside NIfTI images only", "density", "--ct", ct, "--out", folder.resolve("x.tif"));
        assertThat(folder.resolve("x.nii")).doesNotExist();
    }

    private void refuses(String message, Object... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
