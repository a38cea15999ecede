package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.HtmlCheck;
import org.vertebrafe.study.SimulatedCohort;

/** Kernels, cohorts and statistics from the menu. */
class StudyCommandsTest {

    private static CommandBench bench;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        bench = new CommandBench(CompareKernels.class);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void fresh() {
        ResultsTable.getResultsTable().reset();
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), CompareKernels.class))
                .containsExactly(
                        "Plugins > VertebraFE > Compare Reconstruction Kernels...",
                        "reference:ImagePlus:Reference CT",
                        "compared:ImagePlus:Other CT",
                        "labels:ImagePlus:Label map",
                        "ownMap:String:Other's own label map",
                        "referenceLine:String:Density of the reference",
                        "referenceLineFile:String:Density of the reference: file",
                        "otherLine:String:Density of the other",
                        "otherLineFile:String:Density of the other: file",
                        "harmonise:String:Harmonise the other",
                        "labelPreset:String:Label numbering",
                        "level:String:Level",
                        "region:String:Region",
                        "mesh:String:Elements",
                        "elementSize:Double:Element size (mm)",
                        "law:String:Density-modulus law",
                        "bc:String:Boundary conditions",
                        "strength:String:Strength definition",
                        "folder:String:Save to folder",
                        "configuration:String:Configuration file");
        assertThat(FrozenInputs.of(bench.context(), RunVertebraCohort.class))
                .startsWith(
                        "Plugins > VertebraFE > Run Vertebra Cohort...",
                        "table:String:Table",
                        "results:String:Results folder",
                        "dryrun:boolean:Check only",
                        "retry:boolean:Retry failed",
                        "together:int:Vertebrae at once",
                        "differences:boolean:Take kernel differences apart");
        assertThat(FrozenInputs.of(bench.context(), CohortStatistics.class))
                .containsExactly(
                        "Plugins > VertebraFE > Cohort Statistics...",
                        "table:String:Results of a cohort",
                        "folder:String:Report folder",
                        "parts:String:Parts of the differences",
                        "note:String:Note",
                        "browse:boolean:Open the report",
                        "kernels:String:Kernels",
                        "groups:String:Groups",
                        "specificity:Double:Specificity",
                        "replicates:Integer:Bootstrap samples *",
                        "bootstrapSeed:Integer:Bootstrap seed *");
    }

    /** One image read by two lines: a row for each quantity, all of the difference the calibration's. */
    @Test
    void kernelsAreCompared() throws Exception {
        ImagePlus one = CommandBench.ct(CommandBench.sample());
        ImagePlus two = VolumeImages.image(CommandBench.sample(), "two", "HU", ColourTable.GRAYS, "");
        ImagePlus labels = VolumeImages.image(CommandBench.sampleLabels(), "labels", "");
        Path to = folder.resolve("kernels");
        Map<String, Object> inputs = Map.of(
                "reference", one, "compared", two, "labels", labels, "referenceLine", "b40f", "otherLine", "b70f");
        Module run = bench.run(inputs, "elementSize", 4.0, "harmonise", "pair", "folder", to.toString());
        ImagePlus difference = (ImagePlus) run.getOutput("huDifference");
        assertThat(difference.getTitle()).isEqualTo("difference-hu of ct");
        assertThat(((ImagePlus) run.getOutput("stressDifference"))
                        .getCalibration()
                        .getValueUnit())
                .isEqualTo("MPa");
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(4);
        for (int row = 0; row < 4; row++) {
            assertThat(table.getValue("difference", row)).isPositive().isEqualTo(table.getValue("by_calibration", row));
        }
        assertThat(to.resolve("kernels.json")).isNotEmptyFile();
        assertThat(to.resolve("difference-von-mises.nii.gz")).isNotEmptyFile();
        BufferedImage differences = ImageIO.read(to.resolve("differences.png").toFile());
        assertThat(differences.getWidth()).isEqualTo(900);
        assertThat(differences.getHeight()).isGreaterThan(900);
        assertThatThrownBy(() -> bench.run(inputs, "compared", one)).rootCause().hasMessageContaining("reference CT");
        assertThatThrownBy(() -> bench.run(inputs, "ownMap", "none"))
                .rootCause()
                .hasMessageContaining("no open image \"none\"");
    }

    @Test
    void aCohortIsRunAndResumed() throws Exception {
        Path images = Path.of("test-images").toAbsolutePath();
        Path table = Files.writeString(
                folder.resolve("cohort.csv"),
                "id,kernel,image,labels,calibration\na,B40f," + images.resolve("synthetic-L2-ct.nii.gz") + ","
                        + images.resolve("synthetic-L2-labels.nii.gz") + ",b40f\n");
        Path to = folder.resolve("results");
        Map<String, Object> inputs = Map.of("table", table.toString(), "results", to.toString(), "elementSize", 4.0);
        bench.run(RunVertebraCohort.class, inputs, "dryrun", true);
        assertThat(to).doesNotExist();
        for (int run = 0; run < 2; run++) {
            ResultsTable rows =
                    (ResultsTable) bench.run(RunVertebraCohort.class, inputs).getOutput("cohort");
            assertThat(rows.size()).isEqualTo(1);
            assertThat(rows.getValue("stiffness_N_per_mm", 0)).isPositive();
        }
        assertThatThrownBy(() -> bench.run(RunVertebraCohort.class, Map.of()))
                .rootCause()
                .hasMessageContaining("choose a table");
    }

    @Test
    void statisticsBecomeAReport() throws Exception {
        Path table = Files.writeString(folder.resolve("table.csv"), SimulatedCohort.csv(2));
        Path to = folder.resolve("report");
        Module run = bench.run(
                CohortStatistics.class,
                Map.of("table", table.toString(), "folder", to.toString(), "replicates", 100, "note", "Made up."));
        assertThat(((ResultsTable) run.getOutput("numbers")).size()).isGreaterThan(100);
        assertThat(to.resolve("report.html")).content().contains("Made up.");
        assertThat(HtmlCheck.errors(Files.readString(to.resolve("report.html"))))
                .isEmpty();
        assertThatThrownBy(() -> bench.run(CohortStatistics.class, Map.of("table", table.toString())))
                .rootCause()
                .hasMessageContaining("folder for the report");
    }
}
