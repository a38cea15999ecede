package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.study.cohort.CohortValues;

class RenderCommandTest {

    @TempDir
    private Path folder;

    private final Program program = new Program();

    private int render(Object... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "render", "--model", folder.resolve("one/model.vtu").toString(), "--size", "240", "200", "--out"));
        for (Object each : more) {
            arguments.add(each.toString());
        }
        return program.run(arguments);
    }

    @Test
    void aCohortGivesTheRangeOfColours() throws IOException {
        Program.done(List.of(
                "analyze",
                "--quiet",
                "--ct",
                "test-images/synthetic-L2-ct.nii.gz",
                "--labels",
                "test-images/synthetic-L2-labels.nii.gz",
                "--calibration",
                "b40f",
                "--element-size",
                "6",
                "--maps",
                "sed",
                "--out",
                folder.resolve("one").toString()));
        Path byCohort = folder.resolve("cohort.png");
        assertThat(render(byCohort, "--quantity", "strain energy", "--cohort", folder))
                .isZero();
        ValueRange range = ValueRange.of(CohortValues.read(folder, MapQuantity.STRAIN_ENERGY_DENSITY));
        assertThat(program.out()).contains("Range of 1 vertebra: 0", String.format("%.4g", range.max()));
        Path byRange = folder.resolve("range.png");
        assertThat(render(byRange, "--quantity", "strain energy", "--range", range.min(), range.max()))
                .isZero();
        assertThat(byCohort).hasSameBinaryContentAs(byRange);

        assertThat(render(byCohort, "--cohort", folder, "--range", 0, 1)).isEqualTo(2);
        assertThat(program.err()).contains("--range and --cohort contradict each other");
        // Only one map was written.
        assertThat(render(byCohort, "--quantity", "von mises", "--cohort", folder))
                .isEqualTo(2);
        assertThat(program.err()).contains("nor map-von-mises.nii.gz");
    }
}
