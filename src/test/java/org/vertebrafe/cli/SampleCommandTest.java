package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;
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
    void unknownNamesAreToldWithThoseThereAre() {
        assertThat(run("sample", "--out", folder.toString(), "--kernel", "b99")).isEqualTo(2);
        assertThat(err.toString()).contains("b99").contains("b40f, b70f");
        assertThat(run("sample", "--out", folder.toString(), "--phantom", "none"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("mindways-3");
    }
}
