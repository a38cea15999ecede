package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.module.Module;
import org.vertebrafe.imagej.VolumeImages;

class MeasureVertebraShapeTest {

    private static CommandBench bench;
    private static ImagePlus ct;
    private static ImagePlus labels;

    @BeforeAll
    static void start() throws IOException {
        bench = new CommandBench(MeasureVertebraShape.class);
        ct = CommandBench.ct(CommandBench.sample());
        labels = VolumeImages.image(CommandBench.sampleLabels(), "labels", "");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void fresh() {
        ResultsTable.getResultsTable().reset();
    }

    private static Module run(Object... inputs) throws InterruptedException, ExecutionException {
        return bench.run(Map.of("ct", ct, "labels", labels), inputs);
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), MeasureVertebraShape.class))
                .containsExactly(
                        "Plugins > VertebraFE > Measure Vertebra Shape...",
                        "ct:ImagePlus:CT",
                        "labels:ImagePlus:Label map",
                        "thickness:boolean:Cortical thickness",
                        "section:boolean:Show section",
                        "labelPreset:String:Label numbering",
                        "labelRoles:String:Label roles *",
                        "level:String:Level");
    }

    @Test
    void aRowAndASectionOnWhichTheHeightsAreAsLongAsTheTableSays() throws Exception {
        ImagePlus section = (ImagePlus) run().getOutput("shape");
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.getLabel(0)).isEqualTo("ct");
        assertThat(table.getColumnHeadings()).startsWith(" \tLabel\tAnterior height (mm)\tMiddle height (mm)");
        assertThat(section.getTitle()).isEqualTo("shape of ct");
        for (String name : new String[] {"Anterior", "Middle", "Posterior"}) {
            Roi line = Arrays.stream(section.getOverlay().toArray())
                    .filter(roi -> (name.toLowerCase(java.util.Locale.ROOT) + " height").equals(roi.getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.getLength() * section.getCalibration().pixelWidth)
                    .isCloseTo(table.getValue(name + " height (mm)", 0), within(1e-3));
        }
        assertThat(table.getValue("Wall thickness (mm)", 0)).isBetween(0.15, 0.8);
        assertThat(table.getValue("Anterior/posterior height", 0))
                .isCloseTo(
                        table.getValue("Anterior height (mm)", 0) / table.getValue("Posterior height (mm)", 0),
                        within(1e-12));
    }

    @Test
    void densityImagesAreMeasuredWithoutTheCortex() throws Exception {
        ImagePlus density = ct.duplicate();
        density.setTitle("density");
        density.getCalibration().setValueUnit("mg/cm3");
        assertThatThrownBy(() -> run("ct", density)).hasStackTraceContaining("image of density already");
        Module module = run("ct", density, "thickness", false, "section", false);
        assertThat(module.getOutput("shape")).isNull();
        assertThat(ResultsTable.getResultsTable().columnExists("Wall thickness (mm)"))
                .isFalse();
        assertThatThrownBy(() -> run("labels", ct)).hasStackTraceContaining("both as CT and as label map");
    }
}
