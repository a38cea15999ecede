package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;
import org.vertebrafe.synthetic.RandomPatient;
import picocli.CommandLine;

class SampleCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private void sample(Path out) {
        int status = run(
                "sample",
                "--out",
                out.toString(),
                "--kernel",
                "b40f",
                "--phantom",
                "osteo",
                "--pixels",
                "64",
                "--pixel-size",
                "3",
                "--slices",
                "1");
        assertThat(status).as(err.toString()).isZero();
    }

    @Test
    void writesTheSameImagesAndTruthEachTime() throws Exception {
        Path one = folder.resolve("new/one");
        Path two = folder.resolve("two");
        sample(one);
        sample(two);
        for (String name : new String[] {"ct-b40f.nii.gz", "labels.nii.gz", "density.nii.gz", "truth.json"}) {
            assertThat(two.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
        assertThat(one.resolve("ct-b70f.nii.gz")).doesNotExist();
        JsonObject truth = JsonParser.parseString(Files.readString(one.resolve("truth.json")))
                .getAsJsonObject();
        assertThat(truth.getAsJsonObject("calibration")
                        .get("slope_g_per_cm3_per_HU")
                        .getAsDouble())
                .isEqualTo(0.0007);
        Volume ct = Nifti.readVolume(one.resolve("ct-b40f.nii.gz")).image();
        Labels labels = Nifti.readLabels(one.resolve("labels.nii.gz")).image();
        JsonObject rod = truth.getAsJsonArray("rods").get(1).getAsJsonObject();
        double sum = 0;
        int count = 0;
        for (int at = 0; at < labels.grid().voxels(); at++) {
            if (labels.get(at) == rod.get("label").getAsInt()) {
                sum += ct.values()[at];
                count++;
            }
        }
        assertThat(count).isBetween(20, 36);
        // Pixels of 3 mm at its border hold slab as well.
        assertThat(sum / count).isCloseTo(rod.get("HU").getAsDouble(), within(45.0));
    }

    @Test
    void writesARandomPatientAsDicomThatReadsBackAsTheImagesWritten() throws Exception {
        Path images = folder.resolve("images");
        Path dicom = folder.resolve("dicom");
        int status = run(
                "sample",
                "--random",
                "--seed",
                "8",
                "--out",
                images.toString(),
                "--dicom",
                dicom.toString(),
                "--pixels",
                "48",
                "--pixel-size",
                "4",
                "--slices",
                "2");
        assertThat(status).as(err.toString()).isZero();
        for (String kernel : new String[] {"b40f", "b70f"}) {
            CtSeries series =
                    DicomCt.read(dicom.resolve(kernel), List.of(), TaskExecutors.singleThreaded(), Progress.NONE);
            Volume image =
                    Nifti.readVolume(images.resolve("ct-" + kernel + ".nii.gz")).image();
            assertThat(series.volume().values()).isEqualTo(image.values());
            assertThat(series.volume().grid().difference(image.grid())).isEmpty();
            assertThat(series.acquisition().kernelName().orElseThrow()).isEqualToIgnoringCase(kernel);
        }
        assertThat(dicom.resolve("truth.json")).hasSameTextualContentAs(images.resolve("truth.json"));
        JsonObject patient = JsonParser.parseString(Files.readString(dicom.resolve("truth.json")))
                .getAsJsonObject()
                .getAsJsonObject("patient");
        assertThat(patient.get("trabecular_density_g_per_cm3").getAsDouble())
                .isEqualTo(RandomPatient.of(8).trabecularDensity());
    }

    @Test
    void aPlaceToWriteToIsNeeded() {
        assertThat(run("sample", "--seed", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--out", "--dicom");
    }

    @Test
    void unknownNamesAreToldWithThoseThereAre() {
        assertThat(run("sample", "--out", folder.toString(), "--kernel", "b99")).isEqualTo(2);
        assertThat(err.toString()).contains("b99").contains("b40f, b70f");
        assertThat(run("sample", "--out", folder.toString(), "--phantom", "none"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("mindways-3");
    }
}
