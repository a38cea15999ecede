package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.WindowManager;
import ij.text.TextWindow;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Label;
import java.awt.Rectangle;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.study.SimulatedCohort;

/** A cohort and its statistics by their dialogs, and the tables that they leave on the screen. */
@Tag("gui")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class StudyGuiTest {

    @TempDir
    private static Path folder;

    private static Screen screen;

    @BeforeAll
    static void start() throws Exception {
        screen = Screen.withImageJ();
    }

    @Test
    void aCohortBecomesATable() throws Exception {
        Path images = Path.of("test-images").toAbsolutePath();
        String files = images.resolve("synthetic-L2-ct.nii.gz") + "," + images.resolve("synthetic-L2-labels.nii.gz");
        Path table = Files.writeString(
                folder.resolve("cohort.csv"),
                "id,group,level,kernel,image,labels,calibration\nP01,normal,L2,B40f," + files + ",b40f\n"
                        + "P01,normal,L2,B70f," + files + ",b70f\nP02,normal,L2,B40f,none.nii.gz,none.nii.gz,b40f\n");
        Path config = Files.writeString(folder.resolve("coarse.json"), "{\"elementSize\": 5}");
        Dialog dialog = open("Run Vertebra Cohort...", "Run Vertebra Cohort");
        text(dialog, 0, "cohort.csv");
        text(dialog, 1, "results");
        screen.picture("cohort-dialog", dialog);
        fits(dialog);
        text(dialog, 0, table.toString());
        text(dialog, 1, folder.resolve("results").toString());
        TextField last = screen.all(dialog, TextField.class)
                .get(screen.all(dialog, TextField.class).size() - 1);
        last.setText(config.toString());
        screen.click(screen.button(dialog, "Run"));
        screen.patientUntil("the table", () -> window("results.csv") != null);
        TextWindow results = window("results.csv");
        screen.until("the log", () -> IJ.getLog() != null && IJ.getLog().contains("none.nii.gz does not exist"));
        WindowManager.getWindow("Log").setLocation(60, 620);
        screen.picture("cohort-results", results);
        fits(results);
        assertThat(results.getTextPanel().getLineCount()).isEqualTo(3);
        screen.picture("cohort-screen");
    }

    @Test
    void statisticsBecomeATable() throws Exception {
        Path table = Files.writeString(folder.resolve("simulated.csv"), SimulatedCohort.csv(1));
        Dialog dialog = open("Cohort Statistics...", "Cohort Statistics");
        text(dialog, 0, table.toString());
        text(dialog, 1, folder.resolve("report").toString());
        screen.all(dialog, Checkbox.class).forEach(box -> box.setState(false));
        screen.picture("statistics-dialog", dialog);
        fits(dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.patientUntil("the table", () -> window("numbers.csv") != null);
        screen.picture("statistics-numbers", window("numbers.csv"));
        fits(window("numbers.csv"));
        assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
    }

    /** With all its inputs, two in a row. */
    @Test
    void theKernelsDialogFits() throws Exception {
        for (String title : List.of("b40f", "b70f", "labels")) {
            IJ.createImage(title, "16-bit black", 40, 30, 5).show();
        }
        Dialog dialog = open("Compare Reconstruction Kernels...", "Compare Reconstruction Kernels");
        screen.picture("kernels-dialog", dialog);
        fits(dialog);
        screen.click(screen.button(dialog, "Cancel"));
        Screen.closeImages();
    }

    private static Dialog open(String command, String title) {
        VertebraMenu.choose(command);
        return screen.dialog(title);
    }

    private static void text(Dialog dialog, int field, String text) {
        screen.all(dialog, TextField.class).get(field).setText(text);
    }

    private static TextWindow window(String title) {
        return WindowManager.getWindow(title) instanceof TextWindow window && window.isShowing() ? window : null;
    }

    /** On the screen, and no label or field is cut or lies on another. */
    private static void fits(Window window) {
        Rectangle all = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        assertThat(all.contains(window.getBounds()))
                .as("%s on %s", window.getBounds(), all)
                .isTrue();
        List<Component> parts = screen.all(window, Component.class).stream()
                .filter(part -> part.isShowing()
                        && (part instanceof TextField || part instanceof Label || part instanceof Button))
                .toList();
        for (Component part : parts) {
            assertThat(window.getBounds().contains(place(part)))
                    .as("%s in %s", part, window.getBounds())
                    .isTrue();
            for (Component other : parts) {
                assertThat(part == other || !place(part).intersects(place(other)))
                        .as("%s beside %s", part, other)
                        .isTrue();
            }
        }
    }

    private static Rectangle place(Component part) {
        return new Rectangle(part.getLocationOnScreen(), part.getSize());
    }
}
