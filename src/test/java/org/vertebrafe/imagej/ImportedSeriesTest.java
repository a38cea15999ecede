package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import ij.measure.Calibration;
import ij.plugin.DICOM;
import ij.plugin.Duplicator;
import ij.plugin.FolderOpener;
import ij.plugin.SimpleCommands;
import ij.process.ImageProcessor;
import ij.util.DicomTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomWriter;
import org.vertebrafe.io.dicom.SeriesFolder;

/** Series opened by ImageJ's own import against the same files read directly. */
class ImportedSeriesTest {

    private static final int INSTANCE = 0x00200013;

    @TempDir
    private Path folder;

    /** One way in which series differ; names and instance numbers run against positions in all of them. */
    enum Variant {
        SHUFFLED((slice, k) -> {}),
        FALLING_INSTANCES((slice, k) -> slice.text(INSTANCE, "IS", Integer.toString(90 - k))),
        RISING_INSTANCES((slice, k) -> slice.text(INSTANCE, "IS", Integer.toString(k + 1))),
        WITHOUT_INSTANCES((slice, k) -> slice.without(INSTANCE)),
        SAGITTAL((slice, k) -> slice.at(12 + 2.5 * k, -60, 100).orientation(0, 1, 0, 0, 0, -1)),
        CORONAL((slice, k) -> slice.at(-50, 30 + 2.5 * k, 100).orientation(1, 0, 0, 0, 0, -1)),
        OBLIQUE((slice, k) -> slice.at(-50, -60 - 0.6 * k, 100 + 0.8 * k).orientation(1, 0, 0, 0, 0.8, 0.6)),
        BIG_ENDIAN((slice, k) -> slice.syntax(DicomWriter.BIG)),
        IMPLICIT((slice, k) -> slice.syntax(DicomWriter.IMPLICIT)),
        MONOCHROME1((slice, k) -> slice.text(0x00280004, "CS", "MONOCHROME1")),
        INTERCEPT_0((slice, k) -> slice.rescale("1", "0")),
        SIGNED((slice, k) -> slice.bits(16, 16, true).rescale("1", "0").pixels(moved(k, -1500))),
        SIGNED_WITH_INTERCEPT(
                (slice, k) -> slice.bits(16, 16, true).rescale("1", "-24").pixels(moved(k, -1500))),
        TWELVE_BITS_WITH_AN_OVERLAY_ABOVE(
                (slice, k) -> slice.bits(12, 16, false).pixels(moved(k, 0x4000))),
        SLOPE((slice, k) -> slice.rescale("0.5", "-700")),
        SIGNED_SLOPE(
                (slice, k) -> slice.bits(16, 16, true).rescale("1.25", "-10").pixels(moved(k, -1500))),
        OWN_SLOPES((slice, k) -> slice.rescale(String.format(Locale.ROOT, "%.6f", 1.01 + 0.137 * k), "-1024")),
        OWN_INTERCEPTS((slice, k) -> slice.rescale("1", Integer.toString(-1024 + 8 * k))),
        OWN_SIGNED_INTERCEPTS((slice, k) ->
                slice.bits(16, 16, true).rescale("1", Integer.toString(-10 * k)).pixels(moved(k, -1500))),
        PADDING((slice, k) -> padded(slice.word(0x00280120, 0))),
        SIGNED_PADDING((slice, k) -> padded(slice.bits(16, 16, true).rescale("1", "0"), (short) -2000)),
        RECORD((slice, k) -> slice.text(0x00080022, "DA", "20221208")
                .text(0x00081090, "LO", "Scanner 7")
                .text(0x00180010, "LO", "APPLIED")
                .text(0x00181130, "DS", "151.5")
                .text(0x00181151, "IS", Integer.toString(200 + k))
                .text(0x00181152, "IS", Integer.toString(150 - k))
                .text(0x00181210, "SH", "Br38f\\3")
                .text(0x00190010, "LO", "SIEMENS CT VA0  COAD")
                .text(0x00191090, "DS", "-3.2")
                .text(0x00191092, "DS", "0.91")
                .text(0x00191093, "DS", "-1.5")
                .text(0x00191096, "IS", "0")
                .text(0x00282110, "CS", "01")),
        /** An item of defined length, which ImageJ lists like the data set itself. */
        NESTED((slice, k) -> slice.raw(0x00081140, "SQ", nested(), false).raw(0x00400275, "SQ", nested(), false));

        final BiConsumer<DicomWriter, Integer> change;

        Variant(BiConsumer<DicomWriter, Integer> change) {
            this.change = change;
        }
    }

    private static short[] moved(int k, int by) {
        short[] words = SeriesFolder.plane(k);
        for (int p = 0; p < words.length; p++) {
            words[p] += (short) by;
        }
        return words;
    }

    private static DicomWriter padded(DicomWriter slice, short... value) {
        short[] words = SeriesFolder.plane(2);
        words[3] = value.length == 0 ? 0 : value[0];
        words[7] = words[3];
        return slice.word(0x00280120, words[3]).pixels(words);
    }

    private static byte[] nested() {
        byte[] kernel = element(0x00181210, "SH", "B70f");
        byte[] place = element(0x00200032, "DS", "1\\2\\3 ");
        byte[] both = new byte[kernel.length + place.length];
        System.arraycopy(kernel, 0, both, 0, kernel.length);
        System.arraycopy(place, 0, both, kernel.length, place.length);
        return DicomWriter.item(both);
    }

    private static byte[] element(int tag, String representation, String text) {
        return DicomWriter.nested(
                tag, representation, text.getBytes(StandardCharsets.US_ASCII), false, DicomWriter.EXPLICIT);
    }

    private ImagePlus open() {
        ImagePlus image = FolderOpener.open(folder.toString(), "");
        assertThat(image).as("ImageJ opens it").isNotNull();
        return image;
    }

    static void assertSame(CtStack stack, CtSeries series) {
        assertThat(stack.volume().grid()).isEqualTo(series.volume().grid());
        assertThat(stack.volume().values()).isEqualTo(series.volume().values());
        assertThat(stack.acquisition()).contains(series.acquisition());
        assertThat(stack.warnings()).isEqualTo(series.warnings());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SLOPE", "SIGNED_SLOPE", "OWN_SLOPES"})
    void readsWhatTheFilesThemselvesGive(Variant variant) throws IOException {
        CtSeries series = new SeriesFolder(folder).write(variant.change).read();
        assertSame(CtStack.of(open()), series);
        assertSame(CtStack.of(FolderOpener.open(folder.toString(), "virtual")), series);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHUFFLED", "SIGNED", "OWN_INTERCEPTS", "RECORD"})
    void readsTheSameFromATiffOfTheStackAndFromADuplicate(Variant variant) throws IOException {
        CtSeries series = new SeriesFolder(folder).write(variant.change).read();
        ImagePlus image = open();
        Path file = folder.resolve("saved.tif");
        IJ.saveAsTiff(image, file.toString());
        CtStack saved = CtStack.of(TiffFiles.open(file));
        assertThat(saved.volume().grid()).isEqualTo(series.volume().grid());
        assertThat(saved.volume().values()).isEqualTo(series.volume().values());
        assertThat(saved.acquisition()).contains(series.acquisition());
        assertSame(CtStack.of(new Duplicator().run(image)), series);
    }

    /** What ImageJ's import makes of slopes other than 1 needs a screen: {@code ImportedSlopesGuiTest} does it. */
    @ParameterizedTest
    @EnumSource(names = {"SLOPE", "SIGNED_SLOPE", "OWN_SLOPES"})
    void rescalesBareNumbersAndTakesRescaledFloats(Variant variant) throws IOException {
        CtSeries series = new SeriesFolder(folder).write(variant.change).read();
        ImagePlus image = openBare();
        assertThat(image.getBitDepth()).isEqualTo(16);
        assertSame(CtStack.of(image), series);
        ImageStack floats = new ImageStack(4, 3);
        for (int n = 1; n <= image.getStackSize(); n++) {
            ImageProcessor slice = image.getStack().getProcessor(n).convertToFloat();
            slice.multiply(rescale(image, n, "0028,1053"));
            slice.add(rescale(image, n, "0028,1052"));
            floats.addSlice(image.getStack().getSliceLabel(n), slice);
        }
        ImagePlus rescaled = new ImagePlus(image.getTitle(), floats);
        rescaled.copyScale(image);
        assertSame(CtStack.of(rescaled), series);
    }

    private static double rescale(ImagePlus image, int slice, String tag) {
        image.setSliceWithoutUpdate(slice);
        return Double.parseDouble(DicomTools.getTag(image, tag).trim());
    }

    /** Opens without the rescale, as Edit > Options > DICOM can ask for. */
    private ImagePlus openBare() {
        Prefs.ignoreRescaleSlope = true;
        try {
            return open();
        } finally {
            Prefs.ignoreRescaleSlope = false;
        }
    }

    @Test
    void readsTheSameWithAFixedRescale() throws IOException {
        CtSeries series =
                new SeriesFolder(folder).write(Variant.SIGNED_SLOPE.change).read();
        Prefs.fixedDicomScaling = true;
        try {
            assertSame(CtStack.of(open()), series);
        } finally {
            Prefs.fixedDicomScaling = false;
        }
    }

    private void refusesWithTheWordsOfTheFiles(String words) {
        Throwable files = catchThrowable(() -> new SeriesFolder(folder).read());
        assertThat(files).isInstanceOf(InputException.class).hasMessageContaining(words);
        assertThatThrownBy(() -> CtStack.of(open()))
                .isInstanceOf(InputException.class)
                .hasMessage(files.getMessage());
    }

    @Test
    void refusesAMissingSlice() throws IOException {
        SeriesFolder series = new SeriesFolder(folder);
        for (int k : new int[] {0, 1, 3, 4}) {
            series.put(SeriesFolder.name(k), SeriesFolder.slice(k));
        }
        refusesWithTheWordsOfTheFiles("1 slice(s) are missing");
    }

    @Test
    void refusesADoubleSlice() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> {}).put("again.dcm", SeriesFolder.slice(2));
        refusesWithTheWordsOfTheFiles("slices at the same place");
    }

    @Test
    void refusesAGantryTilt() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> slice.at(-50, -60 + 0.3 * k, 100 + 2 * k));
        refusesWithTheWordsOfTheFiles("gantry tilt");
    }

    @Test
    void refusesTwoSeriesInOneStack() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> slice.text(0x0020000E, "UI", k < 3 ? "1.2.3" : "1.2.4")
                .text(0x00181210, "SH", k < 3 ? "B40f" : "B70f"));
        assertThatThrownBy(() -> CtStack.of(open()))
                .hasMessageContaining("holds 2 CT series")
                .hasMessageContaining("kernel B40f, 3 slices")
                .hasMessageContaining("Open CT Series...");
    }

    @Test
    void refusesWhatIsNoCt() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> slice.text(0x00080060, "CS", "MR"));
        assertThatThrownBy(() -> CtStack.of(open())).hasMessageContaining("holds no CT image");
    }

    @Test
    void refusesAMultiFrameFile() throws IOException {
        byte[] one = SeriesFolder.slice(0).text(0x00280008, "IS", "2").bytes();
        new SeriesFolder(folder).put("enhanced.dcm", Arrays.copyOf(one, one.length + 2 * 4 * 3));
        DICOM image = new DICOM();
        image.open(folder.resolve("enhanced.dcm").toString());
        assertThat(image.getStackSize()).isEqualTo(2);
        assertThatThrownBy(() -> CtStack.of(image))
                .hasMessageContaining("multi-frame")
                .hasMessageContaining("dcm2niix");
    }

    @Test
    void refusesASingleSliceAsTheFilesDo() throws IOException {
        new SeriesFolder(folder).put("one.dcm", SeriesFolder.slice(0));
        DICOM image = new DICOM();
        image.open(folder.resolve("one.dcm").toString());
        assertThatThrownBy(() -> CtStack.of(image)).hasMessageContaining("only slice of its series");
    }

    @Test
    void refusesARescaleThatImageJMixesUp() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> slice.rescale(k == 2 ? "2" : "1", "-1024"));
        assertThatThrownBy(() -> CtStack.of(openBare()))
                .hasMessageContaining("rescale differs between slices")
                .hasMessageContaining("Open CT Series...");
    }

    @Test
    void refusesFloatsOfWhichItCannotTellTheIntercept() throws IOException {
        new SeriesFolder(folder).write(Variant.OWN_INTERCEPTS.change);
        ImagePlus image = open();
        new ij.process.StackConverter(image).convertToGray32();
        assertThatThrownBy(() -> CtStack.of(image)).hasMessageContaining("(intercept)");
    }

    @Test
    void takesChangedValuesAsTheyStandAndSaysSo() throws IOException {
        CtSeries series =
                new SeriesFolder(folder).write(Variant.SHUFFLED.change).read();
        ImagePlus image = open();
        new ij.process.StackConverter(image).convertToGray32();
        for (int n = 1; n <= image.getStackSize(); n++) {
            image.getStack().getProcessor(n).multiply(0.75);
        }
        CtStack stack = CtStack.of(image);
        assertThat(stack.volume().get(1, 1, 3)).isEqualTo(series.volume().get(1, 1, 3) * 0.75f);
        assertThat(stack.warnings()).anyMatch(text -> text.contains("used as they stand"));
    }

    @Test
    void ofACropItKeepsSizesAndOrderAndSaysThatThePlaceIsLost() throws IOException {
        CtSeries series =
                new SeriesFolder(folder).write(Variant.SHUFFLED.change).read();
        ImagePlus image = open();
        image.setRoi(1, 1, 2, 2);
        CtStack stack = CtStack.of(new Duplicator().run(image));
        VoxelGrid grid = stack.volume().grid();
        assertThat(grid.spacing()).isEqualTo(series.volume().grid().spacing());
        for (int k = 0; k < SeriesFolder.SLICES; k++) {
            assertThat(stack.volume().get(1, 0, k)).isEqualTo(series.volume().get(2, 1, k));
        }
        assertThat(stack.warnings()).anyMatch(text -> text.contains("a part (2 x 2 of 4 x 3 pixels)"));
    }

    @Test
    void ofASubstackItKeepsTheTruePlace() throws IOException {
        CtSeries series =
                new SeriesFolder(folder).write(Variant.FALLING_INSTANCES.change).read();
        CtStack stack = CtStack.of(new Duplicator().run(open(), 2, 4));
        assertThat(stack.volume().grid()).isEqualTo(series.volume().grid().crop(0, 0, 1, 4, 3, 3));
    }

    @Test
    void aScaledImageStaysInItsPlace() throws IOException {
        CtSeries series =
                new SeriesFolder(folder).write(Variant.SHUFFLED.change).read();
        ImagePlus image = open();
        ImageStack larger = new ImageStack(8, 6);
        for (int n = 1; n <= image.getStackSize(); n++) {
            larger.addSlice(
                    image.getStack().getSliceLabel(n),
                    image.getStack().getProcessor(n).resize(8, 6));
        }
        ImagePlus scaled = new ImagePlus("scaled", larger);
        scaled.setCalibration(image.getCalibration());
        scaled.getCalibration().pixelWidth /= 2;
        scaled.getCalibration().pixelHeight /= 2;
        CtStack stack = CtStack.of(scaled);
        VoxelGrid whole = series.volume().grid();
        VoxelGrid grid = stack.volume().grid();
        assertThat(grid.spacing()).isEqualTo(new Vec3(0.375, 0.25, 2));
        assertThat(grid.toPatient(-0.5, -0.5, 0)
                        .minus(whole.toPatient(-0.5, -0.5, 0))
                        .norm())
                .isLessThan(1e-12);
        assertThat(grid.toPatient(7.5, 5.5, 4)
                        .minus(whole.toPatient(3.5, 2.5, 4))
                        .norm())
                .isLessThan(1e-12);
        assertThat(stack.warnings()).anyMatch(text -> text.contains("scaled from 4 x 3 to 8 x 6"));
    }

    @Test
    void refusesAPixelSizeAgainstTheHeadersUntilTheyAreRemoved() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> {});
        ImagePlus image = open();
        image.getCalibration().pixelWidth = 0.8;
        assertThatThrownBy(() -> CtStack.of(image))
                .hasMessageContaining("0.8000 x 0.5000 mm do not fit its DICOM headers")
                .hasMessageContaining("Remove Slice Labels");
        for (int n = 1; n <= image.getStackSize(); n++) {
            image.getStack().setSliceLabel(null, n);
        }
        CtStack stack = CtStack.of(image);
        assertThat(stack.volume().grid().spacing().x()).isEqualTo(0.8);
        assertThat(stack.acquisition()).isEqualTo(Optional.empty());
        assertThat(stack.warnings()).anyMatch(text -> text.contains("nothing of the patient's orientation"));
    }

    @Test
    void refusesAStackOfWhichASliceLostItsHeader() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> {});
        ImagePlus image = open();
        image.getStack().setSliceLabel("drawn", 3);
        assertThatThrownBy(() -> CtStack.of(image)).hasMessageContaining("slice 3 has no DICOM header");
    }

    @ParameterizedTest
    @EnumSource(names = {"SHUFFLED", "FALLING_INSTANCES", "RISING_INSTANCES", "SAGITTAL"})
    void aLabelMapDrawnOnTheStackComesInWithIt(Variant variant) throws IOException {
        new SeriesFolder(folder).write(variant.change).read();
        ImagePlus image = open();
        CtStack stack = CtStack.of(image);
        ImagePlus drawn = IJ.createImage("labels", "16-bit black", 4, 3, 5);
        drawn.copyScale(image);
        drawn.getCalibration().disableDensityCalibration();
        for (int n = 1; n <= 5; n++) {
            for (int p = 0; p < 12; p++) {
                drawn.getStack()
                        .getProcessor(n)
                        .set(p, image.getStack().getProcessor(n).get(p));
            }
        }
        for (int at = 0; at < stack.volume().grid().voxels(); at++) {
            assertThat(stack.labels(drawn).get(at) - 1024)
                    .isEqualTo((int) stack.volume().values()[at]);
        }
        // The same with the headers that a duplicate of the CT brings along.
        for (int n = 1; n <= 5; n++) {
            drawn.getStack().setSliceLabel(image.getStack().getSliceLabel(n), n);
        }
        assertThat(stack.labels(drawn).get(17) - 1024)
                .isEqualTo((int) stack.volume().values()[17]);
    }

    @ParameterizedTest
    @EnumSource(names = {"FALLING_INSTANCES", "RISING_INSTANCES"})
    void programsThatKnowOnlySlicesHaveAPointWhereItIsShown(Variant variant) throws IOException {
        new SeriesFolder(folder).write(variant.change).read();
        ImagePlus image = open();
        CtStack stack = CtStack.of(image);
        Calibration size = image.getCalibration();
        for (int k = 0; k < 5; k++) {
            Vec3 shown = stack.asShown(stack.volume().grid().toPatient(1, 2, k));
            assertThat(shown.x() / size.pixelWidth).isCloseTo(1, within(1e-9));
            assertThat(shown.y() / size.pixelHeight).isCloseTo(2, within(1e-9));
            assertThat(shown.z() / size.pixelDepth + 1).isCloseTo(stack.slice(k), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SHUFFLED", "FALLING_INSTANCES", "RISING_INSTANCES", "SAGITTAL"})
    void aResultLiesOverTheSliceItBelongsTo(Variant variant) throws IOException {
        new SeriesFolder(folder).write(variant.change).read();
        ImagePlus image = open();
        CtStack stack = CtStack.of(image);
        VoxelGrid grid = stack.volume().grid();
        float[] values = new float[grid.voxels()];
        Arrays.fill(values, Float.NaN);
        values[grid.index(2, 1, 3)] = 7;
        ImagePlus map = stack.image(new Volume(grid, values), "map", "MPa", ColourTable.HEAT, "");
        MapOverlay.put(image, map, new MapOverlay.Style(new ValueRange(0, 10), ColourTable.HEAT, 1, false));
        assertThat(image.getOverlay().size()).isEqualTo(1);
        int shown = image.getOverlay().get(0).getPosition();
        assertThat((int) image.getStack().getProcessor(shown).get(2, 1))
                .isEqualTo((int) stack.volume().get(2, 1, 3) + 1024);
    }

    @Test
    void theMenuItemThatMessagesNameRemovesTheHeaders() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> {});
        ImagePlus image = open();
        ij.WindowManager.setTempCurrentImage(image);
        try {
            new SimpleCommands().run("remove");
        } finally {
            ij.WindowManager.setTempCurrentImage(null);
        }
        assertThat(StackHeaders.of(image)).isEmpty();
    }
}
