package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.plugin.Duplicator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;

/** The calibration on its way with an image, and the image of density made by it. */
class CarriedCalibrationTest {

    private static final SavedCalibration B40F =
            SavedCalibration.of(KernelEquations.B40F, ScanProtocol.UNKNOWN.withKvp(120));
    private static final SavedCalibration B70F = SavedCalibration.of(KernelEquations.B70F, ScanProtocol.UNKNOWN);

    @TempDir
    private Path folder;

    /** Two slices of air and bone; stored as 16-bit with an offset of 32768, as ImageJ opens a signed CT. */
    private static ImagePlus signed() {
        ImageStack stack = new ImageStack(2, 2);
        stack.addSlice(
                "0010,0010  Patient's Name: Mustermann", new short[] {word(-1000), word(0), word(100), word(1000)});
        stack.addSlice(
                "0010,0010  Patient's Name: Mustermann", new short[] {word(-1000), word(40), word(-100), word(500)});
        ImagePlus image = new ImagePlus("scan", stack);
        Calibration calibration = image.getCalibration();
        calibration.setSigned16BitCalibration();
        calibration.setUnit("mm");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.75;
        calibration.pixelDepth = 2;
        calibration.xOrigin = 3;
        image.setSlice(2);
        return image;
    }

    private static short word(int hu) {
        return (short) (hu + 32768);
    }

    @Test
    void survivesDuplicatesAndTiffAndReplacesItsPredecessor() {
        ImagePlus image = signed();
        image.setProperty("Info", "What was there before.");
        assertThat(CarriedCalibration.of(image)).isEmpty();
        CarriedCalibration.put(image, B70F);
        CarriedCalibration.put(image, B40F);
        assertThat(CarriedCalibration.of(image)).contains(B40F);
        assertThat(image.getInfoProperty())
                .startsWith("What was there before.\n")
                .containsOnlyOnce("VertebraFE density calibration: ");
        assertThat(CarriedCalibration.of(new Duplicator().run(image))).contains(B40F);
        assertThat(CarriedCalibration.of(new Duplicator().run(image, 2, 2))).contains(B40F);
        IJ.saveAsTiff(image, folder.resolve("scan.tif").toString());
        ImagePlus opened = TiffFiles.open(folder.resolve("scan.tif"));
        assertThat(CarriedCalibration.of(opened)).contains(B40F);
        assertThat(opened.getInfoProperty()).contains("What was there before.");
    }

    @Test
    void saysWhatIsDamaged() {
        ImagePlus image = signed();
        image.setProperty("Info", "VertebraFE density calibration: {\"schema\": 1");
        assertThatThrownBy(() -> CarriedCalibration.of(image))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Info of \"scan\"");
    }

    @Test
    void densityComposesWithTheHuFunctionAndLeavesTheCtAlone() {
        ImagePlus ct = signed();
        short[] before = ((short[]) ct.getStack().getPixels(1)).clone();
        ImagePlus density = DensityImages.of(CtStack.of(ct), B40F);
        assertThat(density).isNotSameAs(ct);
        assertThat((short[]) ct.getStack().getPixels(1)).isEqualTo(before);
        assertThat(CarriedCalibration.of(ct)).isEmpty();
        assertThat(density.getBitDepth()).isEqualTo(32);
        // -4.2 mg/cm3 + 0.70 mg/cm3 per HU.
        assertThat(density.getStack().getVoxel(1, 0, 0)).isCloseTo(-4.2, within(1e-4));
        assertThat(density.getStack().getVoxel(0, 1, 0)).isCloseTo(65.8, within(1e-4));
        assertThat(density.getStack().getVoxel(1, 1, 1)).isCloseTo(345.8, within(1e-3));
        Calibration calibration = density.getCalibration();
        assertThat(calibration.getValueUnit()).isEqualTo("mg/cm3");
        assertThat(calibration.getFunction()).isEqualTo(Calibration.NONE);
        assertThat(calibration.getUnit()).isEqualTo("mm");
        assertThat(new double[] {calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth})
                .containsExactly(0.5, 0.75, 2);
        assertThat(calibration.xOrigin).isCloseTo(3, within(1e-9));
        assertThat(CarriedCalibration.of(density)).contains(B40F);
        assertThat(density.getInfoProperty()).contains("K2HPO4-equivalent density", "published equation");
    }

    @Test
    void nothingOfThePatientIsInTheImageOfDensity() {
        ImagePlus density = DensityImages.of(CtStack.of(signed()), B40F);
        assertThat(density.getInfoProperty()).doesNotContain("Mustermann");
        for (int slice = 1; slice <= density.getStackSize(); slice++) {
            assertThat(String.valueOf(density.getStack().getSliceLabel(slice))).doesNotContain("Mustermann");
        }
    }

    @Test
    void anImageOfDensityIsNoCtAndACtNoImageOfDensity() {
        ImagePlus density = DensityImages.of(CtStack.of(signed()), B40F);
        assertThat(CarriedCalibration.isDensity(density)).isTrue();
        assertThatThrownBy(() -> CtStack.hounsfield(density))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must not be calibrated again")
                .hasMessageContaining("Image holds density");
        assertThat(CtStack.density(density).calibration()).contains(B40F);
        ImagePlus hu = IJ.createImage("ct", "32-bit black", 2, 2, 2);
        hu.getCalibration().setUnit("mm");
        hu.getCalibration().setValueUnit("HU");
        assertThatThrownBy(() -> CtStack.density(hu))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has values in HU");
    }
}
