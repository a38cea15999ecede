package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.TiffFiles;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;
import org.vertebrafe.io.dicom.DicomWriter;
import org.vertebrafe.io.dicom.SeriesFolder;

class OpenCtSeriesTest {

    /** JPEG 2000, which ImageJ itself does not open. */
    private static final Path TORSO = Path.of("../shared/data/torso-dicom");

    private static Context context;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        context = new Context();
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    private static ImagePlus open(Path series, Object... more) throws Exception {
        Object[] inputs = new Object[more.length + 2];
        inputs[0] = "series";
        inputs[1] = series.toFile();
        System.arraycopy(more, 0, inputs, 2, more.length);
        return (ImagePlus) context.service(CommandService.class)
                .run(OpenCtSeries.class, true, inputs)
                .get()
                .getOutput("ct");
    }

    private static CtSeries files(Path series) throws IOException {
        return DicomCt.read(series, ImageIoDecoders.all(), TaskExecutors.singleThreaded(), Progress.NONE);
    }

    private static void assertSame(CtStack stack, CtSeries series) {
        VoxelOrder order = VoxelOrder.lps(series.volume().grid());
        assertThat(stack.volume().grid().difference(order.grid())).isEmpty();
        int nx = order.grid().nx();
        int ny = order.grid().ny();
        float[] expected = new float[order.grid().voxels()];
        for (int at = 0; at < expected.length; at++) {
            expected[at] = series.volume().values()[order.source(at % nx, at / nx % ny, at / nx / ny)];
        }
        assertThat(stack.volume().values()).isEqualTo(expected);
        assertThat(stack.warnings()).isEqualTo(series.warnings());
    }

    @Test
    void opensTheCompressedSeriesAndKeepsItsPlaceAndRecordThroughATiff() throws Exception {
        CtSeries series = files(TORSO);
        ImagePlus image = open(TORSO);
        assertThat(image.getTitle()).startsWith("ct-");
        assertThat(image.getBitDepth()).isEqualTo(16);
        Calibration calibration = image.getCalibration();
        assertThat(calibration.getValueUnit()).isEqualTo("HU");
        assertThat(calibration.getUnit()).isEqualTo("mm");
        assertThat(calibration.pixelDepth)
                .isEqualTo(series.volume().grid().spacing().z());
        Path file = folder.resolve("ct.tif");
        IJ.saveAsTiff(image, file.toString());
        for (ImagePlus given : new ImagePlus[] {image, TiffFiles.open(file)}) {
            CtStack stack = CtStack.hounsfield(given);
            assertSame(stack, series);
            assertThat(stack.acquisition().orElseThrow().kernel())
                    .isEqualTo(series.acquisition().kernel());
            assertThat(stack.acquisition().orElseThrow().date()).isEmpty();
        }
    }

    @Test
    void nothingThatNamesThePatientOrTheDayIsInTheImage() throws Exception {
        new SeriesFolder(folder).write((slice, k) -> slice.text(0x00100010, "PN", "Mustermann^Erika")
                .text(0x00080022, "DA", "20221208"));
        Path tiff = folder.resolve("ct.tif");
        ImagePlus image = open(folder);
        IJ.saveAsTiff(image, tiff.toString());
        assertThat(new String(Files.readAllBytes(tiff), java.nio.charset.StandardCharsets.ISO_8859_1).replace("\0", ""))
                .contains("VertebraFE.acquisition", "ACME")
                .doesNotContain("Mustermann", "20221208", "2022-12-08");
        assertThat(CtStack.of(open(folder, "keepdate", true))
                        .acquisition()
                        .orElseThrow()
                        .date())
                .contains(LocalDate.of(2022, 12, 8));
    }

    @Test
    void aFileStandsForItsSeriesAndHuThatAreNotWholeStayWhatTheyAre() throws Exception {
        new SeriesFolder(folder)
                .write((slice, k) -> slice.rescale(String.format(Locale.ROOT, "%.3f", 0.5 + 0.1 * k), "-1024.25")
                        .at(12 + 2.5 * k, -60, 100)
                        .orientation(0, 1, 0, 0, 0, -1));
        new SeriesFolder(folder).put("other.dcm", new DicomWriter(4, 3).text(0x0020000E, "UI", "9.9"));
        Path file = folder.resolve(SeriesFolder.name(2));
        ImagePlus image = open(file);
        assertThat(image.getBitDepth()).isEqualTo(32);
        assertSame(CtStack.of(image), files(file));
        assertThatThrownBy(() -> open(folder)).hasStackTraceContaining("holds 2 CT series");
    }

    @Test
    void saysWhatToDoWhereNothingIsChosen() {
        assertThatThrownBy(() -> context.service(CommandService.class)
                        .run(OpenCtSeries.class, true, Map.of("series", new File("")))
                        .get())
                .hasStackTraceContaining("No series is chosen");
        assertThatThrownBy(() -> open(folder.resolve("nowhere"))).hasStackTraceContaining("no readable file or folder");
    }
}
