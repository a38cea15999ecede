package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import java.awt.Dialog;
import java.awt.TextArea;
import java.awt.Window;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vertebrafe.imagej.CarriedCalibration;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.calibrate.CalibrationTables;
import org.vertebrafe.synthetic.PhantomScans;

/** A person calibrates a CT: dialog, rods as ROIs in the ROI Manager, plot, table, log, and the image of density. */
@Tag("gui")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CalibrateGuiTest {

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
        Stream.of(Window.getWindows())
                .filter(window -> window instanceof RoiManager || window instanceof Recorder)
                .forEach(Window::dispose);
    }

    @Test
    void calibratesByTheRodsAndMakesAnImageOfDensity() throws Exception {
        ImagePlus ct = VolumeImages.image(PhantomScans.mindways(), "scan", "HU", ColourTable.GRAYS, "");
        ct.setDisplayRange(-250, 650);
        ct.show();
        ct.getWindow().setLocation(20, 130);
        Recorder recorder = new Recorder();
        recorder.setLocation(760, 680);

        VertebraMenu.choose("Calibrate CT Density...");
        Dialog dialog = screen.dialog("Calibrate CT Density");
        screen.picture("calibrate-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the plot", () -> WindowManager.getImage("Fit of scan") != null);
        screen.until(
                "the rows",
                () -> ResultsTable.getResultsTable(CalibrationTables.TITLE) != null
                        && ResultsTable.getResultsTable(CalibrationTables.TITLE).size() == 5);
        assertThat(CarriedCalibration.of(ct)).isPresent();
        assertThat(RoiManager.getInstance().getCount()).isEqualTo(10);
        assertThat(RoiManager.getInstance().getName(0)).isEqualTo("rod A first (mindways-model3)");
        screen.picture("calibrate-results", WindowManager.getWindow(CalibrationTables.TITLE));
        screen.picture("calibrate-plot", WindowManager.getImage("Fit of scan").getWindow());
        screen.picture("calibrate-log", WindowManager.getWindow("Log"));
        ct.getWindow().toFront();
        for (int zoom = 0; zoom < 3; zoom++) {
            ct.getCanvas().zoomIn(96, 110);
        }
        RoiManager.getInstance().setLocation(640, 130);
        screen.picture("calibrate-rods", ct.getWindow());
        WindowManager.getImage("Fit of scan").getWindow().setLocation(640, 130);
        RoiManager.getInstance().setLocation(1150, 130);
        WindowManager.getWindow(CalibrationTables.TITLE).setBounds(640, 620, 740, 170);
        WindowManager.getImage("Fit of scan").getWindow().toFront();
        RoiManager.getInstance().toFront();
        WindowManager.getWindow(CalibrationTables.TITLE).toFront();
        WindowManager.getWindow("Log").setBounds(640, 800, 740, 190);
        WindowManager.getWindow("Log").toFront();
        screen.picture("calibrate-workplace");

        WindowManager.setCurrentWindow(ct.getWindow());
        VertebraMenu.choose("Apply Density Calibration...");
        Dialog apply = screen.dialog("Apply Density Calibration");
        screen.picture("apply-dialog", apply);
        screen.click(screen.button(apply, "Run"));
        screen.until("the image of density", () -> WindowManager.getImage("density of scan") != null);
        assertThat(WindowManager.getImage("density of scan").getCalibration().getValueUnit())
                .isEqualTo("mg/cm3");

        String recorded = screen.all(recorder, TextArea.class).get(0).getText();
        recorder.close();
        assertThat(recorded)
                .contains("run(\"Calibrate CT Density...\", \"ct=scan method=phantom phantom=auto")
                .contains("rods=find save=[] plot=true")
                .contains("run(\"Apply Density Calibration...\", \"ct=scan calibration=image");
    }
}
