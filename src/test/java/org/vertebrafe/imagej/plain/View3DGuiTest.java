package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij3d.Image3DUniverse;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.util.stream.Stream;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JSlider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns, cuts and photographs the analysed sample in its window. Run by scripts/gui-test. */
@Tag("gui")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class View3DGuiTest {

    private static Screen screen;

    @BeforeAll
    static void start() throws Exception {
        PlainImageJ.start();
        screen = new Screen();
        IJ.getInstance().setLocation(20, 10);
        screen.until("the main window", () -> IJ.getInstance().isShowing());
    }

    @AfterAll
    static void close() {
        Analyzer.setUnsavedMeasurements(false);
        for (String title : WindowManager.getImageTitles()) {
            WindowManager.getImage(title).changes = false;
            WindowManager.getImage(title).close();
        }
        Stream.of(Frame.getFrames())
                .filter(f -> f.isShowing() && f.getTitle().startsWith("3D:"))
                .forEach(Frame::dispose);
    }

    @Test
    void theAnalysedSampleCanBeTurnedCutAndPhotographed() throws Exception {
        ResultsTable.getResultsTable().reset();
        IJ.runMacro(
                "run(\"VertebraFE Synthetic L2\");\n"
                        + "run(\"Analyze Vertebra...\", \"ct=synthetic-L2-ct labels=synthetic-L2-labels calibration=b40f\");\n");
        screen.until("the row", () -> ResultsTable.getResultsTable().size() == 1);

        VertebraMenu.choose("View Vertebra in 3D...");
        Dialog dialog = screen.dialog("View Vertebra in 3D");
        screen.picture("view3d-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the window", () -> window() != null);
        JFrame window = window();
        window.setLocation(300, 60);
        Component canvas = named(window, "canvas");
        JLabel status = (JLabel) named(window, "status");
        screen.until("an element under the cursor", () -> {
            screen.pointAt(canvas);
            screen.moveTo(
                    canvas.getLocationOnScreen().x + canvas.getWidth() / 2 + 20,
                    canvas.getLocationOnScreen().y + canvas.getHeight() / 2);
            return status.getText().startsWith("Element ");
        });
        assertThat(status.getText()).contains("MPa at L ");
        String before = status.getText();
        screen.dragFromMiddle(canvas, 150, -40);
        screen.until("another element", () -> {
            screen.pointAt(canvas);
            return status.getText().startsWith("Element ") && !status.getText().equals(before);
        });
        screen.picture("view3d-turned", window);

        EventQueue.invokeAndWait(() -> {
            ((JComboBox<?>) named(window, "cut")).setSelectedItem("coronal");
            ((JSlider) named(window, "cutAt")).setValue(90);
            ((JCheckBox) named(window, "lines")).doClick();
        });
        screen.click(named(window, "anterior"));
        screen.until("the element inside", () -> {
            screen.pointAt(canvas);
            return status.getText().startsWith("Element ");
        });
        screen.picture("view3d-cut", window);

        screen.click(named(window, "snapshot"));
        screen.until("the snapshot", () -> image("3D of ") != null);
        ImagePlus snapshot = image("3D of ");
        assertThat(snapshot.getWidth()).isEqualTo(2 * canvas.getWidth());
        assertThat(snapshot.getBitDepth()).isEqualTo(24);

        // To a stand-in in the place of Fiji's 3D Viewer.
        screen.click(named(window, "fiji's 3d viewer"));
        screen.until("the surface", () -> Image3DUniverse.universes.stream()
                .anyMatch(universe -> universe.getContent("synthetic-L2-ct: Von Mises stress") != null));
    }

    private static JFrame window() {
        return Stream.of(Frame.getFrames())
                .filter(f ->
                        f instanceof JFrame && f.isShowing() && f.getTitle().startsWith("3D:"))
                .map(JFrame.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static ImagePlus image(String start) {
        return Stream.of(WindowManager.getImageTitles())
                .filter(title -> title.startsWith(start))
                .map(WindowManager::getImage)
                .findFirst()
                .orElse(null);
    }

    private static Component named(Container container, String name) {
        for (Component component : container.getComponents()) {
            if (name.equals(component.getName())) {
                return component;
            }
            if (component instanceof Container inner) {
                Component found = named(inner, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
