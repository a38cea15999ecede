package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.ShapeMeasurement;
import org.vertebrafe.segmentation.oneclick.BodyCortex;

/** Where the cortex of imported labels comes from. */
class ImportedLabelsTest {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static Volume ct;
    private static Labels truth;
    private static Labels whole;

    @BeforeAll
    static void read() throws IOException {
        ct = Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image();
        truth = Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                .image();
        short[] one = new short[truth.grid().voxels()];
        for (int at = 0; at < one.length; at++) {
            one[at] = (short) (truth.get(at) == 0 ? 0 : truth.get(at) <= 2 ? 1 : 2);
        }
        whole = new Labels(truth.grid(), one);
    }

    private static ImportedLabels imported(Volume image, Labels map, String roles, ImportedLabels.Cortex cortex) {
        AnalysisConfig config =
                SETTINGS.with(SETTINGS.defaults(), Map.of("labelPreset", "custom", "labelRoles", roles));
        return ImportedLabels.of(image, map, config, cortex, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Test
    void isMeasuredInTheCtWhereTheLabelsDoNotTellIt() {
        ImportedLabels stated = imported(ct, whole, "1=body,2=process", new ImportedLabels.Cortex(2.5, false));
        ImportedLabels measured = imported(ct, whole, "1=body,2=process", new ImportedLabels.Cortex(2.5, true));
        double wall = measured.measured().orElseThrow().wall();
        assertThat(wall)
                .as("the same as of labels that tell it")
                .isCloseTo(
                        BodyCortex.measure(
                                        ct,
                                        measured.vertebra().tissues(),
                                        ShapeMeasurement.of(measured.vertebra().tissues()),
                                        TaskExecutors.singleThreaded(),
                                        Progress.NONE)
                                .wall(),
                        within(1e-9));
        assertThat(measured.row().get("Wall thickness (mm)")).isEqualTo(wall);
        assertThat(measured.json(java.util.List.of())).contains("wallThickness_mm", "median of its wall in the CT");
        Map<Integer, Integer> thick = stated.vertebra().labels().counts();
        Map<Integer, Integer> thin = measured.vertebra().labels().counts();
        assertThat(thin.get(1) + thin.get(2)).isEqualTo(thick.get(1) + thick.get(2));
        assertThat(thin.get(2)).as("a wall of %.2f against one of 2.5 mm", wall).isLessThan(thick.get(2));
        assertThat(thin.get(4)).as("posterior elements stay as stated").isEqualTo(thick.get(4));
        assertThat(stated.measured()).isEmpty();
    }

    @Test
    void staysWhereTheLabelsTellItOrTheImageIsNoCt() {
        ImportedLabels.Cortex cortex = new ImportedLabels.Cortex(0.5, true);
        String tissues = "1=trabecular-body,2=cortical-body,3=trabecular-process,4=cortical-process";
        ImportedLabels told = imported(ct, truth, tissues, cortex);
        assertThat(told.measured()).isEmpty();
        assertThat(told.vertebra().labels().counts()).isEqualTo(truth.counts());

        float[] values = ct.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] = Math.max(0, 0.7f * values[at]);
        }
        ImportedLabels density = imported(new Volume(ct.grid(), values), whole, "1=body,2=process", cortex);
        assertThat(density.measured()).isEmpty();
        assertThat(density.vertebra().labels().counts())
                .isEqualTo(imported(ct, whole, "1=body,2=process", new ImportedLabels.Cortex(0.5, false))
                        .vertebra()
                        .labels()
                        .counts());
    }
}
