package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import ij.ImagePlus;
import ij.Macro;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.bonej.utilities.SharedTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.VolumeImages;

/** Against stand-ins of BoneJ's commands: the same class names and inputs, of both generations. */
class MeasureVertebraBoneJTest {

    private static CommandBench bench;
    private static Labels map;
    private static ImagePlus labels;

    @BeforeAll
    static void start() throws IOException {
        bench = new CommandBench(MeasureVertebraBoneJ.class);
        map = CommandBench.sampleLabels();
        labels = VolumeImages.image(map, "labels", "");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void fresh() {
        ResultsTable.getResultsTable().reset();
        SharedTable.reset();
    }

    private static ResultsTable run(Object... inputs) throws InterruptedException, ExecutionException {
        return (ResultsTable) bench.run(Map.of("labels", labels), inputs).getOutput("results");
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), MeasureVertebraBoneJ.class))
                .containsExactly(
                        "Plugins > VertebraFE > Measure Vertebra with BoneJ...",
                        "labels:ImagePlus:Label map",
                        "measures:String:Measures",
                        "labelPreset:String:Label numbering",
                        "labelRoles:String:Label roles *",
                        "level:String:Level");
    }

    @Test
    void bothGenerationsOfBoneJEndInOneRowOfOurs() throws Exception {
        double edge = map.grid().spacing().x();
        ResultsTable table = run();
        assertThat(table.size()).as("rows of old plugins are taken out").isEqualTo(1);
        assertThat(table.getLabel(0)).isEqualTo("labels");
        assertThat(table.getValue("BoneJ cortex Tb.Th Mean (mm)", 0))
                .as("255 where the body's cortex is, nowhere else: its volume in cubes")
                .isCloseTo(map.counts().get(2) * map.grid().voxelVolume() / (edge * edge), withinPercentage(2));
        assertThat(table.getValue("BoneJ cortex asked", 0)).isEqualTo(1);
        assertThat(table.getValue("BoneJ cortex Volume Ratio", 0)).isEqualTo(0.25);
        assertThat(table.getValue("BoneJ body Euler ch.", 0)).isEqualTo(-3);
        assertThat(table.getValue("BoneJ body Conn.D (mm^-3)", 0)).isEqualTo(0.125);
        assertThat(table.getStringValue("BoneJ remarks", 0))
                .contains("surface area was not measured: The mesh of")
                .contains("anisotropy failed: java.lang.IllegalStateException: no ellipsoid for labels, cortex")
                .contains("moments is not there in the BoneJ that is installed")
                .doesNotContain("slice geometry");
        assertThat(table.getValue("BoneJ body drawn", 0)).isZero();
        assertThat(table.getValue("BoneJ body CSA (mm\u00b2)", 0))
                .as("section of a lumbar body at mid-height")
                .isBetween(600.0, 1600.0);
        assertThat(Macro.getOptions()).isNull();
        assertThat(Thread.currentThread().getName()).doesNotContain("BoneJ");
    }

    /** BoneJ keeps one table: a number of an earlier run must not come back as one of this. */
    @Test
    void numbersOfEarlierRunsStayOut() throws Exception {
        SharedTable.add("labels, cortex", "Tb.Sp Mean (mm)", 9);
        run("measures", "thickness");
        ResultsTable table = run("measures", "volume fraction");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getValue("BoneJ cortex Volume Ratio", 1)).isEqualTo(0.25);
        assertThat(table.getStringValue("BoneJ cortex Tb.Th Mean (mm)", 1))
                .isNotEqualTo(table.getStringValue("BoneJ cortex Tb.Th Mean (mm)", 0));
        assertThat(table.columnExists("BoneJ cortex Tb.Sp Mean (mm)")).isFalse();
    }

    @Test
    void oneMeasureAlone() throws Exception {
        ResultsTable table = run("measures", "connectivity");
        assertThat(table.getValue("BoneJ body Euler ch.", 0)).isEqualTo(-3);
        assertThat(table.columnExists("BoneJ cortex Volume Ratio")).isFalse();
        assertThat(table.columnExists("BoneJ remarks")).isFalse();
    }

    @Test
    void saysHowToInstallBoneJAndWhichMeasuresThereAre() {
        // Of this measure there is no stand-in: as without BoneJ.
        refuses("Help > Update..., Manage Update Sites, tick BoneJ", "measures", "moments");
        refuses("volume fraction", "measures", "mass");
    }

    private static void refuses(String message, Object... inputs) {
        assertThatThrownBy(() -> run(inputs)).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> run(inputs)).rootCause().hasMessageContaining(message);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }
}
