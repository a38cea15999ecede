package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class VolumeImagesTest {

    private static final VoxelGrid GRID = new VoxelGrid(
            3,
            4,
            5,
            new Vec3(0.5, 0.6, 1.25),
            new Vec3(-12.5, 30, -400),
            new Vec3(1, 0, 0),
            new Vec3(0, 1, 0),
            new Vec3(0, 0, 1));

    @TempDir
    private Path folder;

    @Test
    void returnsTheSameVolumeThroughImageJAndThroughATiffFile() {
        Volume volume = counting(GRID);
        volume.values()[7] = Float.NaN;
        ImagePlus image = VolumeImages.image(volume, "Stress", "MPa", ColourTable.HEAT, "made by a test\n");
        Path file = folder.resolve("stress.tif");
        IJ.saveAsTiff(image, file.toString());
        for (ImagePlus given : new ImagePlus[] {image, TiffFiles.open(file)}) {
            Volume back = ImagePlusVolumes.map(given);
            assertThat(back.values()).isEqualTo(volume.values());
            assertThat(back.grid().difference(GRID)).isEmpty();
            assertThat(given.getCalibration().getValueUnit()).isEqualTo("MPa");
            assertThat((String) given.getProperty("Info")).contains("made by a test");
        }
    }

    @Test
    void keepsLabelsThroughATiffFile() {
        short[] values = new short[GRID.voxels()];
        values[5] = (short) 65535;
        values[6] = 30;
        Labels labels = new Labels(GRID, values);
        Path file = folder.resolve("labels.tif");
        IJ.saveAsTiff(VolumeImages.image(labels, "Labels", ""), file.toString());
        Labels back = ImagePlusVolumes.labels(TiffFiles.open(file));
        assertThat(back.counts()).isEqualTo(labels.counts());
        assertThat(back.get(5)).isEqualTo(65535);
        assertThat(back.grid().difference(GRID)).isEmpty();
    }

    @Test
    void keepsThe16BitCalibrationOfACtInATiffFile() {
        ImagePlus ct = ij.IJ.createImage("ct", "16-bit black", 2, 2, 2);
        ct.getCalibration().setUnit("mm");
        ct.getCalibration().setSigned16BitCalibration();
        ct.getStack().getProcessor(1).set(0, 0, 32768 - 1000);
        ct.getStack().getProcessor(2).set(1, 1, 32768 + 700);
        ImagePlus image = ct;
        Path file = folder.resolve("ct.tif");
        IJ.saveAsTiff(image, file.toString());
        Volume back = ImagePlusVolumes.volume(TiffFiles.open(file));
        assertThat(back.get(0, 0, 0)).isEqualTo(-1000);
        assertThat(back.get(1, 1, 1)).isEqualTo(700);
    }

    @Test
    void showsPercentilesNotTheHottestVoxel() {
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        values[999] = 1e6f;
        Volume volume = new Volume(VoxelGrid.aligned(10, 10, 10, 1, 1, 1), values);
        ImagePlus image = VolumeImages.image(volume, "Map", "MPa", ColourTable.HEAT, "");
        assertThat(image.getDisplayRangeMin()).isCloseTo(10, within(1e-6));
        assertThat(image.getDisplayRangeMax()).isCloseTo(990, within(1e-6));
    }

    @Test
    void reordersOtherOrientationsToFeetFirstAxialSlices() {
        // Stored head first, posterior to anterior, patient's left to right, slices sagittal.
        VoxelGrid stored = new VoxelGrid(
                5,
                4,
                3,
                new Vec3(2, 1, 3),
                new Vec3(10, 20, 30),
                new Vec3(0, 0, -1),
                new Vec3(0, -1, 0),
                new Vec3(-1, 0, 0));
        Volume volume = counting(stored);
        Volume back = ImagePlusVolumes.volume(VolumeImages.image(volume, "a", "", ColourTable.GRAYS, ""));
        assertThat(back.grid().spacing()).isEqualTo(new Vec3(3, 1, 2));
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                for (int i = 0; i < 5; i++) {
                    Vec3 v = back.grid().toVoxel(stored.toPatient(i, j, k));
                    assertThat(back.get((int) Math.round(v.x()), (int) Math.round(v.y()), (int) Math.round(v.z())))
                            .isEqualTo(volume.get(i, j, k));
                }
            }
        }
    }

    @Test
    void keepsAnObliqueOrientationThroughATiffFile() {
        double c = Math.cos(0.2);
        double s = Math.sin(0.2);
        VoxelGrid tilted = new VoxelGrid(
                2,
                2,
                2,
                new Vec3(1, 2, 3),
                new Vec3(-12.5, 30, -400),
                new Vec3(1, 0, 0),
                new Vec3(0, c, s),
                new Vec3(0, -s, c));
        ImagePlus image = VolumeImages.image(counting(tilted), "a", "HU", ColourTable.GRAYS, "first line");
        assertThat((String) image.getProperty("Info")).isEqualTo("first line");
        Path file = folder.resolve("oblique.tif");
        IJ.saveAsTiff(image, file.toString());
        for (ImagePlus given : new ImagePlus[] {image, image.duplicate(), TiffFiles.open(file)}) {
            assertThat(ImagePlusVolumes.volume(given).grid().difference(tilted)).isEmpty();
            assertThat(ImagePlusVolumes.volume(given).values())
                    .isEqualTo(counting(tilted).values());
        }
    }

    @Test
    void aVolumeWithoutAnyValueIsStillAnImage() {
        Volume none = new Volume(VoxelGrid.aligned(1, 1, 1, 1, 1, 1), new float[] {Float.NaN});
        ImagePlus image = VolumeImages.image(none, "none", "MPa", ColourTable.HEAT, "");
        assertThat(image.getDisplayRangeMax()).isGreaterThan(image.getDisplayRangeMin());
        assertThat(image.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(image.getCalibration().getFunction()).isEqualTo(Calibration.NONE);
    }

    @Test
    void refusesFilesThatAreNoTiff() throws java.io.IOException {
        Path text = Files.writeString(folder.resolve("text.tif"), "no image");
        assertThatThrownBy(() -> TiffFiles.open(text)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> TiffFiles.open(folder.resolve("none.tif"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> TiffFiles.open(folder)).isInstanceOf(InputException.class);
    }

    private static Volume counting(VoxelGrid grid) {
        float[] values = new float[grid.voxels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 1.5f;
        }
        return new Volume(grid, values);
    }
}
