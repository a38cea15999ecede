package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.command.Command;
import org.scijava.module.Module;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.SharedImages;
import org.vertebrafe.imagej.VolumeImages;

class ImportVertebraLabelsTest {

    private static final String FILE = "../shared/data/torso-ct/labels_L2_L4.nii.gz";

    private static CommandBench bench;
    private static ImagePlus map;

    private ImagePlus ct;

    @BeforeAll
    static void start() throws IOException {
        bench = new CommandBench(ImportVertebraLabels.class);
        map = VolumeImages.image(SharedImages.labels("torso-ct/labels_L2_L4.nii.gz"), "total", "");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void fresh() throws IOException {
        ResultsTable.getResultsTable().reset();
        ct = CommandBench.ct(SharedImages.volume("torso-ct/ct.nii.gz"));
    }

    private Module run(Class<? extends Command> command, Object... inputs)
            throws InterruptedException, ExecutionException {
        return bench.run(command, Map.of("ct", ct), inputs);
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), ImportVertebraLabels.class))
                .containsExactly(
                        "Plugins > VertebraFE > Import Vertebra Labels...",
                        "ct:ImagePlus:CT",
                        "labels:ImagePlus:Label map",
                        "labelFile:String:Label file",
                        "cortex:double:Cortex (mm)",
                        "measured:boolean:Measure cortex of body",
                        "outlines:boolean:Outlines on the CT",
                        "labelPreset:String:Label numbering",
                        "labelRoles:String:Label roles *",
                        "level:String:Level");
    }

    @Test
    void fileAndOpenImageGiveTheSameLabelsAndAnalysesTakeThem() throws Exception {
        Object[] named = {"labelFile", FILE, "labelPreset", "totalsegmentator", "level", "L2"};
        ImagePlus fromFile = (ImagePlus) run(ImportVertebraLabels.class, named).getOutput("labelMap");
        ImagePlus fromImage = (ImagePlus)
                run(ImportVertebraLabels.class, "labels", map, "labelPreset", "totalsegmentator", "level", "L2")
                        .getOutput("labelMap");
        Labels labels = ImagePlusVolumes.labels(fromFile);
        assertThat(labels.counts()).isEqualTo(ImagePlusVolumes.labels(fromImage).counts());
        assertThat(labels.counts().keySet()).containsExactly(1, 2, 3, 4);
        assertThat(labels.grid().difference(ImagePlusVolumes.grid(ct))).isEmpty();
        assertThat(fromFile.getInfoProperty()).contains("by shape", "labelNumbering");
        assertThat(ct.getOverlay().size()).isGreaterThan(10);
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getValue("Vertebra in CT (%)", 0)).isEqualTo(100);
        assertThat(table.getStringValue("Level", 0)).isEqualTo("L2");

        run(MeasureVbmd.class, "labels", fromFile, "calibration", "b40f", "region", VbmdRegions.PEELED);
        double fromImported = table.getValue("Trabecular vBMD (mg/cm3)", 2);
        run(
                MeasureVbmd.class,
                "labels",
                map,
                "calibration",
                "b40f",
                "region",
                VbmdRegions.PEELED,
                "labelPreset",
                "totalsegmentator",
                "level",
                "L2");
        assertThat(table.getValue("Trabecular vBMD (mg/cm3)", 3))
                .as("the whole vertebra's label itself will do")
                .isEqualTo(fromImported);
    }

    @Test
    void refusesWhatMacrosGetWrong() {
        refuses("holds the vertebrae L2, L4", "labels", map);
        refuses("both as CT and as label map", "labels", ct);
        refuses("nowhere.nii.gz", "labelFile", "nowhere.nii.gz");
        refuses("0..5 mm", "labels", map, "level", "L2", "cortex", 9.0);
        refuses("labelPreset = \"best\" is not one of", "labels", map, "labelPreset", "best");
    }

    private void refuses(String message, Object... inputs) {
        Object[] all = java.util.Arrays.copyOf(inputs, inputs.length);
        boolean preset = java.util.Arrays.asList(inputs).contains("labelPreset");
        if (!preset) {
            all = java.util.Arrays.copyOf(inputs, inputs.length + 2);
            all[inputs.length] = "labelPreset";
            all[inputs.length + 1] = "totalsegmentator";
        }
        Object[] given = all;
        assertThatThrownBy(() -> run(ImportVertebraLabels.class, given)).hasStackTraceContaining(message);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }
}
