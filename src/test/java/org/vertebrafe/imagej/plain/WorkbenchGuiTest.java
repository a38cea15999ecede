package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.WindowManager;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Point;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JTextArea;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person who never saw the program: from the sample CT to the stress map, with mouse and keys. */
@Tag("gui")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkbenchGuiTest {

    private static final String SAMPLE = "VertebraFE Virtual Patient (B40f-like)";
    private static final String CT = "virtual-patient-b40f-ct";

    private static Screen screen;

    @BeforeAll
    static void start() throws Exception {
        screen = Screen.withImageJ();
    }

    @AfterAll
    static void close() {
        Screen.closeImages();
    }

    @Test
    void fromTheSampleToTheStressMap() throws Exception {
        MenuMouse menus = new MenuMouse(screen);
        menus.choose("Plugins", "VertebraFE", "Vertebra Workbench");
        screen.until("the workbench", () -> window() != null && window().isShowing());
        JFrame window = window();
        screen.picture("workbench-empty", window);

        menus.choose("File", "Open Samples", SAMPLE);
        screen.patientUntil("the sample", () -> WindowManager.getImage(CT) != null);
        ImagePlus ct = WindowManager.getImage(CT);
        EventQueue.invokeAndWait(() -> {
            WindowManager.getImage("virtual-patient-b40f-labels").getWindow().setLocation(20, 700);
            ct.getWindow().setLocation(20, 130);
            ct.getCanvas().zoomIn(182, 97);
        });
        until(window, "CT", "virtual-patient");
        screen.picture("workbench-ct");

        click(window, "next");
        until(window, "CALIBRATE", "to do");
        screen.picture("workbench-calibrate-before", window);
        click(window, "next");
        until(window, "CALIBRATE", "mindways");
        screen.picture("workbench-calibrate");

        click(window, "next");
        screen.picture("workbench-segment-before", window);
        EventQueue.invokeAndWait(() -> ct.setSlice(29));
        ct.getWindow().toFront();
        Point at = ct.getCanvas().getLocationOnScreen();
        screen.clickAt(at.x + ct.getCanvas().screenX(182), at.y + ct.getCanvas().screenY(58));
        until(window, "SEGMENT", "from a click");
        screen.picture("workbench-segment");

        click(window, "next");
        click(window, "next");
        until(window, "MESH", "elements");
        screen.picture("workbench-mesh");

        click(window, "next");
        click(window, "next");
        until(window, "MATERIAL", "morgan");
        screen.picture("workbench-material");

        click(window, "next");
        click(window, "next");
        until(window, "SOLVE", "iterations");
        screen.picture("workbench-solve");

        click(window, "next");
        click(window, "next");
        until(window, "RESULTS", "N/mm");
        screen.picture("workbench-results");
        screen.picture("workbench-results-window", window);
        // The macro of all that was done, as the menu gives it.
        EventQueue.invokeAndWait(() -> ((AbstractButton) menuItem(window, "Copy as macro")).doClick());
        String macro = (String) java.awt.Toolkit.getDefaultToolkit()
                .getSystemClipboard()
                .getData(java.awt.datatransfer.DataFlavor.stringFlavor);
        assertThat(macro)
                .contains("run(\"" + SAMPLE + "\");")
                .contains("run(\"Calibrate CT Density...\", \"ct=" + CT + " method=phantom")
                .contains("run(\"Segment Vertebra...\", \"ct=" + CT + " seed=voxel position=182,58,28")
                .contains("run(\"Analyze Vertebra...\", \"ct=" + CT + " labels=[labels of " + CT + "]")
                .contains("run(\"Overlay Vertebra Map...\", \"ct=" + CT);
        assertThat(ct.getOverlay().toArray())
                .anyMatch(roi -> roi.getName() != null && roi.getName().startsWith("VertebraFE map"));

        // A pixel is painted over, the change taken back, then the CT closed: said each time, and the window lives.
        float before = ct.getStack().getProcessor(3).getf(5, 5);
        EventQueue.invokeAndWait(() -> {
            ct.getStack().getProcessor(3).setf(5, 5, before + 10);
            ct.changes = true;
            ct.updateAndDraw();
        });
        until(window, "CT", "out of date");
        until(window, "RESULTS", "out of date");
        screen.picture("workbench-stale", window);
        EventQueue.invokeAndWait(() -> {
            ct.getStack().getProcessor(3).setf(5, 5, before);
            ct.updateAndDraw();
        });
        until(window, "RESULTS", "N/mm");
        EventQueue.invokeAndWait(() -> {
            ct.changes = false;
            ct.close();
        });
        until(window, "CT", "failed");
        screen.click(named(window, "stage CT"));
        screen.picture("workbench-closed", window);
        assertThat(window.isShowing()).isTrue();
    }

    private static JFrame window() {
        return Stream.of(Frame.getFrames())
                .filter(frame -> frame instanceof JFrame && "Vertebra Workbench".equals(frame.getTitle()))
                .filter(Frame::isDisplayable)
                .map(JFrame.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Waits until the row of a stage says something. */
    private static void until(JFrame window, String stage, String words) throws Exception {
        AbstractButton row = (AbstractButton) named(window, "stage " + stage);
        try {
            screen.patientUntil(
                    stage + " to say " + words, () -> on(() -> row.getText().contains(words)));
        } catch (AssertionError e) {
            screen.picture("workbench-stuck");
            throw e;
        }
    }

    private static void click(JFrame window, String name) {
        Component button = named(window, name);
        screen.patientUntil(name + " to be enabled", () -> on(button::isEnabled));
        screen.click(button);
    }

    private static <T> T on(java.util.function.Supplier<T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        try {
            EventQueue.invokeAndWait(() -> answer.set(question.get()));
        } catch (InterruptedException | java.lang.reflect.InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        return answer.get();
    }

    private static Component menuItem(JFrame window, String name) {
        for (int m = 0; m < window.getJMenuBar().getMenuCount(); m++) {
            for (Component item : window.getJMenuBar().getMenu(m).getMenuComponents()) {
                if (name.equals(item.getName())) {
                    return item;
                }
            }
        }
        throw new AssertionError("No menu item " + name);
    }

    private static Component named(Container window, String name) {
        return screen.all(window, Component.class).stream()
                .filter(component -> name.equals(component.getName()) && !(component instanceof JTextArea))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No component " + name));
    }
}
