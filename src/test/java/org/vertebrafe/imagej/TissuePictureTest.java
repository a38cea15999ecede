package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.tissues.FoundTissues;
import org.vertebrafe.calibration.tissues.TissueMeasurement;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;

class TissuePictureTest {

    private static final VoxelGrid GRID = VoxelGrid.aligned(60, 40, 9, 2, 2, 5);

    @Test
    void samplesAreColouredAtTheirPlaceAndNamedBelow() {
        Volume ct = scene(GRID);
        BufferedImage picture = TissuePicture.render(ct, found(ct), 900);
        int muscle = TissuePicture.colour(ReferenceTissue.MUSCLE);
        int fat = TissuePicture.colour(ReferenceTissue.ADIPOSE);
        // First of two slices: columns of equal width below title and position.
        int height = picture.getHeight();
        int column = picture.getWidth() / 2;
        assertThat(count(picture, muscle, 0, column / 2, height / 2)).isPositive();
        assertThat(count(picture, fat, 0, column / 2, height / 2)).isZero();
        assertThat(count(picture, fat, column / 2, column, height / 2)).isPositive();
        assertThat(count(picture, muscle, column / 2, column, height / 2)).isZero();
        // Swatches of the legend are filled for what was measured, and only for that.
        assertThat(legend(picture, muscle)).isGreaterThan(100);
        assertThat(legend(picture, fat)).isGreaterThan(100);
        assertThat(legend(picture, TissuePicture.colour(ReferenceTissue.BLOOD))).isLessThan(80);
    }

    @Test
    void thePatientsRightIsOnTheLeftHoweverTheVoxelsAreStored() {
        VoxelGrid turned = new VoxelGrid(
                60,
                40,
                9,
                GRID.spacing(),
                GRID.toPatient(59, 39, 0),
                new Vec3(-1, 0, 0),
                new Vec3(0, -1, 0),
                new Vec3(0, 0, 1));
        Volume ct = scene(GRID);
        Volume other = scene(turned);
        BufferedImage one = TissuePicture.render(ct, found(ct), 900);
        BufferedImage two = TissuePicture.render(other, found(other), 900);
        int[] pixels = one.getRGB(0, 0, 900, one.getHeight() / 2, null, 0, 900);
        assertThat(two.getRGB(0, 0, 900, two.getHeight() / 2, null, 0, 900)).isEqualTo(pixels);
    }

    @Test
    void slicesShowEveryTissue() {
        Volume ct = scene(GRID);
        List<Integer> slices = TissueSlices.choose(VoxelOrder.lps(GRID), found(ct), 6);
        // Fat is in slices 0 to 4, muscle in 3 to 8: both in 3 and 4.
        assertThat(slices).containsExactly(4, 3);
        short[] values = new short[GRID.voxels()];
        paint(values, 10, 2, 0, 3);
        paint(values, 40, 4, 6, 9);
        FoundTissues apart = TissueMeasurement.of(
                ct, new Labels(GRID, values), Map.of(2, ReferenceTissue.ADIPOSE, 4, ReferenceTissue.MUSCLE));
        assertThat(apart.regions()).isEmpty();
        FoundTissues swapped = TissueMeasurement.of(
                ct, new Labels(GRID, values), Map.of(4, ReferenceTissue.ADIPOSE, 2, ReferenceTissue.MUSCLE));
        assertThat(TissueSlices.choose(VoxelOrder.lps(GRID), swapped, 6))
                .anyMatch(k -> k < 3)
                .anyMatch(k -> k >= 6);
    }

    @Test
    void nothingToShowIsRefused() {
        Volume ct = scene(GRID);
        FoundTissues found = found(ct);
        FoundTissues none = new FoundTissues(found.labels(), List.of(), List.of());
        assertThatThrownBy(() -> TissuePicture.render(ct, none))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("No tissue was measured");
        assertThatThrownBy(() -> TissuePicture.render(ct, found, 100))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("100 pixels");
        VoxelGrid other = VoxelGrid.aligned(60, 40, 9, 2, 2, 4);
        assertThatThrownBy(() -> TissuePicture.render(scene(other), found))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("different grids");
    }

    private static int legend(BufferedImage picture, int colour) {
        int top = 0;
        for (int y = picture.getHeight() - 1; y > 0; y--) {
            if ((picture.getRGB(450, y) & 0xFFFFFF) == 0) {
                top = y + 1;
                break;
            }
        }
        int n = 0;
        for (int y = top; y < picture.getHeight(); y++) {
            for (int x = 0; x < 60; x++) {
                n += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return n;
    }

    private static long count(BufferedImage picture, int colour, int from, int to, int below) {
        return IntStream.range(from, to)
                .mapToLong(x -> IntStream.range(0, below)
                        .filter(y -> (picture.getRGB(x, y) & 0xFFFFFF) == colour)
                        .count())
                .sum();
    }

    private static FoundTissues found(Volume ct) {
        short[] values = new short[GRID.voxels()];
        boolean turned = ct.grid().xAxis().x() < 0;
        paint(values, turned ? 40 : 10, 4, 3, 9);
        paint(values, turned ? 10 : 40, 2, 0, 5);
        return TissueMeasurement.of(
                ct, new Labels(ct.grid(), values), Map.of(2, ReferenceTissue.ADIPOSE, 4, ReferenceTissue.MUSCLE));
    }

    /** A square of ten columns and rows in some slices. */
    private static void paint(short[] values, int column, int label, int from, int to) {
        for (int k = from; k < to; k++) {
            for (int j = 15; j < 25; j++) {
                for (int i = column; i < column + 10; i++) {
                    values[GRID.index(i, j, k)] = (short) label;
                }
            }
        }
    }

    /** Muscle on the right, fat on the left, in air darker than the window. */
    private static Volume scene(VoxelGrid grid) {
        float[] values = new float[grid.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % grid.nx();
            double x = grid.toPatient(i, 0, 0).x();
            values[at] = x > 10 && x < 50 ? 50 : x > 70 && x < 110 ? -100 : -1000;
        }
        return new Volume(grid, values);
    }
}
