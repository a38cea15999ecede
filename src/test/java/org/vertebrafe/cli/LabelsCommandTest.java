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

class LabelsCommandTest {

    private static final Path TORSO = Path.of("../shared/data/torso-ct");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String preset, String level, String name) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(
                "labels",
                "--ct",
                TORSO.resolve("ct.nii.gz").toString(),
                "--labels",
                TORSO.resolve("labels_L2_L4.nii.gz").toString(),
                "--label-preset",
                preset,
                "--level",
                level,
                "--quiet",
                "--out",
                folder.resolve(name).toString());
    }

    @Test
    void writesOneVertebraInItsPartsAndSaysWhatWasDone() throws Exception {
        assertThat(run("totalsegmentator", "L4", "new/L4.nii.gz"))
                .as(err.toString())
                .isZero();
        Labels labels = Nifti.readLabels(folder.resolve("new/L4.nii.gz")).image();
        assertThat(labels.counts().keySet()).containsExactly(1, 2, 3, 4);
        JsonObject report = JsonParser.parseString(Files.readString(folder.resolve("new/L4.json")))
                .getAsJsonObject();
        assertThat(report.get("labelNumbering").getAsString()).isEqualTo("totalsegmentator");
        assertThat(report.get("insideCt").getAsDouble()).isEqualTo(1);
        assertThat(report.getAsJsonArray("steps").toString()).contains("by shape", "outermost layer");
        assertThat(out.toString()).contains("L4", "cm3", "by shape", "L4.json");
    }

    @Test
    void saysWhichVertebraeThereAreAndWhatFilesItWrites() {
        assertThat(run("totalsegmentator", "T9", "l.nii")).isEqualTo(2);
        assertThat(err.toString()).contains("T9 is not in the label map; it holds L2, L4");
        // In VerSe's numbering the map's 28 would be T13: naming the level keeps numberings apart.
        assertThat(run("verse", "L2", "l.nii")).isEqualTo(2);
        assertThat(err.toString()).contains("L2 is not in the label map; it holds T13");
        assertThat(run("totalsegmentator", "L4", "l.tif")).isEqualTo(2);
        assertThat(err.toString()).contains("must end in .nii");
    }
}
