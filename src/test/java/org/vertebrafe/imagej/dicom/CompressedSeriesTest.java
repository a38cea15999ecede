package org.vertebrafe.imagej.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;

/** Files that DCMTK and GDCM compressed; how they were made is written beside them. */
class CompressedSeriesTest {

    private static final Path FILES = Path.of("src/test/resources/dicom");

    @TempDir
    private Path folder;

    private static CtSeries read(Path place) throws Exception {
        try (TaskExecutor threads = TaskExecutors.numThreads(2)) {
            return DicomCt.read(place, ImageIoDecoders.all(), threads, Progress.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unsigned-j2k, -1024", "unsigned-jpeg57, -1024", "unsigned-jpeg70, -1024", "unsigned-rle, -1024",
        "signed-j2k, -1500", "signed-jpeg57, -1500", "signed-jpeg70, -1500", "signed-rle, -1500"
    })
    void everyVoxelIsThatOfTheOriginal(String name, int offset) throws Exception {
        CtSeries series = read(FILES.resolve(name));
        assertThat(series.volume().grid().nz()).isEqualTo(2);
        for (int k = 0; k < 2; k++) {
            for (int y = 0; y < 20; y++) {
                for (int x = 0; x < 24; x++) {
                    assertThat(series.volume().get(x, y, k))
                            .as("(%d, %d, %d)", x, y, k)
                            .isEqualTo((97 * x + 61 * y + 7 * x * y) % 4000 + offset);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"unsigned-jpegls", "signed-jpegls"})
    void jpegLsIsRefusedWithTheWayOut(String name) {
        assertThatThrownBy(() -> read(FILES.resolve(name)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1.2.840.10008.1.2.4.80")
                .hasMessageContaining("JPEG-LS")
                .hasMessageContaining("dcm2niix");
    }

    @ParameterizedTest
    @CsvSource({"unsigned-j2k", "unsigned-jpeg57", "unsigned-jpeg70", "unsigned-rle"})
    void damagedPixelsGiveAnImageOrAMessageButNoOtherError(String name) throws Exception {
        byte[] whole = Files.readAllBytes(FILES.resolve(name).resolve("0.dcm"));
        Files.copy(FILES.resolve(name).resolve("1.dcm"), folder.resolve("1.dcm"));
        for (int n = 0; n < 60; n++) {
            byte[] bytes = whole.clone();
            int at = bytes.length - 1 - n * 12;
            bytes[at] ^= 0x5A;
            bytes[at - 1] ^= 0x33;
            Files.write(folder.resolve("0.dcm"), bytes);
            Throwable thrown = catchThrowable(() -> read(folder));
            assertThat(thrown == null || thrown instanceof InputException)
                    .as("damage at %d: %s", at, thrown)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"unsigned-j2k", "unsigned-jpeg57", "unsigned-jpeg70", "unsigned-rle"})
    void aCodestreamThatEndsTooEarlyIsRefused(String name) throws Exception {
        for (int n = 0; n < 2; n++) {
            byte[] bytes = Files.readAllBytes(FILES.resolve(name).resolve(n + ".dcm"));
            // The file's last item is the image; it is cut to half of its length, and said to be so long.
            int image = lastIndexOf(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0});
            int length = (bytes.length - image - 16) / 4 * 2;
            byte[] cut = Arrays.copyOf(bytes, image + 8 + length + 8);
            cut[image + 4] = (byte) length;
            cut[image + 5] = (byte) (length >> 8);
            System.arraycopy(bytes, bytes.length - 8, cut, cut.length - 8, 8);
            Files.write(folder.resolve(n + ".dcm"), cut);
        }
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aSizeThatTheHeaderDoesNotPromiseIsRefused() throws Exception {
        for (int n = 0; n < 2; n++) {
            byte[] bytes = Files.readAllBytes(FILES.resolve("unsigned-j2k").resolve(n + ".dcm"));
            int rows = lastIndexOf(bytes, new byte[] {0x28, 0, 0x10, 0, 'U', 'S', 2, 0});
            bytes[rows + 8] = 22;
            Files.write(folder.resolve(n + ".dcm"), bytes);
        }
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("JPEG 2000")
                .hasMessageContaining("damaged");
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        int last = -1;
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                last = at;
            }
        }
        assertThat(last).isNotNegative();
        return last;
    }
}
