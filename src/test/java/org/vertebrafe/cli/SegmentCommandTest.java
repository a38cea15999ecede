package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.image.Labels;
import org.vertebrafe.io.Nifti;
import picocli.CommandLine;

class SegmentCommandTest {

    private static final String CT = "../shared/data/torso-ct/ct.nii.gz";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void writesLabelsOnTheGridOfTheCtAndTheirQuality() throws Exception {
        Path labels = folder.resolve("new/labels.nii.gz");
        int status = run(
                "segment",
                "--ct",
                CT,
                "--seed-mm",
                "5.9,-133,351.7",
                "--body-only",
                "--quiet",
                "--out",
                labels.toString());
        assertThat(status).as(err.toString()).isZero();
        Labels written = Nifti.readLabels(labels).image();
        assertThat(written.grid()
                        .difference(Nifti.readVolume(Path.of(CT)).image().grid()))
                .isEmpty();
        assertThat(written.counts().keySet()).containsExactly(1, 2);
        JsonObject report = JsonParser.parseString(Files.readString(folder.resolve("new/labels.json")))
                .getAsJsonObject();
        assertThat(report.get("verdict").getAsString()).isEqualTo("good");
        assertThat(report.get("bodyVolume_mm3").getAsDouble()).isBetween(30e3, 45e3);
        assertThat(out.toString()).contains("Verdict", "Body height", "labels.json");
    }

    @Test
    void saysWhatIsWrongWithTheSeed() {
        assertThat(run(
                        "segment",
                        "--ct",
                        CT,
                        "--seed",
                        "1,2",
                        "--out",
                        folder.resolve("l.nii").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("three numbers");
    }

    @Test
    void labelsAreWrittenAsNiftiOnly() {
        assertThat(run(
                        "segment",
                        "--ct",
                        CT,
                        "--seed",
                        "1,2,3",
                        "--out",
                        folder.resolve("l.tif").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains(".nii");
    }
}
