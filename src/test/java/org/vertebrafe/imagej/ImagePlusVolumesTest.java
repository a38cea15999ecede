package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

class ImagePlusVolumesTest {

    @Test
    void keepsValuesPlaceAndSize() {
        ImagePlus image = stack("32-bit", 3, 4, 5);
        image.getStack().getProcessor(5).setf(2, 3, -123.25f);
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.75;
        calibration.pixelDepth = 2;
        calibration.xOrigin = 10;
        calibration.zOrigin = -3;
        Volume volume = ImagePlusVolumes.volume(image);
        assertThat(volume.get(2, 3, 4)).isEqualTo(-123.25f);
        assertThat(volume.grid().spacing()).isEqualTo(new Vec3(0.5, 0.75, 2));
        assertThat(volume.grid().toPatient(0, 0, 0).minus(new Vec3(-5, 0, 6)).norm())
                .isLessThan(1e-12);
        assertThat(volume.grid()
                        .toPatient(1, 1, 1)
                        .minus(new Vec3(-4.5, 0.75, 8))
                        .norm())
                .isLessThan(1e-12);
    }

    @Test
    void appliesTheCalibrationOfASigned16BitCt() {
        ImagePlus image = stack("16-bit", 2, 2, 2);
        for (int slice = 1; slice <= 2; slice++) {
            image.getStack().getProcessor(slice).set(0, 0, 32768 - 1000);
            image.getStack().getProcessor(slice).set(1, 1, 32768 + 1500);
            image.getStack().getProcessor(slice).set(0, 1, 32768);
            image.getStack().getProcessor(slice).set(1, 0, 32768 + 40);
        }
        image.getCalibration().setSigned16BitCalibration();
        Volume ct = ImagePlusVolumes.hounsfield(image);
        assertThat(ct.values()).containsExactly(-1000, 40, 0, 1500, -1000, 40, 0, 1500);
    }

    @Test
    void appliesALinearCalibrationFunction() {
        ImagePlus image = stack("8-bit", 1, 1, 2);
        image.getStack().getProcessor(2).set(0, 0, 200);
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-100, 2}, "HU");
        assertThat(ImagePlusVolumes.volume(image).values()).containsExactly(-100, 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mm", "MM", "millimeter", "millimetres"})
    void acceptsMillimetresHoweverWritten(String unit) {
        ImagePlus image = stack("32-bit", 2, 2, 2);
        image.getCalibration().setUnit(unit);
        assertThatCode(() -> ImagePlusVolumes.grid(image)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cm", "um", "inch", "micron"})
    void refusesOtherUnitsAndSaysWhereToSetThem(String unit) {
        ImagePlus image = stack("32-bit", 2, 2, 2);
        image.getCalibration().setUnit(unit);
        assertThatThrownBy(() -> ImagePlusVolumes.volume(image))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Image > Properties...")
                .hasMessageContaining("pixel unit");
    }

    @Test
    void refusesAnImageWithoutUnitAndOneWithAnotherUnitInDepth() {
        ImagePlus image = IJ.createImage("bare", "32-bit black", 2, 2, 2);
        assertThatThrownBy(() -> ImagePlusVolumes.volume(image)).hasMessageContaining("no unit of length");
        image.getCalibration().setUnit("mm");
        image.getCalibration().setZUnit("cm");
        assertThatThrownBy(() -> ImagePlusVolumes.volume(image)).hasMessageContaining("\"cm\"");
    }

    @Test
    void refusesColourAndSeveralChannels() {
        assertThatThrownBy(() -> ImagePlusVolumes.volume(stack("RGB", 2, 2, 2))).hasMessageContaining("RGB colour");
        ImagePlus indexed = stack("8-bit", 2, 2, 2);
        indexed.setLut(palette());
        indexed.setTypeToColor256();
        assertThatThrownBy(() -> ImagePlusVolumes.volume(indexed)).hasMessageContaining("8-bit colour");
        ImagePlus channels = IJ.createHyperStack("two", 2, 2, 2, 2, 1, 32);
        assertThatThrownBy(() -> ImagePlusVolumes.volume(channels)).hasMessageContaining("2 channels");
        ImagePlus times = IJ.createHyperStack("film", 2, 2, 1, 1, 3, 32);
        assertThatThrownBy(() -> ImagePlusVolumes.volume(times)).hasMessageContaining("3 time points");
    }

    @Test
    void refusesValuesThatAreNoNumbersAndNamesTheVoxel() {
        ImagePlus image = stack("32-bit", 3, 3, 3);
        image.getStack().getProcessor(2).setf(1, 2, Float.NaN);
        assertThatThrownBy(() -> ImagePlusVolumes.volume(image)).hasMessageContaining("NaN at x = 1, y = 2, slice 2");
        assertThat(ImagePlusVolumes.map(image).get(1, 2, 1)).isNaN();
        image.getStack().getProcessor(2).setf(1, 2, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> ImagePlusVolumes.map(image)).hasMessageContaining("Infinity");
    }

    @Test
    void refusesTheEmptyImageOfAWrongTitle() {
        assertThatThrownBy(() -> ImagePlusVolumes.hounsfield(new ImagePlus()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("CT: no such image is open");
        assertThatThrownBy(() -> ImagePlusVolumes.labels(null)).hasMessageContaining("no such image is open");
    }

    @Test
    void refusesDensitiesAsCt() {
        ImagePlus image = stack("32-bit", 2, 1, 1);
        image.getProcessor().setf(0, 0, -120);
        image.getProcessor().setf(1, 0, 900);
        assertThatCode(() -> ImagePlusVolumes.hounsfield(image)).doesNotThrowAnyException();
        image.getCalibration().setValueUnit("mg/cm3");
        assertThatThrownBy(() -> ImagePlusVolumes.hounsfield(image)).hasMessageContaining("values in mg/cm3");
    }

    @Test
    void readsLabelsOfAnyDepthEvenWithAColourTable() {
        ImagePlus bytes = stack("8-bit", 2, 1, 1);
        bytes.getProcessor().set(1, 0, 200);
        bytes.setLut(palette());
        bytes.setTypeToColor256();
        assertThat(ImagePlusVolumes.labels(bytes).get(1, 0, 0)).isEqualTo(200);
        ImagePlus shorts = stack("16-bit", 2, 1, 1);
        shorts.getProcessor().set(1, 0, 65535);
        Labels labels = ImagePlusVolumes.labels(shorts);
        assertThat(labels.get(1, 0, 0)).isEqualTo(65535);
        assertThat(labels.counts()).containsOnlyKeys(65535);
        ImagePlus floats = stack("32-bit", 2, 1, 1);
        floats.getProcessor().setf(1, 0, 30);
        assertThat(ImagePlusVolumes.labels(floats).get(1, 0, 0)).isEqualTo(30);
    }

    @Test
    void refusesWhatIsNoLabel() {
        ImagePlus floats = stack("32-bit", 2, 1, 2);
        floats.getStack().getProcessor(2).setf(1, 0, 1.5f);
        assertThatThrownBy(() -> ImagePlusVolumes.labels(floats))
                .hasMessageContaining("1.5 at x = 1, y = 0, slice 2")
                .hasMessageContaining("0..65535");
        floats.getStack().getProcessor(2).setf(1, 0, -1);
        assertThatThrownBy(() -> ImagePlusVolumes.labels(floats)).hasMessageContaining("-1");
        assertThatThrownBy(() -> ImagePlusVolumes.labels(stack("RGB", 2, 2, 1))).hasMessageContaining("RGB");
    }

    @Test
    void refusesOneImageInTwoRoles() {
        ImagePlus image = stack("8-bit", 2, 2, 2);
        assertThatThrownBy(() -> ImagePlusVolumes.requireDistinct(image, "CT", image, "labels"))
                .hasMessageContaining("both as CT and as labels");
        assertThatCode(() -> ImagePlusVolumes.requireDistinct(image, "CT", stack("8-bit", 2, 2, 2), "labels"))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotChangeTheImage() {
        ImageStack stack = new ImageStack(2, 2);
        float[] pixels = {1, 2, 3, 4};
        stack.addSlice("", pixels);
        ImagePlus image = new ImagePlus("given", stack);
        image.getCalibration().setUnit("mm");
        Volume volume = ImagePlusVolumes.volume(image);
        Arrays.fill(volume.values(), 9);
        assertThat(pixels).containsExactly(1, 2, 3, 4);
    }

    private static ImagePlus stack(String type, int nx, int ny, int nz) {
        ImagePlus image = IJ.createImage("given", type + " black", nx, ny, nz);
        image.getCalibration().setUnit("mm");
        return image;
    }

    /** Colours without order, as an indexed-colour image has them. */
    private static LUT palette() {
        byte[][] rgb = new byte[3][256];
        Random random = new Random(1);
        for (byte[] channel : rgb) {
            random.nextBytes(channel);
        }
        return new LUT(rgb[0], rgb[1], rgb[2]);
    }
}
