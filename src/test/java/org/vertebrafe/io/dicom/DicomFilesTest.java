package org.vertebrafe.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;

/** Which files of a folder make the series, what of them is kept, and what is said of the rest. */
class DicomFilesTest {

    private static final String SECRET = "Mustermann^Erika";

    @TempDir
    private Path folder;

    private SeriesFolder series() {
        return new SeriesFolder(folder);
    }

    @Test
    void severalSeriesAreListedAndOneOfTheirFilesChooses() throws Exception {
        series().write((slice, k) -> slice.text(0x0008103E, "LO", SECRET));
        for (int k = 0; k < 3; k++) {
            series().put(
                            "sharp" + k + ".dcm",
                            SeriesFolder.slice(k)
                                    .text(0x00200011, "IS", "3")
                                    .text(0x00181210, "SH", "B70f")
                                    .text(0x0020000E, "UI", "1.2.3.5"));
        }
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 CT series")
                .hasMessageContaining("series 2, kernel B40f, 5 slices")
                .hasMessageContaining("series 3, kernel B70f, 3 slices (as sharp0.dcm)")
                .hasMessageNotContaining("1.2.3")
                .hasMessageNotContaining(SECRET);
        CtSeries sharp = series().read(folder.resolve("sharp1.dcm"));
        assertThat(sharp.volume().grid().nz()).isEqualTo(3);
        assertThat(sharp.acquisition().kernelName()).contains("B70f");
    }

    @Test
    void localizersAreLeftOutAndMentioned() throws Exception {
        series().write((slice, k) -> {})
                .put("scout", SeriesFolder.slice(0).text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"));
        CtSeries read = series().read();
        assertThat(read.volume().grid().nz()).isEqualTo(SeriesFolder.SLICES);
        assertThat(read.warnings()).anyMatch(text -> text.contains("1 localizer"));
    }

    @Test
    void filesThatAreNotDicomAreNoMatter() throws Exception {
        series().write((slice, k) -> {})
                .put("notes.txt", "There is nothing of DICOM in this file.".getBytes(StandardCharsets.UTF_8))
                .put("empty", new byte[0]);
        assertThat(series().read().volume().grid().nz()).isEqualTo(SeriesFolder.SLICES);
    }

    @Test
    void aFolderWithoutDicomSaysSo() throws Exception {
        series().put("notes.txt", "There is nothing of DICOM in this file.".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none of the 1 files")
                .hasMessageContaining("is DICOM");
    }

    @Test
    void anotherModalityIsRefused() throws Exception {
        series().write((slice, k) -> slice.text(0x00080060, "CS", "MR"));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("MR (5)")
                .hasMessageContaining("HU of a CT");
    }

    @Test
    void multiFrameFilesAreRefused() throws Exception {
        series().put("enhanced.dcm", SeriesFolder.slice(0).without(0x00200032).text(0x00280008, "IS", "120"));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("multi-frame")
                .hasMessageContaining("dcm2niix");
    }

    @Test
    void cutOffPixelsAreRefused() throws Exception {
        byte[] whole = SeriesFolder.slice(2).bytes();
        series().write((slice, k) -> {}).put(SeriesFolder.name(2), Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(SeriesFolder.name(2) + " is cut off");
    }

    @Test
    void errorsOnOtherThreadsArriveAsTheyAre() throws Exception {
        series().write((slice, k) -> {});
        for (int k = SeriesFolder.SLICES; k < 40; k++) {
            series().put("more" + k, SeriesFolder.slice(k));
        }
        byte[] whole = SeriesFolder.slice(30).bytes();
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(3)) {
            assertThat(DicomCt.read(folder, List.of(), threads, Progress.NONE)
                            .volume()
                            .values())
                    .isEqualTo(series().read().volume().values());
            series().put("more30", Arrays.copyOf(whole, whole.length - 1));
            assertThatThrownBy(() -> DicomCt.read(folder, List.of(), threads, Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("more30 is cut off");
            series().put("more30", Arrays.copyOf(whole, 300));
            assertThatThrownBy(() -> DicomCt.read(folder, List.of(), threads, Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("more30 is cut off");
        }
    }

    @Test
    void anyCutLeavesAMessageAndNothingElse() throws Exception {
        byte[] whole = SeriesFolder.slice(2).text(0x00100010, "PN", SECRET).bytes();
        for (String syntax : List.of(DicomWriter.EXPLICIT, DicomWriter.IMPLICIT, DicomWriter.DEFLATED)) {
            byte[] bytes = SeriesFolder.slice(2)
                    .text(0x00100010, "PN", SECRET)
                    .syntax(syntax)
                    .bytes();
            for (int length = 0; length < bytes.length; length += 3) {
                series().put("cut.dcm", Arrays.copyOf(bytes, length));
                Throwable thrown = catchThrowable(() -> series().read());
                assertThat(thrown)
                        .as("%s cut to %d of %d", syntax, length, whole.length)
                        .isInstanceOf(InputException.class);
                assertThat(trace(thrown)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void anUnknownEncodingIsNamed() throws Exception {
        series().write((slice, k) -> slice.compressed("1.2.840.10008.1.2.4.80", new byte[100]));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1.2.840.10008.1.2.4.80")
                .hasMessageContaining("JPEG-LS Lossless")
                .hasMessageContaining("gdcmconv --raw");
        series().write((slice, k) -> slice.compressed("1.2.840.10008.1.2.4.999", new byte[100]));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1.2.840.10008.1.2.4.999");
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomWriter.IMPLICIT, DicomWriter.EXPLICIT, DicomWriter.BIG})
    void nestedSequencesAreSkippedWhole(String syntax) throws Exception {
        // Rows inside a sequence are not the image's rows.
        byte[] rows = DicomWriter.nested(0x00280010, "US", new byte[] {9, 9}, false, syntax);
        byte[] inner = DicomWriter.nested(0x00081140, "SQ", DicomWriter.undefinedItem(rows, syntax), true, syntax);
        byte[] outer = DicomWriter.undefinedItem(inner, syntax);
        byte[] unknown = DicomWriter.undefinedItem(
                DicomWriter.nested(0x00280010, "US", new byte[] {9, 9}, false, DicomWriter.IMPLICIT),
                DicomWriter.IMPLICIT);
        series().write((slice, k) -> {
            slice.syntax(syntax).raw(0x00081115, "SQ", outer, true);
            if (syntax.equals(DicomWriter.EXPLICIT)) {
                slice.raw(0x00091001, "UN", unknown, true);
            }
        });
        assertThat(series().read().volume().get(3, 2, 4)).isEqualTo(SeriesFolder.stored(3, 2, 4) - 1024);
    }

    @Test
    void endlessNestingIsRefused() throws Exception {
        byte[] content = new byte[0];
        for (int depth = 0; depth < 500; depth++) {
            content = DicomWriter.nested(
                    0x00081140,
                    "SQ",
                    DicomWriter.undefinedItem(content, DicomWriter.EXPLICIT),
                    true,
                    DicomWriter.EXPLICIT);
        }
        byte[] deep = DicomWriter.undefinedItem(content, DicomWriter.EXPLICIT);
        series().put("deep.dcm", SeriesFolder.slice(0).raw(0x00081115, "SQ", deep, true));
        assertThatThrownBy(() -> series().read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("deep.dcm")
                .hasMessageContaining("damaged");
    }

    @Test
    void osteoTagsAreKeptOnlyFromTheirOwner() throws Exception {
        Consumer<DicomWriter> tags = slice -> slice.text(0x00191190, "DS", "0")
                .text(0x00191192, "DS", "0.92")
                .text(0x00191193, "DS", "-1.6")
                .text(0x00191196, "IS", "7");
        series().write((slice, k) -> tags.accept(slice.text(0x00190011, "LO", "SIEMENS CT VA0  COAD")));
        assertThat(series().read().acquisition().osteo())
                .contains(new CtAcquisition.Osteo(
                        OptionalDouble.of(0), OptionalDouble.of(0.92), OptionalDouble.of(-1.6), OptionalDouble.of(7)));
        series().write((slice, k) -> tags.accept(slice.text(0x00190011, "LO", "GEMS_ACQU_01")));
        assertThat(series().read().acquisition().osteo()).isEmpty();
    }

    @Test
    void theScanIsDescribed() throws Exception {
        series().write((slice, k) -> slice.text(0x00081090, "LO", "Model 7")
                .text(0x00080022, "DA", "20240229")
                .text(0x00181151, "IS", Integer.toString(200 + k))
                .text(0x00181152, "IS", "150")
                .text(0x00181130, "DS", "152.5")
                .text(0x00180010, "LO", "")
                .text(0x00282110, "CS", "01")
                .text(0x00180060, "DS", k == 3 ? "100" : "120"));
        CtSeries read = series().read();
        CtAcquisition scan = read.acquisition();
        assertThat(scan.date()).hasToString("Optional[2024-02-29]");
        assertThat(scan.tubeCurrent()).contains(new CtAcquisition.Range(200, 204));
        assertThat(scan.contrastAgent()).isEmpty();
        assertThat(scan.tableHeight()).hasValue(152.5);
        assertThat(scan.lossy()).isTrue();
        assertThat(scan.words())
                .isEqualTo(
                        "ACME Model 7, 120 kV, 200..204 mA, 150 mAs, kernel B40f, slices of 1 mm, table height 152.5 mm");
        assertThat(read.warnings())
                .anyMatch(text -> text.contains("KVP differs between slices (120 kV, 100 kV)"))
                .anyMatch(text -> text.contains("compressed with loss"))
                .noneMatch(text -> text.contains("2024"));
    }

    /** Every text a header can hold of a person, wherever it stands, right, wrong and nested. */
    private static DicomWriter withNames(DicomWriter slice) {
        for (int tag : new int[] {
            0x00080050, 0x00080080, 0x00080081, 0x00080090, 0x00081010, 0x00081030, 0x0008103E, 0x00081048, 0x00081050,
            0x00081070, 0x00100010, 0x00100020, 0x00100021, 0x00100030, 0x00101000, 0x00101001, 0x00101040, 0x00104000,
            0x00180015, 0x00181000, 0x00181030, 0x0020000D, 0x00200010, 0x00204000, 0x00321032, 0x00321060, 0x00400254
        }) {
            slice.text(tag, "LO", SECRET);
        }
        slice.text(0x00090010, "LO", SECRET).text(0x00091010, "LO", SECRET).text(0x00190010, "LO", SECRET);
        slice.text(0x00191090, "LO", SECRET);
        byte[] name = DicomWriter.nested(
                0x00100010, "PN", SECRET.getBytes(StandardCharsets.US_ASCII), false, DicomWriter.EXPLICIT);
        return slice.raw(0x00101002, "SQ", DicomWriter.undefinedItem(name, DicomWriter.EXPLICIT), true)
                .raw(0x00400275, "SQ", DicomWriter.item(name), false);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aHeaderFullOfNamesLeavesNoTrace() throws Exception {
        series().write((slice, k) -> withNames(slice));
        CtSeries read = series().read();
        assertThat(read.toString()
                        + read.acquisition()
                        + read.warnings()
                        + read.acquisition().words())
                .doesNotContain("Mustermann")
                .doesNotContain("1.2.3.4");
        assertThat(Files.readString(folder.resolve(SeriesFolder.name(0)), StandardCharsets.ISO_8859_1))
                .as("the name was there")
                .contains(SECRET);
    }

    @Test
    void messagesNeverQuoteTheHeader() throws Exception {
        List<Consumer<DicomWriter>> mistakes = List.of(
                slice -> slice.text(0x00280030, "DS", SECRET),
                slice -> slice.text(0x00200032, "DS", SECRET),
                slice -> slice.text(0x00200037, "DS", SECRET + "\\" + SECRET),
                slice -> slice.text(0x00281052, "DS", SECRET),
                slice -> slice.text(0x00281054, "LO", SECRET),
                slice -> slice.text(0x00280004, "CS", SECRET),
                slice -> slice.text(0x00080060, "CS", SECRET),
                slice -> slice.text(0x00280008, "IS", SECRET),
                slice -> slice.text(0x00180060, "DS", SECRET),
                slice -> slice.syntax(SECRET),
                slice -> slice.without(0x00280010),
                slice -> slice.raw(0x00100010, "pn", SECRET.getBytes(StandardCharsets.US_ASCII), false));
        for (Consumer<DicomWriter> mistake : mistakes) {
            series().write((slice, k) -> mistake.accept(withNames(slice)));
            Throwable thrown = catchThrowable(() -> series().read());
            assertThat(thrown).isInstanceOf(InputException.class);
            assertThat(trace(thrown)).doesNotContain("Mustermann");
        }
    }

    @Test
    void randomDamageEndsInAMessage() throws Exception {
        byte[] whole = withNames(SeriesFolder.slice(2)).bytes();
        List<Throwable> odd = new ArrayList<>();
        Random chance = new Random(3);
        for (int n = 0; n < 300; n++) {
            byte[] bytes = whole.clone();
            for (int hit = 0; hit < 5; hit++) {
                bytes[132 + chance.nextInt(bytes.length - 132)] = (byte) chance.nextInt();
            }
            series().write((slice, k) -> {}).put(SeriesFolder.name(2), bytes);
            Throwable thrown = catchThrowable(() -> series().read());
            if (thrown != null
                    && (!(thrown instanceof InputException) || trace(thrown).contains("Mustermann"))) {
                odd.add(thrown);
            }
        }
        assertThat(odd).isEmpty();
    }

    @Test
    void readingStopsWhenAsked() throws Exception {
        series().write((slice, k) -> {});
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> DicomCt.read(folder, List.of(), TaskExecutors.singleThreaded(), cancelled))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> series().read(folder.resolve("nowhere")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nowhere");
    }
}
