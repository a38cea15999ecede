package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.HTMLDialog;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.frame.Recorder;
import java.awt.Button;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.Menu;
import java.awt.TextArea;
import java.awt.TextField;
import java.awt.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.SharedImages;
import org.vertebrafe.imagej.VolumeImages;

/** Drives plain ImageJ with mouse and windows. Run by scripts/gui-test. */
@Tag("gui")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlainImageJGuiTest {

    private static final String STAND_IN = "Stand-In Analysis...";

    private static Screen screen;

    @BeforeAll
    static void start() throws Exception {
        long before = System.nanoTime();
        PlainImageJ.start();
        assertThat((System.nanoTime() - before) / 1e9).as("seconds to start").isLessThan(10);
        screen = new Screen();
        IJ.getInstance().setLocation(20, 10);
        screen.until("the main window", () -> IJ.getInstance().isShowing());
    }

    @BeforeEach
    void twoImages() {
        ResultsTable.getResultsTable().reset();
        ImagePlus mask = IJ.createImage("my labels", "8-bit ramp", 120, 100, 20);
        ImagePlus ct = IJ.createImage("vert", "16-bit ramp", 120, 100, 20);
        for (ImagePlus image : new ImagePlus[] {mask, ct}) {
            image.getCalibration().setUnit("mm");
            image.show();
        }
        mask.getWindow().setLocation(20, 160);
        ct.getWindow().setLocation(220, 160);
    }

    @AfterEach
    void closeAll() {
        // ImageJ would ask whether to save the measurements.
        Analyzer.setUnsavedMeasurements(false);
        if (WindowManager.getFrame("Recorder") instanceof Recorder recorder) {
            recorder.close();
        }
        for (String title : WindowManager.getImageTitles()) {
            WindowManager.getImage(title).changes = false;
            WindowManager.getImage(title).close();
        }
        for (Window window : Window.getWindows()) {
            if (window instanceof Dialog && window.isShowing()) {
                window.dispose();
            }
        }
    }

    @Test
    @Order(1)
    void theMenuListsOurCommandsInOrderOfTheirWeights() throws Exception {
        Menu menu = VertebraMenu.menu();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < menu.getItemCount(); i++) {
            labels.add(menu.getItem(i).getLabel());
        }
        assertThat(labels).containsSubsequence("Open NIfTI...", STAND_IN, "Overlay Vertebra Map...");
        MenuMouse mouse = new MenuMouse(screen);
        mouse.open("Plugins");
        mouse.item("Plugins", "VertebraFE");
        screen.picture("menu");
        screen.moveTo(5, 900);
        screen.click();
    }

    @Test
    @Order(2)
    void theDialogChecksValuesWhileTheyAreTypedAndRunsTheCommand() throws Exception {
        VertebraMenu.choose(STAND_IN);
        Dialog dialog = screen.dialog("Stand-In Analysis");
        List<Choice> choices = screen.all(dialog, Choice.class);
        assertThat(choices.get(0).getSelectedItem()).as("CT: the active image").isEqualTo("vert");
        assertThat(choices.get(1).getSelectedItem())
                .as("labels: the other image")
                .isEqualTo("my labels");
        screen.pointAt(choices.get(2));
        screen.picture("dialog", dialog);
        TextField voxel = screen.all(dialog, TextField.class).get(0);
        Button run = screen.button(dialog, "Run");
        voxel.setText("7");
        screen.until("Run to be refused", () -> !run.isEnabled());
        screen.picture("dialog-wrong-value", dialog);
        voxel.setText("2.5");
        screen.until("Run to be allowed", run::isEnabled);
        screen.click(run);
        screen.until("the result", () -> ResultsTable.getResultsTable().size() == 1);
        screen.until("the output image", () -> WindowManager.getImage("stress of vert") != null);
        assertThat(ResultsTable.getResultsTable().getStringValue("voxel", 0)).isEqualTo("2.5");
        assertThat(ResultsTable.getResultsTable().getLabel(0)).isEqualTo("vert");
    }

    @Test
    @Order(2)
    void manyInputsGoTwoInARowAndHelpListsThemAll() throws Exception {
        VertebraMenu.choose("Stand-In With Many Inputs...");
        Dialog dialog = screen.dialog("Stand-In With Many Inputs");
        screen.picture("dialog-many", dialog);
        assertThat(dialog.getHeight()).isLessThan(700);
        screen.click(screen.button(dialog, "Help"));
        screen.until("the help page", () -> Stream.of(Window.getWindows())
                .anyMatch(w -> w instanceof HTMLDialog && w.isShowing()));
        screen.picture("help");
        for (Window window : Window.getWindows()) {
            if (window instanceof HTMLDialog) {
                window.dispose();
            }
        }
        screen.click(screen.button(dialog, "Cancel"));
    }

    @Test
    @Order(3)
    void whatTheRecorderWritesRunsAgainWithTheSameValues() throws Exception {
        Recorder recorder = recorder();
        VertebraMenu.choose(STAND_IN);
        Dialog dialog = screen.dialog("Stand-In Analysis");
        screen.all(dialog, TextField.class).get(0).setText("1.25");
        screen.all(dialog, Choice.class).get(2).select("a law with spaces");
        screen.click(screen.button(dialog, "Run"));
        screen.until("the output image", () -> WindowManager.getImage("stress of vert") != null);
        String line = "run(\"Stand-In Analysis...\", \"ct=vert labels=[my labels] law=[a law with spaces] voxel=1.25"
                + " poisson=0.3 level=30 plates=true report=[] seconds=0\");";
        TextArea text = screen.all(recorder, TextArea.class).get(0);
        screen.until("the recorded line", () -> text.getText().contains("run("));
        screen.picture("recorder", recorder);
        assertThat(text.getText()).contains(line);
        recorder.close();
        IJ.runMacro(line);
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(2);
        for (String column : List.of("law", "voxel", "poisson", "level", "plates", "report")) {
            assertThat(table.getStringValue(column, 1)).isEqualTo(table.getStringValue(column, 0));
        }
    }

    @Test
    @Order(4)
    void cancelRunsNothingAndRecordsNothing() throws Exception {
        Recorder recorder = recorder();
        VertebraMenu.choose(STAND_IN);
        Dialog dialog = screen.dialog("Stand-In Analysis");
        screen.click(screen.button(dialog, "Cancel"));
        screen.until("the dialog to close", () -> !dialog.isShowing());
        Thread.sleep(300);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
        assertThat(screen.all(recorder, TextArea.class).get(0).getText()).doesNotContain("Stand-In");
        recorder.close();
    }

    @Test
    @Order(5)
    void escapeStopsARunningCommandAndTheWindowStaysAlive() throws Exception {
        AtomicReference<String> end = new AtomicReference<>();
        Thread run = new Thread(() -> {
            try {
                IJ.run(STAND_IN, "ct=vert labels=[my labels] seconds=60");
            } catch (RuntimeException e) {
                end.set(e.getMessage());
            }
        });
        run.start();
        screen.until(
                "progress in the status bar", () -> ij.ImageJ.getStatusBarText().startsWith("Stand-in: step"));
        screen.picture("progress", IJ.getInstance());
        long before = System.nanoTime();
        IJ.getInstance().keyPressed(escape());
        run.join(5000);
        assertThat(run.isAlive()).isFalse();
        assertThat(end.get()).as("a calling macro is stopped too").isEqualTo(Macro.MACRO_CANCELED);
        assertThat((System.nanoTime() - before) / 1e9).isLessThan(2);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
        assertThat(WindowManager.getImage("stress of vert")).isNull();
        IJ.resetEscape();
    }

    @Test
    @Order(6)
    void errorsAreShownInADialogNotLost() throws Exception {
        VertebraMenu.choose(STAND_IN);
        Dialog dialog = screen.dialog("Stand-In Analysis");
        screen.all(dialog, Choice.class).get(1).select("vert");
        screen.click(screen.button(dialog, "Run"));
        Dialog error = screen.dialog("VertebraFE");
        screen.picture("error", error);
        assertThat(IJ.getErrorMessage()).isEqualTo("CT and labels are the same image.");
        assertThat(ResultsTable.getResultsTable().size()).isZero();
        screen.click(screen.button(error, "OK"));
        screen.until("the error to close", () -> !error.isShowing());
    }

    @Test
    @Order(6)
    void anErrorInAMacroStopsItAndNamesTheLine() throws Exception {
        Thread run = new Thread(
                () -> IJ.runMacro("x = 1;\nrun(\"" + STAND_IN + "\", \"ct=vert labels=[my labels] voxel=9\");\n"
                        + "run(\"" + STAND_IN + "\", \"ct=vert labels=[my labels]\");"));
        run.start();
        Dialog error = screen.dialog("Macro Error");
        screen.picture("macro-error", error);
        screen.click(screen.button(error, "OK"));
        run.join(5000);
        assertThat(run.isAlive()).isFalse();
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }

    @Test
    @Order(6)
    void saysHowManyImagesAreNeededWhenTooFewAreOpen() {
        WindowManager.getImage("vert").close();
        VertebraMenu.choose(STAND_IN);
        Dialog error = screen.dialog("VertebraFE");
        assertThat(IJ.getErrorMessage())
                .isEqualTo("\"Stand-In Analysis...\" needs 2 open images: \"CT\" and \"Labels\".");
        screen.click(screen.button(error, "OK"));
        screen.until("the error to close", () -> !error.isShowing());
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }

    @Test
    @Order(7)
    void theOverlayOfAMapIsSeenOnTheCt() throws Exception {
        closeAll();
        Volume ct = SharedImages.volume("torso-ct/ct.nii.gz");
        Labels labels = SharedImages.labels("torso-ct/labels_L2_L4.nii.gz");
        float[] map = new float[ct.values().length];
        for (int i = 0; i < map.length; i++) {
            map[i] = labels.get(i) == 30 ? ct.values()[i] : Float.NaN;
        }
        ImagePlus mapImage =
                VolumeImages.image(new Volume(ct.grid(), map), "density map", "HU", ColourTable.HEAT, "a test");
        ImagePlus ctImage = VolumeImages.image(ct, "torso", "HU", ColourTable.GRAYS, "a test");
        mapImage.show();
        ctImage.show();
        ctImage.setDisplayRange(-200, 600);
        ctImage.setSlice(slice(ctImage, mapImage));
        VertebraMenu.choose("Overlay Vertebra Map...");
        Dialog dialog = screen.dialog("Overlay Vertebra Map");
        assertThat(screen.all(dialog, Choice.class).get(0).getSelectedItem()).isEqualTo("torso");
        assertThat(screen.all(dialog, Choice.class).get(1).getSelectedItem()).isEqualTo("density map");
        screen.pointAt(screen.all(dialog, TextField.class).get(0));
        screen.picture("overlay-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the overlay", () -> ctImage.getOverlay() != null);
        mapImage.getWindow().setLocation(900, 500);
        ctImage.getWindow().setLocation(20, 130);
        for (int i = 0; i < 6; i++) {
            ctImage.getCanvas().zoomIn(60, 50);
        }
        ctImage.getWindow().toFront();
        screen.picture("overlay", ctImage.getWindow());
        assertThat(ctImage.getOverlay().get(0).getName()).startsWith(MapOverlay.NAME);
    }

    @Test
    @Order(8)
    void opensNiftiFromAMacro() {
        IJ.runMacro("run('Open NIfTI...', 'path=["
                + Path.of("../shared/data/torso-ct/ct.nii.gz").toAbsolutePath() + "]');");
        ImagePlus image = WindowManager.getImage("ct");
        assertThat(image.getStackSize()).isEqualTo(112);
        assertThat(image.getCalibration().getUnit()).isEqualTo("mm");
    }

    /** The slice where the map has the most values. */
    private static int slice(ImagePlus ct, ImagePlus map) {
        int best = 1;
        int most = -1;
        for (int slice = 1; slice <= ct.getStackSize(); slice++) {
            int n = 0;
            for (float value : (float[]) map.getStack().getPixels(slice)) {
                n += Float.isNaN(value) ? 0 : 1;
            }
            if (n > most) {
                most = n;
                best = slice;
            }
        }
        return best;
    }

    private static java.awt.event.KeyEvent escape() {
        return new java.awt.event.KeyEvent(
                IJ.getInstance(),
                java.awt.event.KeyEvent.KEY_PRESSED,
                System.currentTimeMillis(),
                0,
                java.awt.event.KeyEvent.VK_ESCAPE,
                (char) 27);
    }

    /** The recorder, at a place where no dialog is. */
    private static Recorder recorder() {
        Recorder recorder = new Recorder();
        recorder.setLocation(810, 695);
        return recorder;
    }
}
