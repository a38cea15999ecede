package org.vertebrafe.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;

/** From stored pixels to HU. */
class DicomValuesTest {

    @TempDir
    private Path folder;

    private CtSeries read(BiConsumer<DicomWriter, Integer> change) throws Exception {
        return new SeriesFolder(folder).write(change).read();
    }

    private static void assertUsualValues(CtSeries series) {
        for (int k = 0; k < SeriesFolder.SLICES; k++) {
            for (int j = 0; j < SeriesFolder.ROWS; j++) {
                for (int i = 0; i < SeriesFolder.COLUMNS; i++) {
                    assertThat(series.volume().get(i, j, k)).isEqualTo(SeriesFolder.stored(i, j, k) - 1024);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomWriter.IMPLICIT, DicomWriter.EXPLICIT, DicomWriter.DEFLATED, DicomWriter.BIG})
    void everyUncompressedEncodingGivesTheSameVoxels(String syntax) throws Exception {
        assertUsualValues(read((slice, k) -> slice.syntax(syntax)));
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomWriter.IMPLICIT, DicomWriter.EXPLICIT, DicomWriter.BIG})
    void filesWithoutPreambleAndGroupTwoAreUnderstood(String syntax) throws Exception {
        assertUsualValues(read((slice, k) -> slice.syntax(syntax).withoutMeta()));
    }

    @Test
    void filesWithoutPreambleButWithGroupTwoAreUnderstood() throws Exception {
        assertUsualValues(read((slice, k) -> slice.withoutPreamble()));
    }

    @Test
    void runLengthEncodedPixelsAreDecoded() throws Exception {
        assertUsualValues(read((slice, k) -> slice.compressed(DicomWriter.RLE, runLength(SeriesFolder.plane(k)))));
    }

    /** High bytes as runs, low bytes as literals. */
    private static byte[] runLength(short[] words) {
        ByteArrayOutputStream high = new ByteArrayOutputStream();
        for (int p = 0; p < words.length; ) {
            int run = 1;
            while (p + run < words.length && words[p + run] >> 8 == words[p] >> 8 && run < 128) {
                run++;
            }
            high.write(run == 1 ? 0 : 1 - run);
            high.write(words[p] >> 8);
            p += run;
        }
        high.write(-128);
        ByteBuffer out =
                ByteBuffer.allocate(64 + high.size() + 1 + words.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(2).putInt(64).putInt(64 + high.size()).position(64);
        out.put(high.toByteArray()).put((byte) (words.length - 1));
        for (short word : words) {
            out.put((byte) word);
        }
        return out.array();
    }

    @Test
    void damagedRunLengthsAreRefused() {
        byte[] cut = Arrays.copyOf(runLength(SeriesFolder.plane(0)), 70);
        assertThatThrownBy(() -> read((slice, k) -> slice.compressed(DicomWriter.RLE, cut)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("RLE Lossless")
                .hasMessageContaining("damaged");
    }

    @Test
    void signedPixelsAreSigned() throws Exception {
        CtSeries series = read((slice, k) -> slice.bits(16, 16, true)
                .rescale("1", "0")
                .pixels(
                        (short) -1000,
                        (short) -1,
                        (short) 0,
                        (short) 1200,
                        (short) 1,
                        (short) 2,
                        (short) 3,
                        (short) 4,
                        (short) 5,
                        (short) 6,
                        (short) 7,
                        (short) 8));
        assertThat(series.volume().get(0, 0, 0)).isEqualTo(-1000);
        assertThat(series.volume().get(1, 0, 0)).isEqualTo(-1);
        assertThat(series.volume().get(3, 0, 0)).isEqualTo(1200);
    }

    @Test
    void bitsAboveThoseStoredAreIgnored() throws Exception {
        // 12 bits stored; an overlay in bit 12, as old scanners wrote it.
        CtSeries series = read((slice, k) -> {
            short[] words = SeriesFolder.plane(k);
            for (int p = 0; p < words.length; p++) {
                words[p] |= (short) 0x9000;
            }
            slice.bits(12, 16, false).pixels(words);
        });
        assertUsualValues(series);
    }

    @Test
    void twelveSignedBitsAreExtended() throws Exception {
        short[] words = new short[12];
        words[0] = 0x0FFF;
        words[1] = 0x0800;
        words[2] = 0x07FE;
        CtSeries series =
                read((slice, k) -> slice.bits(12, 16, true).rescale("1", "0").pixels(words));
        assertThat(series.volume().get(0, 0, 0)).isEqualTo(-1);
        assertThat(series.volume().get(1, 0, 0)).isEqualTo(-2048);
        assertThat(series.volume().get(2, 0, 0)).isEqualTo(2046);
    }

    @Test
    void theHighBitTellsWhereTheStoredBitsAre() throws Exception {
        CtSeries series = read((slice, k) -> {
            short[] words = SeriesFolder.plane(k);
            for (int p = 0; p < words.length; p++) {
                words[p] <<= 4;
            }
            slice.bits(12, 16, false).word(0x00280102, 15).pixels(words);
        });
        assertUsualValues(series);
    }

    @Test
    void eachSliceHasItsOwnSlopeAndIntercept() throws Exception {
        CtSeries series = read((slice, k) -> slice.rescale(Double.toString(1 + 0.25 * k), Integer.toString(-1024 - k)));
        for (int k = 0; k < SeriesFolder.SLICES; k++) {
            assertThat(series.volume().get(2, 1, k))
                    .isEqualTo((float) (SeriesFolder.stored(2, 1, k) * (1 + 0.25 * k) - 1024 - k));
        }
    }

    @Test
    void paddingBecomesAirAndIsCounted() throws Exception {
        CtSeries series = read((slice, k) -> {
            short[] words = SeriesFolder.plane(k);
            words[0] = (short) -2000;
            slice.bits(16, 16, true).pixels(words).word(0x00280120, 63536).rescale("1", "-10");
        });
        assertThat(series.volume().get(0, 0, 0)).isEqualTo(-1000);
        assertThat(series.volume().get(1, 0, 0)).isEqualTo(991);
        assertThat(series.warnings()).anyMatch(text -> text.contains("5 voxels (8.3 %)") && text.contains("-1000 HU"));
    }

    @Test
    void aRangeOfPaddingIsPadding() throws Exception {
        CtSeries series = read((slice, k) -> {
            short[] words = SeriesFolder.plane(k);
            words[0] = (short) -3000;
            words[1] = (short) -2500;
            words[2] = (short) -1999;
            slice.bits(16, 16, true).pixels(words).rescale("1", "0");
            slice.word(0x00280120, -3000 & 0xFFFF).word(0x00280121, -2000 & 0xFFFF);
        });
        assertThat(series.volume().get(0, 0, 0)).isEqualTo(-1000);
        assertThat(series.volume().get(1, 0, 0)).isEqualTo(-1000);
        assertThat(series.volume().get(2, 0, 0)).isEqualTo(-1999);
        assertThat(series.warnings())
                .anyMatch(text -> text.contains("10 voxels"))
                .anyMatch(text -> text.contains("5 voxels are below -1100 HU, down to -1999"));
    }

    @Test
    void paddingThatTissueMayHaveReplacesNothing() throws Exception {
        CtSeries series = read((slice, k) -> slice.word(0x00280120, 1111));
        assertUsualValues(series);
        assertThat(series.warnings()).anyMatch(text -> text.contains("padding of 87 HU"));
    }

    @Test
    void saturatedVoxelsAreCounted() throws Exception {
        CtSeries series = read((slice, k) -> {
            short[] words = SeriesFolder.plane(k);
            words[5] = 4095;
            slice.bits(12, 16, false).pixels(words);
        });
        assertThat(series.warnings()).anyMatch(text -> text.contains("5 voxels are at the highest value"));
    }

    @Test
    void monochrome1KeepsItsHounsfieldUnitsAndIsMentioned() throws Exception {
        CtSeries series = read((slice, k) -> slice.text(0x00280004, "CS", "MONOCHROME1"));
        assertUsualValues(series);
        assertThat(series.warnings()).anyMatch(text -> text.contains("MONOCHROME1"));
    }

    @Test
    void colourIsRefused() {
        assertThatThrownBy(() ->
                        read((slice, k) -> slice.text(0x00280004, "CS", "RGB").word(0x00280002, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("RGB")
                .hasMessageContaining("original series");
    }

    @Test
    void valuesThatAreNotHounsfieldUnitsAreRefused() {
        assertThatThrownBy(() -> read((slice, k) -> slice.text(0x00281054, "LO", "MGML")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("RescaleType is MGML");
    }

    @Test
    void aMissingSlopeIsRefused() {
        assertThatThrownBy(() -> read((slice, k) -> slice.without(0x00281053)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no RescaleSlope");
    }

    @Test
    void aSlopeThatIsNoNumberIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> read((slice, k) -> slice.rescale("Mustermann", "0")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("RescaleSlope is no decimal number")
                .hasMessageNotContaining("Mustermann");
    }

    @Test
    void eightBitsAreRefused() {
        assertThatThrownBy(() -> read((slice, k) -> slice.bits(8, 8, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("pixels of 8 bits");
    }
}
