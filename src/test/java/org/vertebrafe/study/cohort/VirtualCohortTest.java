package org.vertebrafe.study.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;

/** The plan of a virtual cohort and its table; that its scans are CTs is the scanner's own test. */
class VirtualCohortTest {

    @Test
    void groupsLieApartAndFollowTheSeed() {
        List<VirtualCohort.Subject> subjects = VirtualCohort.plan(List.of(11, 10, 10), 1);
        assertThat(subjects).hasSize(31).isEqualTo(VirtualCohort.plan(List.of(11, 10, 10), 1));
        assertThat(subjects).isNotEqualTo(VirtualCohort.plan(List.of(11, 10, 10), 2));
        assertThat(subjects).extracting(VirtualCohort.Subject::id).doesNotHaveDuplicates();
        Map<String, double[]> limits = Map.of(
                "osteoporosis", new double[] {0, 80},
                "osteopenia", new double[] {80, 120},
                "normal", new double[] {120, 300});
        assertThat(subjects)
                .allSatisfy(s -> assertThat(s.density()).isBetween(limits.get(s.group())[0], limits.get(s.group())[1]));
        assertThatThrownBy(() -> VirtualCohort.plan(List.of(1, 2), 1)).isInstanceOf(InputException.class);
    }

    /** CTs that are there are kept, so that placeholders show what the table says. */
    @Test
    void theTableIsThatOfACohort(@TempDir Path folder) throws IOException {
        List<VirtualCohort.Subject> subjects = VirtualCohort.plan(List.of(1, 0, 1), 5);
        for (VirtualCohort.Subject subject : subjects) {
            for (String kernel : List.of("b40f", "b70f")) {
                Files.writeString(folder.resolve(subject.id() + "-" + kernel + ".nii.gz"), "kept");
            }
        }
        VirtualCohort.write(subjects, folder, TaskExecutors.singleThreaded(), Progress.NONE);
        CohortTable table = CohortTable.read(folder.resolve("cohort.csv"));
        assertThat(table.rows()).hasSize(4).allSatisfy(row -> {
            assertThat(row.image()).hasContent("kept");
            assertThat(row.seed()).isPresent();
            assertThat(row.calibration()).isEqualTo("phantom");
            assertThat(row.level()).isEqualTo("L2");
        });
        assertThat(table.rows()).extracting(CohortRow::kernel).containsExactly("B40f", "B70f", "B40f", "B70f");
        assertThat(table.rows())
                .extracting(CohortRow::group)
                .containsExactly("osteoporosis", "osteoporosis", "normal", "normal");
    }
}
