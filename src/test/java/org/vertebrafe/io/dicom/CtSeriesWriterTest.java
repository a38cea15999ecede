package org.vertebrafe.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.io.Opener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class CtSeriesWriterTest {

    private static final CtSeriesHeader HEADER = new CtSeriesHeader("test", 2, "B40f", 120, 250, 1.5, 123.25, false);

    @TempDir
    private Path folder;

    private static Volume oblique(float first) {
        Vec3 x = new Vec3(0.8, 0.6, 0);
        VoxelGrid grid = new VoxelGrid(
                5,
                4,
                3,
                new Vec3(0.7, 0.6, 1.5),
                new Vec3(-31.25, 12.5, -410.125),
                x,
                new Vec3(-0.6, 0.8, 0),
                new Vec3(0, 0, 1));
        float[] values = new float[grid.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = at * 60 - 1024;
        }
        values[1] = 3071;
        values[0] = first;
        return new Volume(grid, values);
    }

    private static CtSeries read(Path place) throws IOException {
        return DicomCt.read(place, List.of(), TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Test
    void aSeriesIsReadBackBitForBitWithItsGeometryAndProtocol() throws IOException {
        Volume hu = oblique(-1024);
        CtSeriesWriter.write(hu, HEADER, folder.resolve("deep/series"), Progress.NONE);
        CtSeries series = read(folder.resolve("deep/series"));
        assertThat(series.volume().values()).isEqualTo(hu.values());
        assertThat(series.volume().grid().difference(hu.grid())).isEmpty();
        CtAcquisition acquisition = series.acquisition();
        assertThat(acquisition.kernelName()).contains("B40f");
        assertThat(acquisition.peakKilovoltage()).hasValue(120);
        assertThat(acquisition.sliceThickness()).hasValue(1.5);
        assertThat(acquisition.exposure()).contains(new CtAcquisition.Range(250, 250));
        assertThat(acquisition.tableHeight().orElseThrow()).isCloseTo(123.25, within(1e-9));
        assertThat(acquisition.contrastAgent()).isEmpty();
        assertThat(acquisition.lossy()).isFalse();
    }

    @Test
    void imageJReadsHounsfieldUnitsFromAFile() throws IOException {
        Volume hu = oblique(-1024);
        CtSeriesWriter.write(hu, HEADER, folder, Progress.NONE);
        ImagePlus image =
                new Opener().openImage(folder.resolve("slice-0002.dcm").toString());
        assertThat(image.getCalibration().pixelWidth).isCloseTo(0.7, within(1e-9));
        assertThat(image.getCalibration().pixelHeight).isCloseTo(0.6, within(1e-9));
        assertThat(image.getCalibration().getCValue(image.getPixel(3, 2)[0])).isEqualTo(hu.get(3, 2, 1));
    }

    @Test
    void sameScanSameFilesAndSeriesOfAStudyBelongTogether() throws IOException {
        Volume hu = oblique(-1024);
        CtSeriesHeader sharp = new CtSeriesHeader("test", 3, "B70f", 120, 250, 1.5, 123.25, true);
        CtSeriesWriter.write(hu, HEADER, folder.resolve("a"), Progress.NONE);
        CtSeriesWriter.write(hu, HEADER, folder.resolve("b"), Progress.NONE);
        CtSeriesWriter.write(hu, sharp, folder.resolve("c"), Progress.NONE);
        assertThat(folder.resolve("b/slice-0001.dcm")).hasSameBinaryContentAs(folder.resolve("a/slice-0001.dcm"));
        String smoothText = text("a/slice-0001.dcm");
        assertThat(smoothText).contains("VIRTUAL^PATIENT").doesNotContain("APPLIED");
        assertThat(text("c/slice-0001.dcm")).contains("APPLIED", "B70f");
        // In one folder the two series are told apart.
        for (int k = 1; k <= 3; k++) {
            Files.copy(folder.resolve("c/slice-000" + k + ".dcm"), folder.resolve("a/sharp-" + k + ".dcm"));
        }
        CtSeries chosen = read(folder.resolve("a/sharp-2.dcm"));
        assertThat(chosen.acquisition().kernelName()).contains("B70f");
        assertThat(chosen.acquisition().contrastAgent()).contains("APPLIED");
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatCannotBeStoredIsRefused() {
        for (float bad : new float[] {0.5f, -1025, 3072, Float.NaN}) {
            assertThatThrownBy(() -> CtSeriesWriter.write(oblique(bad), HEADER, folder, Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("cannot be written to DICOM");
        }
        assertThatThrownBy(() -> new CtSeriesHeader("t", 1, "B40f\\3", 120, 1, 1, 0, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("B40f\\3");
    }
}
