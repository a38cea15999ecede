package org.vertebrafe.study.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.study.DataTable;

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

    /** Of a population and not of a formula: weak bone is older, women's vertebrae are smaller by what was measured. */
    @Test
    void densityGoesWithAgeAndSizeWithSex() {
        List<VirtualCohort.Subject> subjects = VirtualCohort.plan(List.of(200, 200, 200), 3);
        assertThat(mean(subjects, "osteoporosis", VirtualCohort.Subject::age))
                .isGreaterThan(mean(subjects, "osteopenia", VirtualCohort.Subject::age) + 3);
        assertThat(mean(subjects, "osteopenia", VirtualCohort.Subject::age))
                .isGreaterThan(mean(subjects, "normal", VirtualCohort.Subject::age) + 3);
        assertThat(subjects).allSatisfy(s -> assertThat(s.age()).isBetween(35, 88));
        // Gilsanz 1994: cross-sections of 8.22 and 10.98 cm2.
        double women = area(subjects, "f");
        double men = area(subjects, "m");
        assertThat(women / men).isCloseTo(8.22 / 10.98, within(0.02));
    }

    private static double mean(
            List<VirtualCohort.Subject> subjects, String group, ToDoubleFunction<VirtualCohort.Subject> of) {
        return subjects.stream()
                .filter(s -> s.group().equals(group))
                .mapToDouble(of)
                .average()
                .orElseThrow();
    }

    private static double area(List<VirtualCohort.Subject> subjects, String sex) {
        return subjects.stream()
                .filter(s -> s.sex().equals(sex))
                .mapToDouble(s -> s.size() * s.size())
                .average()
                .orElseThrow();
    }

    /** CTs that are there are kept, so that placeholders show what the table says. */
    @Test
    void theTableIsThatOfACohort(@TempDir Path folder) throws IOException {
        List<VirtualCohort.Subject> subjects = VirtualCohort.plan(List.of(1, 0, 1), 5);
        for (VirtualCohort.Subject subject : subjects) {
            Files.writeString(
                    folder.resolve(subject.id() + "-truth.json"),
                    "{\"vertebrae\": [{\"trabecular_density_in_view_g_per_cm3\": 0.06, \"body_height_mm\": 27}]}");
            for (String kernel : List.of("b40f", "b70f")) {
                Files.writeString(folder.resolve(subject.id() + "-" + kernel + ".nii.gz"), "kept");
            }
        }
        CohortThreads threads = CohortThreads.of(1, 1);
        VirtualCohort.write(subjects, folder, threads, Progress.NONE);
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
        assertThat(table.rows()).allSatisfy(row -> {
            assertThat(row.sex()).isIn("f", "m");
            assertThat(Integer.parseInt(row.age())).isBetween(35, 88);
        });
        DataTable truth = DataTable.read(folder.resolve(VirtualCohort.TRUTH));
        assertThat(truth.number(1, VirtualTruth.DENSITY)).isEqualTo(60);

        // Scans are kept by name: those of other subjects must not be taken for these.
        List<VirtualCohort.Subject> others = VirtualCohort.plan(List.of(1, 0, 1), 6);
        assertThatThrownBy(() -> VirtualCohort.write(others, folder, threads, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds other virtual patients");
    }
}
