package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class MontageTest {

    private static final Path FIGURES = Path.of("target", "figures");

    @Test
    void drawsTheRealVertebraInItsCt() throws IOException {
        Volume ct = SharedImages.volume("torso-ct/ct.nii.gz");
        Labels labels = SharedImages.labels("torso-ct/labels_L2_L4.nii.gz");
        float[] map = new float[ct.values().length];
        Vec3 sum = Vec3.ZERO;
        int n = 0;
        for (int i = 0; i < map.length; i++) {
            map[i] = labels.get(i) == 30 ? ct.values()[i] : Float.NaN;
        }
        Labels bodies = SharedImages.labels("torso-ct/bodies_L2_L4.nii.gz");
        VoxelGrid grid = ct.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (bodies.get(i, j, k) == 30) {
                        sum = sum.plus(grid.toPatient(i, j, k));
                        n++;
                    }
                }
            }
        }
        BufferedImage figure = Montage.render(
                ct,
                new Volume(grid, map),
                Optional.of(labels),
                sum.times(1.0 / n),
                MontageStyle.of("Attenuation of L2", "HU").withRange(new ValueRange(-100, 700)));
        Montage.write(figure, FIGURES.resolve("torso-L2.png"));
        assertThat(figure.getWidth()).isEqualTo(1200);
        assertThat(figure.getHeight()).isBetween(300, 900);
    }

    @Test
    void drawsTheBenchmarkVertebra() throws IOException {
        Volume density = SharedImages.volume("verse004-L2/density.nii.gz");
        Labels labels = SharedImages.labels("verse004-L2/labels.nii.gz");
        float[] map = density.values().clone();
        for (int i = 0; i < map.length; i++) {
            map[i] = labels.get(i) == 1 || labels.get(i) == 3 ? map[i] : Float.NaN;
        }
        VoxelGrid grid = density.grid();
        BufferedImage figure = Montage.render(
                density,
                new Volume(grid, map),
                grid.toPatient(50, 62, 37),
                MontageStyle.of("Trabecular density", "mg/cm\u00b3").withCtRange(new ValueRange(0, 900)));
        Montage.write(figure, FIGURES.resolve("verse004-L2.png"));
        assertThat(figure.getWidth()).isEqualTo(1200);
    }

    @Test
    void showsTheSamePictureWhateverTheOrderOfTheVoxels() {
        Volume ct = blob(VoxelGrid.aligned(20, 24, 12, 2, 2, 4));
        // The same patient, stored from right to left, anterior to posterior reversed, head first.
        VoxelGrid g = ct.grid();
        VoxelGrid turned = new VoxelGrid(
                g.nz(),
                g.nx(),
                g.ny(),
                new Vec3(4, 2, 2),
                g.toPatient(19, 0, 11),
                new Vec3(0, 0, -1),
                new Vec3(-1, 0, 0),
                new Vec3(0, 1, 0));
        float[] values = new float[turned.voxels()];
        for (int k = 0; k < turned.nz(); k++) {
            for (int j = 0; j < turned.ny(); j++) {
                for (int i = 0; i < turned.nx(); i++) {
                    values[turned.index(i, j, k)] = ct.get(19 - j, k, 11 - i);
                }
            }
        }
        Vec3 point = g.toPatient(9.3, 11.2, 5.7);
        MontageStyle style = MontageStyle.of("Test", "HU").withWidth(600);
        BufferedImage a = Montage.render(ct, positive(ct), point, style);
        Volume other = new Volume(turned, values);
        BufferedImage b = Montage.render(other, positive(other), point, style);
        assertThat(pixels(b)).isEqualTo(pixels(a));
    }

    @Test
    void drawsAnisotropicVoxelsInTheirTrueProportions() {
        // A cube of 24 mm on voxels of 1 x 2 x 4 mm: it must be as wide as high in all three planes.
        VoxelGrid grid = VoxelGrid.aligned(60, 30, 15, 1, 2, 4);
        float[] ct = new float[grid.voxels()];
        float[] map = new float[grid.voxels()];
        Arrays.fill(ct, -1000);
        Arrays.fill(map, Float.NaN);
        for (int k = 4; k < 10; k++) {
            for (int j = 8; j < 20; j++) {
                for (int i = 16; i < 40; i++) {
                    map[grid.index(i, j, k)] = 100;
                }
            }
        }
        MontageStyle style = MontageStyle.of("Cube", "").withColours(ColourTable.GRAYS);
        BufferedImage figure = Montage.render(
                new Volume(grid, ct),
                new Volume(grid, map),
                grid.toPatient(27.5, 13.5, 6.5),
                style.withRange(new ValueRange(0, 100)));
        MontageLayout layout = MontageLayout.of(
                new MontageLayout.Box(new Vec3(15.5 - 8, 15 - 8, 14 - 8), new Vec3(39.5 + 8, 39 + 8, 38 + 8)),
                grid.toPatient(27.5, 13.5, 6.5),
                1200);
        for (MontageLayout.Plane plane : layout.planes()) {
            int width = 0;
            int height = 0;
            // Away from the middle, where the ticks and letters are not.
            int y0 = plane.frame().y + plane.frame().height / 2 + 12;
            int x0 = plane.frame().x + plane.frame().width / 2 + 12;
            for (int x = plane.frame().x; x < plane.frame().getMaxX(); x++) {
                width += (figure.getRGB(x, y0) & 0xFFFFFF) == 0xFFFFFF ? 1 : 0;
            }
            for (int y = plane.frame().y; y < plane.frame().getMaxY(); y++) {
                height += (figure.getRGB(x0, y) & 0xFFFFFF) == 0xFFFFFF ? 1 : 0;
            }
            assertThat((double) width).as(plane.name()).isCloseTo(24 * layout.scale(), within(1.5));
            assertThat((double) height).as(plane.name()).isCloseTo(24 * layout.scale(), within(1.5));
        }
    }

    @Test
    void putsThePatientsRightLeftAndTheHeadUp() {
        // Only the right (x small), anterior (y small), superior (z large) eighth has a value.
        VoxelGrid grid = VoxelGrid.aligned(20, 20, 20, 1, 1, 1);
        float[] ct = new float[grid.voxels()];
        float[] map = new float[grid.voxels()];
        Arrays.fill(map, Float.NaN);
        for (int k = 10; k < 20; k++) {
            for (int j = 0; j < 10; j++) {
                for (int i = 0; i < 10; i++) {
                    map[grid.index(i, j, k)] = 1;
                }
            }
        }
        MontageStyle style =
                MontageStyle.of("Corner", "").withColours(ColourTable.GRAYS).withRange(new ValueRange(0, 1));
        Vec3 point = new Vec3(8, 8, 11);
        BufferedImage figure = Montage.render(new Volume(grid, ct), new Volume(grid, map), point, style);
        MontageLayout layout = MontageLayout.of(
                new MontageLayout.Box(new Vec3(-0.5, -0.5, 1.5), new Vec3(17.5, 17.5, 19.5)), point, 1200);
        for (MontageLayout.Plane plane : layout.planes()) {
            assertThat(at(figure, plane, 0.3, 0.35))
                    .as(plane.name() + " upper left")
                    .isEqualTo(0xFFFFFF);
            assertThat(at(figure, plane, 0.8, 0.35))
                    .as(plane.name() + " upper right")
                    .isNotEqualTo(0xFFFFFF);
            assertThat(at(figure, plane, 0.3, 0.7))
                    .as(plane.name() + " lower left")
                    .isNotEqualTo(0xFFFFFF);
        }
    }

    @Test
    void leavesTheCtGreyWhereTheMapHasNoValue() {
        VoxelGrid grid = VoxelGrid.aligned(30, 30, 30, 1, 1, 1);
        float[] ct = new float[grid.voxels()];
        float[] map = new float[grid.voxels()];
        Arrays.fill(map, Float.NaN);
        map[grid.index(15, 15, 15)] = 1;
        BufferedImage figure = Montage.render(
                new Volume(grid, ct),
                new Volume(grid, map),
                new Vec3(15, 15, 15),
                MontageStyle.of("One voxel", "").withCtRange(new ValueRange(-1, 1)));
        MontageLayout layout = MontageLayout.of(
                new MontageLayout.Box(new Vec3(6.5, 6.5, 6.5), new Vec3(23.5, 23.5, 23.5)), new Vec3(15, 15, 15), 1200);
        assertThat(at(figure, layout.planes().get(0), 0.3, 0.3)).isEqualTo(0x808080);
        assertThat(at(figure, layout.planes().get(0), 0.5, 0.5)).isNotEqualTo(0x808080);
    }

    @Test
    void aLongStretchOfTheSpineStillFitsAPage() {
        VoxelGrid grid = VoxelGrid.aligned(10, 10, 100, 2, 2, 5);
        Volume map = new Volume(grid, filled(grid, 1));
        BufferedImage figure = Montage.render(map, map, new Vec3(9, 9, 250), MontageStyle.of("Spine", "MPa"));
        assertThat(figure.getHeight()).isBetween(1080, 1260);
        BufferedImage slice = Montage.render(
                blob(VoxelGrid.aligned(60, 60, 1, 1, 1, 1)),
                blob(VoxelGrid.aligned(60, 60, 1, 1, 1, 1)),
                new Vec3(30, 30, 0),
                MontageStyle.of("One slice", "HU"));
        assertThat(slice.getHeight()).isGreaterThan(200);
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        Volume ct = blob(VoxelGrid.aligned(10, 10, 10, 1, 1, 1));
        Volume none = new Volume(ct.grid(), filled(ct.grid(), Float.NaN));
        MontageStyle style = MontageStyle.of("Stress", "MPa");
        Vec3 middle = new Vec3(5, 5, 5);
        assertThatThrownBy(() -> Montage.render(ct, none, middle, style))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no value");
        assertThatThrownBy(() -> Montage.render(ct, ct, new Vec3(5, 5, 50), style))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("outside of the CT");
        Volume other = blob(VoxelGrid.aligned(10, 10, 10, 1, 1, 2));
        assertThatThrownBy(() -> Montage.render(ct, other, middle, style))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("different grids");
        assertThatThrownBy(() -> style.withOpacity(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> style.withWidth(100)).hasMessageContaining("600..6000");
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.api.Assertions.within(tolerance);
    }

    private static int at(BufferedImage figure, MontageLayout.Plane plane, double fx, double fy) {
        return figure.getRGB((int) (plane.frame().x + fx * plane.frame().width), (int)
                        (plane.frame().y + fy * plane.frame().height))
                & 0xFFFFFF;
    }

    private static Volume blob(VoxelGrid grid) {
        float[] values = new float[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    // No symmetry, so that no axis can be mistaken for another.
                    values[grid.index(i, j, k)] = (float) (300 - 40 * Math.abs(i - 7) - 30 * Math.abs(j - 13) - 55 * k);
                }
            }
        }
        return new Volume(grid, values);
    }

    private static Volume positive(Volume volume) {
        float[] values = volume.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] > 0 ? values[i] : Float.NaN;
        }
        return new Volume(volume.grid(), values);
    }

    private static float[] filled(VoxelGrid grid, float value) {
        float[] values = new float[grid.voxels()];
        Arrays.fill(values, value);
        return values;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
