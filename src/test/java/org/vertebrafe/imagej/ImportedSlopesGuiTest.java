package org.vertebrafe.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImageJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.plugin.FolderOpener;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.SeriesFolder;

/** What ImageJ makes of slopes other than 1: it runs its own menu commands, which need a screen. */
@Tag("gui")
class ImportedSlopesGuiTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        if (ij.IJ.getInstance() == null) {
            new ImageJ(ImageJ.STANDALONE);
        }
    }

    @AfterEach
    void options() {
        Prefs.openDicomsAsFloat = false;
    }

    private CtStack imported(String options, int bits) {
        ImagePlus image = FolderOpener.open(folder.toString(), options);
        assertThat(image.getBitDepth()).isEqualTo(bits);
        return CtStack.of(image);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImportedSeriesTest.Variant.class,
            names = {"SLOPE", "SIGNED_SLOPE", "OWN_SLOPES"})
    void readsWhatTheFilesThemselvesGive(ImportedSeriesTest.Variant variant) throws IOException {
        CtSeries series = new SeriesFolder(folder).write(variant.change).read();
        ImportedSeriesTest.assertSame(imported("", 32), series);
        ImportedSeriesTest.assertSame(imported("virtual", 32), series);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImportedSeriesTest.Variant.class,
            names = {"SHUFFLED", "SIGNED", "SIGNED_SLOPE"})
    void readsWhatIsOpenedAsFloat(ImportedSeriesTest.Variant variant) throws IOException {
        CtSeries series = new SeriesFolder(folder).write(variant.change).read();
        Prefs.openDicomsAsFloat = true;
        ImportedSeriesTest.assertSame(imported("", 32), series);
    }

    @Test
    void refusesTheMixtureThatImageJMakesOfSlopeOneAndOthers() throws IOException {
        new SeriesFolder(folder).write((slice, k) -> slice.rescale(k == 2 ? "2" : "1", "-1024"));
        assertThatThrownBy(() -> imported("", 32)).hasMessageContaining("slope 1 and others");
    }
}
