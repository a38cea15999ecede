package org.vertebrafe.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;

/** Where the voxels of a DICOM series are, and which series have no place. */
class DicomGeometryTest {

    @TempDir
    private Path folder;

    private SeriesFolder series() {
        return new SeriesFolder(folder);
    }

    /** Every voxel of the series where its slice's header puts it. */
    private static void assertPlaced(Volume ct, Vec3 origin, Vec3 row, Vec3 column, Vec3 step) {
        for (int k = 0; k < SeriesFolder.SLICES; k++) {
            for (int j = 0; j < SeriesFolder.ROWS; j++) {
                for (int i = 0; i < SeriesFolder.COLUMNS; i++) {
                    Vec3 there = origin.plus(row.times(0.75 * i))
                            .plus(column.times(0.5 * j))
                            .plus(step.times(k));
                    Vec3 voxel = ct.grid().toVoxel(there);
                    int x = (int) Math.rint(voxel.x());
                    int y = (int) Math.rint(voxel.y());
                    int z = (int) Math.rint(voxel.z());
                    assertThat(voxel.minus(new Vec3(x, y, z)).norm()).isLessThan(1e-5);
                    assertThat(ct.get(x, y, z)).isEqualTo(SeriesFolder.stored(i, j, k) - 1024);
                }
            }
        }
    }

    private static void place(DicomWriter slice, int k, Vec3 row, Vec3 column, Vec3 step) {
        Vec3 at = new Vec3(10, 20, 30).plus(step.times(k));
        slice.at(at.x(), at.y(), at.z()).orientation(row.x(), row.y(), row.z(), column.x(), column.y(), column.z());
    }

    private void assertReadsAt(Vec3 row, Vec3 column, Vec3 step) throws Exception {
        CtSeries read =
                series().write((slice, k) -> place(slice, k, row, column, step)).read();
        assertPlaced(read.volume(), new Vec3(10, 20, 30), row, column, step);
    }

    @Test
    void slicesAreOrderedByPositionNotByFileNameOrInstanceNumber() throws Exception {
        CtSeries read = series().write((slice, k) -> {}).read();
        assertPlaced(read.volume(), new Vec3(-50, -60, 100), new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 2));
        assertThat(read.volume().grid().spacing()).isEqualTo(new Vec3(0.75, 0.5, 2));
        assertThat(read.volume().grid().origin()).isEqualTo(new Vec3(-50, -60, 100));
    }

    @Test
    void sagittalSlicesArePlaced() throws Exception {
        assertReadsAt(new Vec3(0, 1, 0), new Vec3(0, 0, -1), new Vec3(3, 0, 0));
    }

    @Test
    void coronalSlicesArePlaced() throws Exception {
        assertReadsAt(new Vec3(1, 0, 0), new Vec3(0, 0, -1), new Vec3(0, 2.5, 0));
    }

    @Test
    void proneAndFeetFirstSlicesArePlaced() throws Exception {
        assertReadsAt(new Vec3(-1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 2));
    }

    @Test
    void obliqueSlicesArePlaced() throws Exception {
        Vec3 row = new Vec3(0.8, 0.6, 0);
        Vec3 column = new Vec3(-0.48, 0.64, 0.6);
        assertReadsAt(row, column, row.cross(column).times(1.25));
    }

    @Test
    void slicesThickerThanTheirDistanceAreFine() throws Exception {
        CtSeries read =
                series().write((slice, k) -> slice.text(0x00180050, "DS", "3")).read();
        assertThat(read.volume().grid().spacing().z()).isEqualTo(2);
        assertThat(read.acquisition().sliceThickness()).hasValue(3);
    }

    @Test
    void positionsRoundedToATenthOfAMillimetreAreAStack() throws Exception {
        CtSeries read = series().write((slice, k) -> slice.at(0, 0, Math.rint(6.25 * k) / 10))
                .read();
        assertThat(read.volume().grid().spacing().z()).isCloseTo(0.625, within(1e-9));
    }

    @Test
    void aMissingSliceIsNamedByItsNeighbours() throws Exception {
        series().write((slice, k) -> {});
        Files.delete(folder.resolve(SeriesFolder.name(2)));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(SeriesFolder.name(1))
                .hasMessageContaining(SeriesFolder.name(3))
                .hasMessageContaining("4.000 mm")
                .hasMessageContaining("1 slice(s) are missing");
    }

    @Test
    void aDoubleSliceIsNamed() throws Exception {
        series().write((slice, k) -> {}).put("copy.dcm", SeriesFolder.slice(3));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("copy.dcm")
                .hasMessageContaining(SeriesFolder.name(3))
                .hasMessageContaining("same place");
    }

    @Test
    void gantryTiltIsRefusedWithItsAngleAndTheWayOut() throws Exception {
        double angle = Math.toRadians(12);
        series().write((slice, k) ->
                slice.at(0, 0, 2.0 * k).orientation(1, 0, 0, 0, Math.cos(angle), -Math.sin(angle)));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("12.00 degrees")
                .hasMessageContaining("gantry tilt")
                .hasMessageContaining("dcm2niix");
    }

    @Test
    void unevenSpacingIsRefused() throws Exception {
        series().write((slice, k) -> slice.at(0, 0, k < 3 ? 2 * k : 2 * k + 0.8 * (k - 2)));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("varies from 2.000 to 2.800 mm");
    }

    @Test
    void aMovedCentreOfReconstructionIsRefused() throws Exception {
        series().write((slice, k) -> slice.at(k == 2 ? 1 : 0, 0, 2 * k));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(SeriesFolder.name(2))
                .hasMessageContaining("shifted sideways by 1.00 mm");
    }

    @Test
    void mixedOrientationsAreRefused() throws Exception {
        series().write((slice, k) -> {
            if (k == 4) {
                slice.orientation(0, 1, 0, 0, 0, -1);
            }
        });
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("different kinds")
                .hasMessageContaining("orientation");
    }

    @Test
    void mixedPixelSizesAreRefused() throws Exception {
        series().write((slice, k) -> slice.spacing(k == 1 ? 0.6 : 0.5, 0.75));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0.75 x 0.6 against 0.75 x 0.5 mm");
    }

    @Test
    void mixedImageSizesAreRefused() throws Exception {
        series().write((slice, k) -> {}).put("big.dcm", new DicomWriter(5, 3).at(-50, -60, 110));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("5 x 3 against 4 x 3 pixels");
    }

    @Test
    void oneSliceIsNoVolume() throws Exception {
        series().put("one.dcm", SeriesFolder.slice(0));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one.dcm is the only slice");
    }

    @Test
    void directionsThatAreNotOrthogonalUnitVectorsAreRefused() throws Exception {
        series().write((slice, k) -> slice.orientation(1, 0, 0, 0.2, 1, 0));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ImageOrientationPatient");
    }

    @Test
    void aTiltInTheHeaderAloneIsMentioned() throws Exception {
        CtSeries read = series().write((slice, k) -> slice.text(0x00181120, "DS", "-8.5"))
                .read();
        assertThat(read.warnings()).anyMatch(text -> text.contains("-8.50 degrees"));
    }
}
