package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.awt.Dialog;
import java.awt.TextField;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A compressed series, which ImageJ itself does not open, from the menu to its window. */
@Tag("gui")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class OpenCtSeriesGuiTest {

    private static final Path TORSO = Path.of("../shared/data/torso-dicom");

    @Test
    void opensInAWindowInHuAndMillimetres() throws Exception {
        PlainImageJ.start();
        Screen screen = new Screen();
        IJ.getInstance().setLocation(20, 10);
        screen.until("the main window", () -> IJ.getInstance().isShowing());
        VertebraMenu.choose("Open CT Series...");
        Dialog dialog = screen.dialog("Open CT Series");
        screen.all(dialog, TextField.class).get(0).setText(TORSO.toString());
        screen.picture("open-ct-series-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the CT", () -> WindowManager.getImage("ct-Br38f") != null);
        ImagePlus ct = WindowManager.getImage("ct-Br38f");
        screen.until(
                "its window", () -> ct.getWindow() != null && ct.getWindow().isShowing());
        screen.picture("open-ct-series", ct.getWindow());
        assertThat(ct.getStackSize()).isEqualTo(20);
        assertThat(ct.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(ct.getCalibration().getValueUnit()).isEqualTo("HU");
        ct.changes = false;
        ct.close();
    }
}
