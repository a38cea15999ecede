package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.synthetic.PhantomScans;

/** The calibration commands in a headless macro, as the recorder writes them. */
class CalibrationMacroTest {

    @TempDir
    private Path folder;

    @Test
    void fromTheCtToTheImageOfDensity() throws IOException {
        Path ct = folder.resolve("scan.nii.gz");
        Nifti.write(PhantomScans.mindways(), ct, Progress.NONE);
        String values = macro(
                "run('Open NIfTI...', 'path=[" + ct + "]');\n"
                        + """
                run("Calibrate CT Density...", "ct=scan rods=find plot=false save=[] method=phantom phantom=auto catalogue=[] equation=auto calibrationfile=[]");
                run("Calibrate CT Density...", "ct=scan rods=rois plot=false");
                run("Apply Density Calibration...", "ct=scan");
                selectImage("density of scan");
                info = getMetadata("Info");
                return "" + indexOf(info, "VertebraFE density calibration: {") + " " + nImages;
                """);
        assertThat(values).matches("[1-9]\\d* 2");
    }

    @Test
    void stopsWhereThereIsNothingToCalibrateWith() {
        assertThatThrownBy(() -> macro("newImage('blank', '16-bit black', 64, 64, 8); setVoxelSize(1, 1, 1, 'mm');"
                        + "run('Calibrate CT Density...', 'ct=blank');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("HU");
    }

    private String macro(String lines) throws IOException {
        return PlainImageJ.runMacroHeadless(Files.writeString(folder.resolve("test.ijm"), lines), "");
    }
}
