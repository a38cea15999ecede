package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShapeCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private JsonObject run(String kind, String image, String labels, String preset) throws Exception {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(
                "shape",
                kind,
                image,
                "--labels",
                labels,
                "--label-preset",
                preset,
                "--quiet",
                "--out",
                folder.resolve("shape.json").toString(),
                "--picture",
                folder.resolve("shape.png").toString());
        assertThat(status).as(err.toString()).isZero();
        return JsonParser.parseString(Files.readString(folder.resolve("shape.json")))
                .getAsJsonObject();
    }

    @Test
    void measuresACtWithItsCortexAndDrawsTheSection() throws Exception {
        JsonObject shape = run(
                "--ct", "test-images/synthetic-L2-ct.nii.gz", "test-images/synthetic-L2-labels.nii.gz", "vertebrafe");
        assertThat(shape.get("middleHeight_mm").getAsDouble()).isBetween(22.0, 26.0);
        assertThat(shape.get("wallThickness_mm").getAsDouble()).isBetween(0.15, 0.8);
        assertThat(out.toString()).contains("Anterior height (mm)", "Wedge angle (degrees)", "shape.json");
        BufferedImage picture = ImageIO.read(folder.resolve("shape.png").toFile());
        // 0.15 mm pixels; the section holds the body with 12 mm around it.
        assertThat(picture.getHeight() * 0.15)
                .isBetween(
                        shape.get("bodyHeight_mm").getAsDouble() + 24,
                        shape.get("bodyHeight_mm").getAsDouble() + 25);
    }

    @Test
    void anImageOfDensityHasNoCortexToMeasure() throws Exception {
        String data = "../shared/data/verse004-L2/";
        JsonObject shape = run("--density", data + "density.nii.gz", data + "labels.nii.gz", "spinefe-benchmark");
        assertThat(shape.has("wallThickness_mm")).isFalse();
        assertThat(shape.get("posteriorHeight_mm").getAsDouble()).isBetween(27.0, 29.0);
    }
}
