package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import java.awt.Component;
import java.awt.Frame;
import java.awt.Point;
import java.util.stream.Stream;
import javax.swing.JFrame;
import javax.swing.JTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vertebrafe.imagej.maps.Probe;
import org.vertebrafe.imagej.maps.Readings;

/** Reads values under a real mouse, on the CT and a map that follows. Run by scripts/gui-test. */
@Tag("gui")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProbeGuiTest {

    private static Screen screen;

    @BeforeAll
    static void start() throws Exception {
        screen = Screen.withImageJ();
    }

    @AfterAll
    static void close() throws Exception {
        java.awt.EventQueue.invokeAndWait(Probe::close);
        Screen.closeImages();
    }

    @Test
    void valuesFollowTheMouseAndAClickKeepsThem() throws Exception {
        IJ.runMacro(
                "run(\"VertebraFE Synthetic L2\");\n"
                        + "run(\"Analyze Vertebra...\", \"ct=synthetic-L2-ct labels=synthetic-L2-labels calibration=b40f elementsize=2\");\n");
        screen.until("the row", () -> ResultsTable.getResultsTable().size() == 1);
        ImagePlus ct = WindowManager.getImage("synthetic-L2-ct");
        ImagePlus map = WindowManager.getImage("von-mises of synthetic-L2-ct");
        WindowManager.getImage("synthetic-L2-labels").hide();
        WindowManager.getWindow("Results").setLocation(20, 620);
        place(ct, 20, 130);
        place(map, 420, 130);
        IJ.run(ct, "Overlay Vertebra Map...", "ct=synthetic-L2-ct map=[von-mises of synthetic-L2-ct] opacity=80");

        IJ.selectWindow("synthetic-L2-ct");
        IJ.doCommand("Probe Vertebra");
        screen.until("the probe", () -> probe() != null);
        probe().setLocation(820, 130);
        IJ.selectWindow("synthetic-L2-ct");
        Point middle = ct.getCanvas().getLocationOnScreen();
        int x = middle.x + ct.getCanvas().getWidth() / 2;
        int y = middle.y + ct.getCanvas().getHeight() * 35 / 100;
        JTable values = (JTable) all(probe(), JTable.class);
        screen.until("a value of stress", () -> {
            screen.moveTo(x, y);
            screen.moveTo(x + 3, y);
            return String.valueOf(values.getValueAt(4, 2)).matches("\\d.*");
        });
        screen.until(
                "the map to follow",
                () -> map.getOverlay() != null && map.getOverlay().size() == 1);
        assertThat(map.getCurrentSlice()).isEqualTo(ct.getCurrentSlice());
        assertThat(((javax.swing.JLabel) all(IJ.getInstance().getStatusBar(), javax.swing.JLabel.class)).getText())
                .contains("HU")
                .contains("MPa")
                .contains("mg/cm3");
        screen.picture("probe");

        screen.click();
        screen.until("the kept row", () -> WindowManager.getWindow(Readings.TABLE) != null);
        ResultsTable rows = ((TextWindow) WindowManager.getWindow(Readings.TABLE)).getResultsTable();
        assertThat(rows.getLabel(rows.size() - 1)).isEqualTo("synthetic-L2-ct");
        assertThat(rows.getValue("Von Mises stress (MPa)", rows.size() - 1)).isPositive();

        java.awt.EventQueue.invokeAndWait(Probe::close);
        assertThat(map.getOverlay().size()).isZero();
    }

    private static void place(ImagePlus image, int x, int y) {
        image.getWindow().setLocation(x, y);
        image.setSlice(image.getStackSize() / 2);
        image.getCanvas().setMagnification(4);
        image.getCanvas().setSize(4 * image.getWidth(), 4 * image.getHeight());
        image.getWindow().pack();
    }

    private static JFrame probe() {
        return Stream.of(Frame.getFrames())
                .filter(f ->
                        f instanceof JFrame && f.isShowing() && f.getTitle().startsWith("Probe:"))
                .map(JFrame.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Component all(java.awt.Container container, Class<?> type) {
        for (Component component : container.getComponents()) {
            if (type.isInstance(component)) {
                return component;
            }
            if (component instanceof java.awt.Container inner && all(inner, type) != null) {
                return all(inner, type);
            }
        }
        return null;
    }
}
