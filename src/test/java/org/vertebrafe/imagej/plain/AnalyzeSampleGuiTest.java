package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.TextArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.cli.VertebraFE;
import org.vertebrafe.imagej.MapOverlay;

/** What a newcomer does: sample, dialog, analysis, overlay, and the recorded macro run again without a screen. */
@Tag("gui")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnalyzeSampleGuiTest {

    private static final String CT = "synthetic-L2-ct";
    private static final String MAP = "von-mises of " + CT;

    private static Screen screen;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        screen = Screen.withImageJ();
    }

    @AfterAll
    static void close() {
        Screen.closeImages();
    }

    @Test
    void fromTheSampleToItsStressMapAndAgainFromTheRecordedMacro() throws Exception {
        String opening = "run(\"VertebraFE Synthetic L2\");\n";
        IJ.runMacro(opening);
        screen.until("the sample", () -> WindowManager.getImage(CT) != null);
        ImagePlus ct = WindowManager.getImage(CT);
        ct.setSlice(19);
        Recorder recorder = new Recorder();
        recorder.setLocation(760, 680);

        VertebraMenu.choose("Analyze Vertebra...");
        Dialog dialog = screen.dialog("Analyze Vertebra");
        choice(dialog, "b40f").select("b40f");
        screen.picture("analyze-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the stress map", () -> WindowManager.getImage(MAP) != null);
        screen.until("the row", () -> ResultsTable.getResultsTable().size() == 1);
        double stiffness = ResultsTable.getResultsTable().getValue("Stiffness (N/mm)", 0);
        assertThat(stiffness).isPositive();
        screen.picture("results", WindowManager.getWindow("Results"));

        WindowManager.setCurrentWindow(ct.getWindow());
        VertebraMenu.choose("Overlay Vertebra Map...");
        Dialog overlay = screen.dialog("Overlay Vertebra Map");
        choice(overlay, MAP).select(CT);
        screen.all(overlay, Choice.class).get(1).select(MAP);
        screen.click(screen.button(overlay, "Run"));
        screen.until("the overlay", () -> ct.getOverlay() != null);
        assertThat(ct.getOverlay().get(0).getName()).startsWith(MapOverlay.NAME);
        ct.getWindow().setLocation(20, 130);
        for (int zoom = 0; zoom < 5; zoom++) {
            ct.getCanvas().zoomIn(45, 43);
        }
        ct.getWindow().toFront();
        screen.picture("analyze-overlay", ct.getWindow());
        screen.picture("workplace");

        String recorded = screen.all(recorder, TextArea.class).get(0).getText();
        recorder.close();
        assertThat(recorded)
                .contains("run(\"Analyze Vertebra...\", \"ct=" + CT + " labels=synthetic-L2-labels")
                .contains("calibration=b40f")
                .contains("run(\"Overlay Vertebra Map...\"");
        assertThat(stiffnessHeadless(opening + recorded)).isCloseTo(stiffness, within(1e-9));
    }

    /** The choice that offers a value. */
    private static Choice choice(Dialog dialog, String value) {
        return screen.all(dialog, Choice.class).stream()
                .filter(choice -> List.of(items(choice)).contains(value))
                .findFirst()
                .orElseThrow();
    }

    private static String[] items(Choice choice) {
        String[] items = new String[choice.getItemCount()];
        for (int i = 0; i < items.length; i++) {
            items[i] = choice.getItem(i);
        }
        return items;
    }

    /** Runs a macro in another JVM without a screen and reads the stiffness of its row. */
    private double stiffnessHeadless(String macro) throws IOException, InterruptedException {
        Path script = folder.resolve("recorded.ijm");
        Path row = folder.resolve("row.txt");
        Files.writeString(
                script, macro + "\nFile.saveString(d2s(getResult(\"Stiffness (N/mm)\", 0), 9), \"" + row + "\");\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VertebraFE.class.getName(),
                        "macro",
                        script.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Double.parseDouble(Files.readString(row));
    }
}
