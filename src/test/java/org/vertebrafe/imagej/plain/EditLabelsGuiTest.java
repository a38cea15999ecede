package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.Toolbar;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.SharedImages;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.edit.EditOutput;
import org.vertebrafe.imagej.edit.EditorHandle;
import org.vertebrafe.segmentation.edit.Slicing;

/** A person corrects the labels of a real CT: strokes, outlines, undo, linked windows, output. */
@Tag("gui")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EditLabelsGuiTest {

    private static final int L2 = 30;
    private static final int L4 = 28;

    /** Keys that ImageJ knows beside those of its menus. */
    private static final String HARD_CODED = ",.<>;+=-/";

    private static Screen screen;

    private ImagePlus ct;
    private ImagePlus labels;
    private EditorHandle editor;
    private EditorHands hands;

    @BeforeAll
    static void start() throws Exception {
        PlainImageJ.start();
        screen = new Screen();
        IJ.getInstance().setLocation(20, 10);
        screen.until("the main window", () -> IJ.getInstance().isShowing());
    }

    @BeforeEach
    void images() throws Exception {
        labels = VolumeImages.image(SharedImages.labels("torso-ct/labels_L2_L4.nii.gz"), "labels", "a test");
        ct = VolumeImages.image(SharedImages.volume("torso-ct/ct.nii.gz"), "torso", "HU", ColourTable.GRAYS, "a test");
        ct.setDisplayRange(-150, 500);
        ct.show();
        ct.getWindow().setLocation(20, 130);
        editor = EditorHandle.open(ct, labels);
        hands = new EditorHands(screen, editor, ct);
        screen.until(
                "the windows",
                () -> editor.image(Slicing.CORONAL).getWindow().isShowing()
                        && editor.panel().isShowing());
        hands.rest(300);
    }

    @AfterEach
    void closeAll() {
        editor.discard();
        for (String title : WindowManager.getImageTitles()) {
            WindowManager.getImage(title).changes = false;
            WindowManager.getImage(title).close();
        }
        for (Window window : Window.getWindows()) {
            if (window instanceof Dialog) {
                window.dispose();
            }
        }
        ij.plugin.filter.Analyzer.setUnsavedMeasurements(false);
        // Only disposed of, ImageJ would go on adding rows to it.
        if (WindowManager.getWindow(EditOutput.TABLE) instanceof TextWindow table) {
            table.close(false);
        }
    }

    @Test
    void theThreeWindowsShowOnePoint() {
        Vec3 at = hands.middle().plus(new Vec3(4, -3, 0));
        hands.click(Slicing.AXIAL, at);
        assertThat(editor.position()).containsExactly((int) at.x(), (int) at.y(), (int) at.z());
        assertThat(editor.image(Slicing.SAGITTAL).getCurrentSlice()).isEqualTo((int) at.x() + 1);
        assertThat(editor.image(Slicing.CORONAL).getCurrentSlice()).isEqualTo((int) at.y() + 1);
        hands.click(Slicing.SAGITTAL, at.plus(new Vec3(0, 2, 7)));
        assertThat(ct.getCurrentSlice()).isEqualTo((int) at.z() + 7 + 1);
        assertThat(editor.position()[1]).isEqualTo((int) at.y() + 2);
        // Scrolling a window is going there too.
        editor.image(Slicing.CORONAL).setSlice(20);
        screen.until("the crosshair to follow", () -> editor.position()[1] == 19);
    }

    @Test
    void strokesOutlinesAndUndo() throws Exception {
        int before = editor.count(L4);
        String pixels = pixels();
        Vec3 m = hands.middle();
        editor.choose("BRUSH");
        editor.brush(6, false);
        hands.drag(Slicing.AXIAL, m.plus(new Vec3(-6, 0, 0)), m.plus(new Vec3(-13, 3, 0)));
        int painted = editor.count(L4);
        assertThat(painted).isGreaterThan(before + 10);
        screen.picture("edit-stroke");
        hands.key(KeyEvent.VK_Z, 'z', InputEvent.CTRL_DOWN_MASK);
        assertThat(editor.count(L4)).isEqualTo(before);
        hands.key(KeyEvent.VK_Z, 'z', InputEvent.ALT_DOWN_MASK);
        assertThat(editor.count(L4)).isEqualTo(painted);

        editor.choose("ERASER");
        editor.brush(4, true);
        hands.drag(Slicing.CORONAL, m, m.plus(new Vec3(0, 0, 2)));
        assertThat(editor.count(L4)).isLessThan(painted);

        editor.choose("LASSO");
        int three = editor.operations();
        hands.drag(
                Slicing.SAGITTAL,
                m.plus(new Vec3(0, -9, -6)),
                m.plus(new Vec3(0, -9, 6)),
                m.plus(new Vec3(0, 6, 6)),
                m.plus(new Vec3(0, 6, -6)));
        screen.until("the outline to be filled", () -> editor.operations() == three + 1);
        assertThat(editor.session().label(editor.session().grid().index((int) m.x(), (int) m.y(), (int) m.z())))
                .isEqualTo(L4);

        editor.choose("POLYGON");
        Vec3 last = m.plus(new Vec3(12, 0, 3));
        for (Vec3 corner : List.of(m.plus(new Vec3(4, 0, 9)), m.plus(new Vec3(12, 0, 9)), last)) {
            hands.click(Slicing.CORONAL, corner);
            hands.rest(600);
        }
        screen.picture("edit-polygon");
        hands.click(Slicing.CORONAL, last);
        hands.click(Slicing.CORONAL, last);
        screen.until("the polygon to be filled", () -> editor.operations() == three + 2);
        assertThat(pixels()).as("the CT").isEqualTo(pixels);

        // With another tool the window is ImageJ's own.
        IJ.setTool(Toolbar.RECTANGLE);
        int same = editor.operations();
        hands.drag(Slicing.AXIAL, m, m.plus(new Vec3(8, 8, 0)));
        assertThat(editor.operations()).isEqualTo(same);
        assertThat(ct.getRoi()).isNotNull();
        ct.deleteRoi();
    }

    @Test
    void interpolatesBetweenTwoCorrectedSlicesAndSmooths() throws Exception {
        Vec3 m = hands.middle();
        hands.press("New label");
        editor.brush(15, false);
        editor.choose("BRUSH");
        hands.click(Slicing.AXIAL, m);
        ct.setSlice(ct.getCurrentSlice() + 6);
        hands.rest(300);
        hands.click(Slicing.AXIAL, m.plus(new Vec3(0, 0, 6)));
        int discs = editor.count(1);
        hands.press("Interpolate");
        screen.until("five more slices", () -> editor.count(1) > 3 * discs);
        int solid = editor.count(1);
        hands.press("Smooth");
        assertThat(editor.count(1)).as("smoothing keeps the volume").isEqualTo(solid);
        hands.press("Dilate");
        hands.press("Undo");
        assertThat(editor.count(1)).isEqualTo(solid);
        screen.picture("edit-interpolated");
    }

    @Test
    void hintsGrowAndLockedLabelsStay() throws Exception {
        Vec3 m = hands.middle();
        editor.choose("HINT");
        hands.click(Slicing.CORONAL, m.plus(new Vec3(0, 0, -9)));
        screen.picture("edit-hint");
        int before = editor.count(L4);
        int other = editor.count(L2);
        hands.press("Grow from hints");
        // The click may reach the button a moment after the editor was seen idle.
        screen.until("the label to grow", () -> editor.count(L4) > before);
        assertThat(editor.count(L2)).isEqualTo(other);
        hands.press("Clear hints");
        editor.lock(L4);
        editor.choose("BRUSH");
        hands.drag(Slicing.AXIAL, m, m.plus(new Vec3(5, 0, 0)));
        assertThat(editor.said()).contains("Label 28 is locked");
    }

    @Test
    void segmentsAgainFromTheCrosshairAndKeepsWhatWasCorrected() throws Exception {
        Vec3 body = hands.middle().plus(new Vec3(0, -6, 0));
        hands.click(Slicing.SAGITTAL, body);
        Vec3 corrected = body.plus(new Vec3(14, 0, 0));
        editor.choose("BRUSH");
        hands.click(Slicing.AXIAL, corrected);
        int before = editor.count(L4);
        hands.press("Segment at crosshair");
        screen.picture("edit-segmented");
        assertThat(editor.said()).contains("done");
        assertThat(editor.count(L4)).isBetween((int) (0.7 * before), (int) (1.3 * before));
        assertThat(editor.session().label(editor.session().grid().index((int) corrected.x(), (int) corrected.y(), (int)
                        corrected.z())))
                .isEqualTo(L4);
    }

    @Test
    void beginsWithoutLabelsSegmentsAtOnceAndMerges() throws Exception {
        Vec3 body = hands.middle().plus(new Vec3(0, -6, 0));
        editor.discard();
        editor = EditorHandle.open(ct, EditOutput.empty(CtStack.hounsfield(ct)));
        hands = new EditorHands(screen, editor, ct);
        screen.until("the panel", () -> editor.panel().isShowing());
        hands.rest(300);
        assertThat(editor.said()).contains("No labels yet");
        int shown = ct.getCanvas().getSrcRect().width;
        ct.setSlice((int) body.z() + 1);
        hands.rest(200);
        hands.click(Slicing.AXIAL, body);
        hands.press("Segment at crosshair");
        screen.until("labels", () -> editor.count(1) > 500);
        assertThat(ct.getCanvas().getSrcRect().width)
                .as("the vertebra is shown large")
                .isLessThan(shown);
        hands.press("at once");
        editor.choose("HINT");
        int operations = editor.operations();
        editor.label(0);
        hands.click(Slicing.AXIAL, body.plus(new Vec3(0, -4, 0)));
        screen.until("the segmentation to run again", () -> !editor.busy() && editor.operations() > operations);
        assertThat(editor.said()).contains("1 hint");
        screen.picture("edit-at-once");

        editor.label(1);
        int both = editor.count(1) + editor.count(2);
        hands.press("Merge into...");
        javax.swing.MenuElement[] path =
                javax.swing.MenuSelectionManager.defaultManager().getSelectedPath();
        javax.swing.JPopupMenu menu = (javax.swing.JPopupMenu) path[0];
        screen.click(menu.getComponent(0));
        screen.until("the labels to be one", () -> editor.count(2) == both && editor.count(1) == 0);
        hands.press("Apply in place");
        assertThat(editor.said()).contains("use Apply");
        hands.press("Apply");
        ImagePlus applied = WindowManager.getImage("labels of torso");
        assertThat(applied).isNotNull();
        // The next test looks for one of this name.
        applied.close();
    }

    @Test
    void keysAreNoneOfImageJsAndFlicker() {
        assertThat(editor.keys()).isNotEmpty();
        @SuppressWarnings("unchecked")
        Set<Object> taken = Menus.getShortcuts().keySet();
        for (char character : editor.keys()) {
            int code = KeyEvent.getExtendedKeyCodeForChar(character);
            assertThat(taken).as("%s", character).doesNotContain(code, code + 200);
            assertThat(HARD_CODED.indexOf(character)).as("%s", character).isNegative();
        }
        assertThat(editor.hidden()).isFalse();
        hands.key(KeyEvent.VK_BACK_QUOTE, '`', 0);
        assertThat(editor.hidden()).isTrue();
        hands.key(KeyEvent.VK_BACK_QUOTE, '`', 0);
        assertThat(editor.hidden()).isFalse();
        hands.key(KeyEvent.VK_7, '7', 0);
        double radius = editor.radius();
        hands.key(KeyEvent.VK_OPEN_BRACKET, '{', InputEvent.SHIFT_DOWN_MASK);
        assertThat(editor.radius()).isGreaterThan(radius);
    }

    @Test
    void asksBeforeWorkIsLostAndAppliesAsANewImage() throws Exception {
        Vec3 m = hands.middle();
        editor.choose("BRUSH");
        hands.drag(Slicing.AXIAL, m.plus(new Vec3(-6, 0, 0)), m.plus(new Vec3(-13, 3, 0)));
        int painted = editor.count(L4);
        editor.closeLater();
        Dialog question = screen.dialog("Edit Labels");
        screen.picture("edit-question", question);
        screen.click(screen.all(question, AbstractButton.class).stream()
                .filter(b -> "Cancel".equals(b.getText()))
                .findFirst()
                .orElseThrow());
        screen.until("the question to go", () -> !question.isShowing());
        assertThat(editor.closed()).isFalse();
        hands.press("Apply");
        ImagePlus corrected = WindowManager.getImage("corrected labels");
        assertThat(corrected.getInfoProperty()).contains("Operations: 1").contains("Label 28");
        assertThat(corrected.getProp(EditOutput.SCRIPT)).contains("\"op\": \"stroke\"");
        assertThat(corrected.getCalibration().pixelDepth).isEqualTo(ct.getCalibration().pixelDepth);
        int count = 0;
        for (int slice = 1; slice <= corrected.getStackSize(); slice++) {
            for (short value : (short[]) corrected.getStack().getPixels(slice)) {
                count += value == L4 ? 1 : 0;
            }
        }
        assertThat(count).isEqualTo(painted);
        ResultsTable table = ResultsTable.getResultsTable(EditOutput.TABLE);
        assertThat(table.getValue("Label number", 0)).isEqualTo(L4);
        assertThat(table.getValue("Dice", 0)).isBetween(0.9, 0.9999);
        editor.closeLater();
        screen.until("the editor to close, nothing being unsaved", editor::closed);
        assertThat(ct.getOverlay()).isNull();
        assertThat(WindowManager.getImage("sagittal of torso")).isNull();
    }

    @Test
    void writesInPlaceOnlyWhenAsked() {
        short[] slice = ((short[]) labels.getStack().getPixels(ct.getCurrentSlice())).clone();
        Vec3 m = hands.middle();
        editor.choose("BRUSH");
        hands.drag(Slicing.AXIAL, m.plus(new Vec3(-6, 0, 0)), m.plus(new Vec3(-13, 3, 0)));
        assertThat((short[]) labels.getStack().getPixels(ct.getCurrentSlice())).isEqualTo(slice);
        hands.press("Apply in place");
        assertThat((short[]) labels.getStack().getPixels(ct.getCurrentSlice())).isNotEqualTo(slice);
        assertThat(labels.getInfoProperty()).contains("Operations: 1");
    }

    @Test
    void workIsKeptWhenTheCtIsClosed() {
        Vec3 m = hands.middle();
        editor.choose("BRUSH");
        hands.drag(Slicing.AXIAL, m.plus(new Vec3(-6, 0, 0)), m.plus(new Vec3(-13, 3, 0)));
        ct.changes = false;
        ct.close();
        screen.until("the corrected labels", () -> WindowManager.getImage("corrected labels") != null);
        screen.until("the editor to close", editor::closed);
    }

    @Test
    void opensFromTheMenu() throws Exception {
        editor.discard();
        labels.show();
        // A window that was just shown makes itself the current one when its events arrive.
        screen.until("the labels to be shown", () -> WindowManager.getCurrentImage() == labels);
        hands.rest(300);
        WindowManager.setCurrentWindow(ct.getWindow());
        VertebraMenu.choose("Edit Vertebra Labels");
        Dialog dialog = screen.dialog("Edit Vertebra Labels");
        assertThat(screen.all(dialog, Choice.class).get(0).getSelectedItem()).isEqualTo("torso");
        assertThat(screen.all(dialog, Choice.class).get(1).getSelectedItem()).isEqualTo("labels");
        screen.picture("edit-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the windows", () -> WindowManager.getImage("sagittal of torso") != null);
        Window panel = Stream.of(Window.getWindows())
                .filter(w -> w.isShowing()
                        && w instanceof java.awt.Frame f
                        && f.getTitle().equals("Edit Labels: labels"))
                .findFirst()
                .orElseThrow();
        panel.dispatchEvent(new java.awt.event.WindowEvent(panel, java.awt.event.WindowEvent.WINDOW_CLOSING));
        screen.until("it to close", () -> WindowManager.getImage("sagittal of torso") == null);
    }

    private String pixels() {
        int hash = 0;
        for (Object slice : ct.getStack().getImageArray()) {
            hash = 31 * hash + (slice instanceof float[] values ? Arrays.hashCode(values) : 0);
        }
        return ct.getDisplayRangeMin() + " " + hash;
    }
}
