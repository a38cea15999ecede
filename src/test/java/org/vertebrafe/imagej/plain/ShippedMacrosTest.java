package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.imagej.FileImages;

/** The macros that ship, each run headless as it stands, on small images opened before it where it takes open ones. */
class ShippedMacrosTest {

    private static final Path CT = Path.of("test-images/synthetic-L2-ct.nii.gz").toAbsolutePath();
    private static final Path LABELS =
            Path.of("test-images/synthetic-L2-labels.nii.gz").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyTable() {
        ResultsTable.getResultsTable().reset();
    }

    private void run(String before, String name, String argument) throws IOException {
        String code = before + Files.readString(Path.of("scripts", name));
        PlainImageJ.runMacroHeadless(Files.writeString(folder.resolve("test.ijm"), code), argument);
    }

    private static double stiffness(int row) {
        return ResultsTable.getResultsTable().getValue("Stiffness (N/mm)", row);
    }

    /** Opens a file of the sample under another title. */
    private static String open(Path file, String title) {
        return "run('Open NIfTI...', 'path=[" + file + "]'); rename('" + title + "');\n";
    }

    @Test
    void customLaw() throws IOException {
        run("", "Custom_Law.ijm", "");
        // The script's law is that of Kopperdahl 2002: less stiff than Morgan's on this vertebra.
        assertThat(stiffness(1)).isPositive().isLessThan(stiffness(0));
    }

    @Test
    void bothKernels() throws IOException {
        String images = open(CT, "virtual-patient-b40f-ct")
                + open(CT, "virtual-patient-b70f-ct")
                + open(LABELS, "virtual-patient-b40f-labels");
        run(images, "Both_Kernels.ijm", "");
        // The same image as both: what differs is the published line alone.
        assertThat(stiffness(1) / stiffness(0)).isBetween(1.04, 1.12);
    }

    @Test
    void batchOverFolders() throws IOException {
        Path patient = Files.createDirectory(folder.resolve("patient 7"));
        Files.createDirectory(folder.resolve("empty"));
        try (var threads = net.imglib2.parallel.TaskExecutors.fixedThreadPool(2)) {
            IJ.saveAsTiff(FileImages.ct(CT, threads), patient.resolve("ct.tif").toString());
        }
        ImagePlus labels = FileImages.labels(LABELS);
        IJ.saveAsTiff(labels, patient.resolve("labels.tif").toString());
        run("", "Batch_Over_Folders.ijm", folder.toString());
        List<String> rows = Files.readAllLines(folder.resolve("stiffness.csv"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).contains("patient 7,");
        assertThat(patient.resolve("result/result.json")).isNotEmptyFile();
    }

    @Test
    void exportResults() throws IOException {
        run("", "Export_Results.ijm", folder.toString());
        assertThat(folder.toFile().list())
                .contains("result.json", "result.csv", "model.vtu", "map-sed.nii.gz", "min-principal-strain.tif");
    }
}
