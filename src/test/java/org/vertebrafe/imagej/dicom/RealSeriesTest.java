package org.vertebrafe.imagej.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.dicom.CtAcquisition;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;

/**
 * A real series, JPEG 2000, of a Siemens scanner, anonymized by blanking its UIDs. The voxels were decoded by OpenJPEG
 * ({@code opj_decompress}) for comparison, the header read with {@code dcmdump} of DCMTK.
 */
class RealSeriesTest {

    private static final Path FOLDER = Path.of("../shared/data/torso-dicom");

    /** CRC-32 of the stored 16-bit little-endian words from the lowest slice to the highest, as OpenJPEG decodes them. */
    private static final long CRC_BY_OPENJPEG = 0x1f0f5381L;

    private static CtSeries series;

    @BeforeAll
    static void read() throws Exception {
        try (TaskExecutor threads = TaskExecutors.numThreads(2)) {
            series = DicomCt.read(FOLDER, ImageIoDecoders.all(), threads, Progress.NONE);
        }
    }

    @Test
    void everyVoxelIsThatOfOpenJpeg() {
        CRC32 crc = new CRC32();
        for (float hu : series.volume().values()) {
            int stored = (int) hu + 1024;
            crc.update(stored & 0xFF);
            crc.update(stored >>> 8);
        }
        assertThat(crc.getValue()).isEqualTo(CRC_BY_OPENJPEG);
    }

    @Test
    void slicesLieAlongTheirPositions() {
        Volume ct = series.volume();
        assertThat(ct.grid().nx()).isEqualTo(512);
        assertThat(ct.grid().ny()).isEqualTo(512);
        assertThat(ct.grid().nz()).isEqualTo(20);
        assertThat(ct.grid().spacing()).isEqualTo(new Vec3(0.9765625, 0.9765625, 2));
        assertThat(ct.grid().origin()).isEqualTo(new Vec3(-249.51171875, -437.51171875, -804.5));
        assertThat(ct.grid().zAxis()).isEqualTo(new Vec3(0, 0, 1));
    }

    @Test
    void theHeaderSpeaksOfTheScan() {
        CtAcquisition scan = series.acquisition();
        assertThat(scan.manufacturer()).contains("SIEMENS");
        assertThat(scan.model()).contains("Biograph40_mCT 4R");
        assertThat(scan.date()).contains(LocalDate.of(2022, 12, 8));
        assertThat(scan.peakKilovoltage()).hasValue(120);
        assertThat(scan.tubeCurrent().orElseThrow().max()).isGreaterThanOrEqualTo(615);
        assertThat(scan.kernel()).contains("Br38f\\3");
        assertThat(scan.kernelName()).contains("Br38f");
        assertThat(scan.sliceThickness()).hasValue(3);
        assertThat(scan.contrastAgent()).contains("APPLIED");
        assertThat(scan.tableHeight()).hasValue(188);
        assertThat(scan.gantryTilt()).hasValue(0);
        assertThat(scan.osteo())
                .contains(new CtAcquisition.Osteo(
                        OptionalDouble.of(0),
                        OptionalDouble.of(0.9236),
                        OptionalDouble.of(-1.6565),
                        OptionalDouble.of(0)));
    }

    @Test
    void contrastIsWarnedOf() {
        assertThat(series.warnings()).anyMatch(text -> text.contains("contrast agent (APPLIED)"));
    }

    @Test
    void threadsDoNotChangeAVoxel() throws Exception {
        CtSeries one = DicomCt.read(FOLDER, ImageIoDecoders.all(), TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(one.volume().values()).isEqualTo(series.volume().values());
        assertThat(one.warnings()).isEqualTo(series.warnings());
    }

    @Test
    void withoutADecoderTheMessageNamesTheEncodingAndTheWayOut() {
        assertThat(catchThrowable(() -> DicomCt.read(FOLDER, List.of(), TaskExecutors.singleThreaded(), Progress.NONE)))
                .hasMessageContaining("1.2.840.10008.1.2.4.90")
                .hasMessageContaining("JPEG 2000 Lossless")
                .hasMessageContaining("dcm2niix");
    }

    @Test
    void tissueHasItsHounsfieldUnits() {
        float[] values = series.volume().values().clone();
        Arrays.sort(values);
        assertThat((double) values[values.length / 4]).as("air around").isCloseTo(-1000, within(30.0));
        assertThat(values[values.length - 1]).as("bone or contrast").isBetween(1000f, 3071f);
    }
}
