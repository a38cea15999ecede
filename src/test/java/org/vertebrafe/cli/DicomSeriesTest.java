package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.dicom.DicomWriter;
import picocli.CommandLine;

/** A DICOM folder on the command line. */
class DicomSeriesTest {

    private static final Path CT = Path.of("test-images/synthetic-L2-ct.nii.gz");
    private static final Path LABELS = Path.of("test-images/synthetic-L2-labels.nii.gz");

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private JsonObject analyze(Path ct, String name) throws IOException {
        Path results = folder.resolve(name);
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        int status = line.execute(
                "analyze",
                "--ct",
                ct.toString(),
                "--calibration",
                "b40f",
                "--labels",
                LABELS.toString(),
                "--element-size",
                "3",
                "--out",
                results.toString());
        assertThat(status).as(err.toString()).isZero();
        return JsonParser.parseString(Files.readString(results.resolve("result.json")))
                .getAsJsonObject();
    }

    /** The sample as a scanner would store it: sagittal here, so that voxels run otherwise than in the label map. */
    private Path sagittalSeries(Volume ct) throws IOException {
        VoxelGrid grid = ct.grid();
        Path series = Files.createDirectory(folder.resolve("Mustermann_Erika"));
        Vec3 row = grid.yAxis();
        Vec3 column = grid.zAxis().times(-1);
        for (int i = 0; i < grid.nx(); i++) {
            short[] words = new short[grid.ny() * grid.nz()];
            for (int p = 0; p < words.length; p++) {
                float hu = ct.get(i, p % grid.ny(), grid.nz() - 1 - p / grid.ny());
                assertThat(hu).as("whole HU").isEqualTo((short) hu);
                words[p] = (short) hu;
            }
            Vec3 at = grid.toPatient(i, 0, grid.nz() - 1.0);
            DicomWriter slice = new DicomWriter(grid.ny(), grid.nz())
                    .bits(16, 16, true)
                    .rescale("1", "0")
                    .at(at.x(), at.y(), at.z())
                    .orientation(row.x(), row.y(), row.z(), column.x(), column.y(), column.z())
                    .spacing(grid.spacing().z(), grid.spacing().y())
                    .text(0x00080022, "DA", "20221208")
                    .text(0x00100010, "PN", "Mustermann^Erika")
                    .pixels(words);
            Files.write(series.resolve("1.2.826." + i * 7919 % 1000 + "." + i), slice.bytes());
        }
        return series;
    }

    @Test
    void aDicomFolderGivesTheResultOfTheSameCtInNifti() throws IOException {
        Path series = sagittalSeries(Nifti.readVolume(CT).image());
        JsonObject dicom = analyze(series, "dicom");
        assertThat(dicom.get("vertebra").getAsString()).isEqualTo("ct");
        JsonObject nifti = analyze(CT, "nifti");
        double stiffness = nifti.get("stiffness_N_per_mm").getAsDouble();
        assertThat(dicom.get("stiffness_N_per_mm").getAsDouble() / stiffness - 1)
                .isBetween(-1e-4, 1e-4);
        JsonObject scan = dicom.getAsJsonObject("acquisition");
        assertThat(scan.get("manufacturer").getAsString()).isEqualTo("ACME");
        assertThat(scan.get("peakKilovoltage_kV").getAsDouble()).isEqualTo(120);
        assertThat(scan.get("convolutionKernel").getAsString()).isEqualTo("B40f");
        assertThat(scan.get("sliceThickness_mm").getAsDouble()).isEqualTo(1);
        assertThat(scan.has("date")).as("a date identifies").isFalse();
        assertThat(nifti.has("acquisition")).isFalse();
        for (String file : new String[] {"result.json", "result.csv"}) {
            assertThat(Files.readString(folder.resolve("dicom").resolve(file)))
                    .doesNotContain("Mustermann", "20221208", "2022-12-08");
        }
    }

    @Test
    void aFileOfTheSeriesStandsForItAndItsFolderForTheImage() throws IOException {
        Path series = sagittalSeries(Nifti.readVolume(CT).image());
        Path file;
        try (var files = Files.list(series)) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(ImageFiles.readVolume(file).image().values())
                .isEqualTo(ImageFiles.readVolume(series).image().values());
        assertThatThrownBy(() -> ImageFiles.readLabels(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("label maps are read from NIfTI");
        assertThatThrownBy(() -> ImageFiles.readVolume(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none of the 0 files")
                .hasMessageContaining("1 sub-folder(s), which are not searched");
    }
}
