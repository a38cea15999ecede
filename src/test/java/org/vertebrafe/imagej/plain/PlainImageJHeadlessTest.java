package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;

class PlainImageJHeadlessTest {

    private static final String IMAGES =
            """
            newImage("vert", "32-bit black", 8, 6, 4);
            setVoxelSize(1, 1, 2, "mm");
            newImage("my mask", "8-bit black", 8, 6, 4);
            setVoxelSize(1, 1, 2, "mm");
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyResults() {
        ResultsTable.getResultsTable().reset();
    }

    @Test
    void givesACommandItsMacroOptions() throws IOException {
        macro("run('Stand-In Analysis...', 'ct=vert labels=[my mask] law=[a law with spaces] voxel=2.5 level=28"
                + " plates=false report=[]');");
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getLabel(0)).isEqualTo("vert");
        assertThat(table.getStringValue("law", 0)).isEqualTo("a law with spaces");
        assertThat(table.getStringValue("voxel", 0)).isEqualTo("2.5");
        assertThat(table.getStringValue("level", 0)).isEqualTo("28");
        assertThat(table.getStringValue("plates", 0)).isEqualTo("false");
        assertThat(table.getStringValue("poisson", 0)).isEqualTo("0.3");
    }

    @Test
    void handsImagesOverToTheMacroWithoutAWindow() throws IOException {
        assertThat(
                        macro(
                                """
                        run("Stand-In Analysis...", "ct=vert labels=[my mask]");
                        selectImage("stress of vert");
                        return "" + nImages + " " + getTitle();
                        """))
                .isEqualTo("3 stress of vert");
    }

    @Test
    void takesTheActiveImageForTheFirstImageInputOnly() throws IOException {
        macro("selectImage('vert'); run('Stand-In Analysis...', 'labels=[my mask]');");
        assertThat(ResultsTable.getResultsTable().getLabel(0)).isEqualTo("vert");
        assertThatThrownBy(() -> macro("run('Stand-In Analysis...', 'ct=vert');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Labels is missing");
    }

    @Test
    void leavesOutMeansTheDefaultNotTheLastValue() throws IOException {
        macro("run('Stand-In Analysis...', 'ct=vert labels=[my mask] voxel=3');");
        macro("run('Stand-In Analysis...', 'ct=vert labels=[my mask]');");
        assertThat(ResultsTable.getResultsTable()
                        .getStringValue("voxel", ResultsTable.getResultsTable().size() - 1))
                .isEqualTo("1.0");
    }

    @Test
    void macrosSetWhatNoDialogShows() throws IOException {
        macro("run('Stand-In Analysis...', 'ct=vert labels=[my mask] floor=0.5');");
        assertThat(ResultsTable.getResultsTable().getStringValue("floor", 0)).isEqualTo("0.5");
        assertThatThrownBy(() -> macro("run('Stand-In Analysis...', 'ct=vert labels=[my mask] floor=2');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("outside of");
    }

    @Test
    void stopsTheMacroAtAnErrorAndSaysWhereAndWhy() throws IOException {
        assertThatThrownBy(() -> macro("run('Stand-In Analysis...', 'ct=vert labels=[my mask] voxel=7');\n"
                        + "run('Stand-In Analysis...', 'ct=vert labels=[my mask]');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 5")
                .hasMessageContaining("Element size [mm] (voxel): 7 is outside of its range 0.2..5");
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }

    @Test
    void refusesWhatMacrosGetWrong() {
        refuses("ct=vert labels=[my mask] voxel=abc", "\"abc\" is not a number");
        refuses("ct=vert labels=[my mask] level=2.5", "\"2.5\" is not a whole number");
        refuses("ct=vert labels=[my mask] plates=perhaps", "neither true nor false");
        refuses("ct=vert labels=[my mask] law=unknown", "none of its choices: kopperdahl, morgan");
        refuses("ct=vert labels=[my mask] element=2", "no option \"element\"; it has: ct, labels, law");
        refuses("ct=vert labels=[not open]", "no image \"not open\" is open; open are: vert, my mask");
        refuses("ct=vert labels=vert", "the same image");
    }

    @Test
    void errorsOfTheMacroItselfAreExceptionsToo() {
        assertThatThrownBy(() -> macro("x = undefinedFunction();"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 5");
        assertThatThrownBy(() -> PlainImageJ.runMacroHeadless(folder.resolve("none.ijm"), ""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void saysWhichBuiltInCommandsNeedAScreen() {
        assertThatThrownBy(() -> macro("run('Gaussian Blur...', 'sigma=2');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"Gaussian Blur...\" opens a dialog");
    }

    @Test
    void builtInCommandsWithoutADialogWork() throws IOException {
        assertThat(macro("selectImage('my mask'); setSlice(1); setPixel(1, 1, 9); run('Reverse'); setSlice(4);"
                        + " return '' + getPixel(1, 1);"))
                .isEqualTo("9");
    }

    @Test
    void anExitInTheMacroIsNoError() throws IOException {
        assertThat(macro("exit();")).isNull();
    }

    @Test
    void passesTheArgument() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ijm"), "return getArgument() + '!';");
        assertThat(PlainImageJ.runMacroHeadless(file, "patient 7")).isEqualTo("patient 7!");
    }

    @Test
    void opensNifti() throws IOException {
        Path ct = Path.of("../shared/data/torso-ct/ct.nii.gz").toAbsolutePath();
        assertThat(macro("run('Open NIfTI...', 'path=[" + ct + "]'); getVoxelSize(x, y, z, u);"
                        + " return getTitle() + ' ' + nSlices + ' ' + x + ' ' + y + ' ' + z + ' ' + u;"))
                .isEqualTo("ct 112 3 3 3 mm");
        assertThatThrownBy(() -> macro("run('Open NIfTI...', 'path=[nowhere.nii]');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nowhere.nii");
    }

    private void refuses(String options, String message) {
        assertThatThrownBy(() -> macro("run('Stand-In Analysis...', '" + options + "');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    private String macro(String lines) throws IOException {
        Path file = folder.resolve("test.ijm");
        Files.writeString(file, IMAGES + lines);
        return PlainImageJ.runMacroHeadless(file, "");
    }
}
