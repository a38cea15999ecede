package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScannerCommandTest {

    @TempDir
    private Path folder;

    @Test
    void writesTablesInWhichMeasurementAndModelAgreeAndTheirPicture() throws Exception {
        CommandLine line = VertebraFE.commandLine();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        assertThat(line.execute("scanner", "--out", folder.resolve("new").toString()))
                .as(err.toString())
                .isZero();
        List<String> mtf = Files.readAllLines(folder.resolve("new/mtf.csv"));
        assertThat(mtf).hasSizeGreaterThan(40);
        assertThat(mtf.get(0)).isEqualTo("Kernel,Frequency (lp/mm),MTF measured,MTF of the model");
        for (String row : mtf.subList(1, mtf.size())) {
            String[] cells = row.split(",");
            assertThat(Double.parseDouble(cells[2])).as(row).isCloseTo(Double.parseDouble(cells[3]), within(0.01));
        }
        List<String> noise = Files.readAllLines(folder.resolve("new/noise.csv"));
        assertThat(noise).hasSize(15);
        for (String row : noise.subList(1, noise.size())) {
            String[] cells = row.split(",");
            double model = Double.parseDouble(cells[5]);
            assertThat(Double.parseDouble(cells[4])).as(row).isCloseTo(model, within(0.03 * model));
        }
        assertThat(Files.readAllLines(folder.resolve("new/nps.csv"))).hasSize(63);
        BufferedImage picture = ImageIO.read(folder.resolve("new/scanner.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1240);
        // Both colours, in both panels.
        for (int panel = 0; panel < 2; panel++) {
            assertThat(pixels(picture, panel * 620, 0x005A9C)).isGreaterThan(100);
            assertThat(pixels(picture, panel * 620, 0xC85500)).isGreaterThan(100);
        }
    }

    private static int pixels(BufferedImage picture, int from, int colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = from; x < from + 620; x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
