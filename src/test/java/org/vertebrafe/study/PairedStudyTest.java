package org.vertebrafe.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.Csv;
import org.vertebrafe.io.HtmlCheck;
import org.vertebrafe.study.stats.PairedTTest;
import org.vertebrafe.study.stats.Roc;

/** A whole study: its numbers are those of the statistics, complete, and nothing is printed that is no number. */
class PairedStudyTest {

    private static final StudyConfig QUICK = new StudyConfig("", String.join(",", PublishedStudy.GROUPS), 0.9, 100, 1);

    private static final StudyResult RESULT = PairedStudy.run(SimulatedCohort.table(1), QUICK);

    static Finding find(StudyResult result, String section, String row, String column) {
        return result.findings().stream()
                .filter(f -> f.section().equals(section)
                        && f.row().equals(row)
                        && f.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNumbersAreThoseOfTheStatistics() {
        PairedTable table = SimulatedCohort.table(1);
        PairedTTest test = PairedTTest.of(table.pairs(Measure.STRENGTH));
        Finding difference = find(RESULT, PairedStudy.TABLE_1, "Strength (N), all", "B40f \u2212 B70f");
        assertThat(difference.value()).isEqualTo(test.difference().value());
        assertThat(difference.interval()).contains(test.difference());
        assertThat(difference.n()).isEqualTo(30);
        assertThat(difference.missing()).isEqualTo(1);
        Roc roc = Roc.of(table.values(Measure.STIFFNESS, 1), table.condition(List.of("osteoporosis")), true);
        assertThat(find(RESULT, PairedStudy.ROC, "Stiffness (N/mm), B70f: osteoporosis", "AUC")
                        .value())
                .isEqualTo(roc.auc().value());
    }

    @Test
    void everyTableIsThereForEveryMeasureKernelAndGroup() {
        assertThat(RESULT.findings()).allSatisfy(f -> assertThat(f.problem()).isEmpty());
        assertThat(rows(PairedStudy.TABLE_1)).isEqualTo(2 * 4);
        assertThat(rows(PairedStudy.GROUPS)).isEqualTo(2 * 2);
        assertThat(rows(PairedStudy.REGRESSION)).isEqualTo(2 * 2);
        assertThat(rows(PairedStudy.COMPARED)).isEqualTo(2);
        assertThat(rows(PairedStudy.AGREEMENT)).isEqualTo(2 * 2);
        assertThat(rows(PairedStudy.ROC)).isEqualTo(2 * 2 * 2);
        assertThat(rows(PairedStudy.ROC_COMPARED)).isEqualTo(2 * 2);
        assertThat(rows(PairedStudy.TABLE_2)).isEqualTo(2 * 2 * 2 * 2);
    }

    private static long rows(String section) {
        return RESULT.findings().stream()
                .filter(f -> f.section().equals(section))
                .map(Finding::row)
                .distinct()
                .count();
    }

    @Test
    void theReportSaysWhatItMust() {
        String html = StudyReport.html(
                RESULT, List.of(new Figure("f", "A < B", "<svg></svg>")), StudyRemarks.note("Simulated data."));
        assertThat(html)
                .contains("Simulated data.", "31 vertebrae (osteoporosis 11, osteopenia 10, normal 10)")
                .contains("A &lt; B", "<svg></svg>", "&lt; 0.001", "7160.3", "10.2307/2531595")
                .contains("P values are two-sided")
                .doesNotContain("NaN", "Infinity", ">0.000<", "src=\"", "href=");
        assertThat(HtmlCheck.errors(html)).isEmpty();
    }

    @Test
    void theFilesHoldEveryNumber() {
        List<List<String>> csv = Csv.parse(StudyFiles.csv(RESULT), "numbers.csv");
        assertThat(csv).hasSize(1 + RESULT.findings().size()).allSatisfy(line -> assertThat(line)
                .hasSize(10));
        JsonObject json = JsonParser.parseString(StudyFiles.json(RESULT, "")).getAsJsonObject();
        assertThat(json.getAsJsonArray("numbers")).hasSize(RESULT.findings().size());
        assertThat(json.get("vertebrae").getAsInt()).isEqualTo(31);
    }

    @Test
    void theSameTableGivesTheSameReport() {
        StudyResult again = PairedStudy.run(SimulatedCohort.table(1), QUICK);
        assertThat(StudyReport.html(again, List.of(), StudyRemarks.note("")))
                .isEqualTo(StudyReport.html(RESULT, List.of(), StudyRemarks.note("")));
    }

    /** Two subjects, equal kernels, no densities: what cannot be computed says why, the rest is there. */
    @Test
    void poorTablesGiveReasonsInsteadOfNumbers() {
        PairedTable poor = PairedTable.of(
                DataTable.parse(
                        "id,group,kernel,strength_N,stiffness_N_per_mm\na,x,A,1,5\na,x,B,1,5\nb,y,A,1,6\nb,y,B,1,7\n",
                        "poor.csv"),
                List.of());
        StudyResult result = PairedStudy.run(poor, new StudyConfig("", "", 0.9, 100, 1));
        assertThat(result.findings())
                .anySatisfy(f -> assertThat(f.problem()).contains("Paired t-test, differences: all 2 values are 0.0"))
                .anySatisfy(f -> assertThat(f.problem()).contains("0 complete pairs (2 left out"))
                .anySatisfy(f -> assertThat(f.problem()).contains("1 subjects with the condition and 1 without it"));
        String html = StudyReport.html(result, List.of(), StudyRemarks.note(""));
        assertThat(html).contains("not computed.").doesNotContain("NaN", "Infinity");
        assertThat(HtmlCheck.errors(html)).isEmpty();
        assertThat(StudyFiles.csv(result)).doesNotContain("NaN");
        assertThat(StudyFiles.json(result, "")).doesNotContain("NaN");
    }

    @Test
    void severalVertebraeOfASubjectAreNotIndependent() {
        PairedTable levels = PairedTable.of(
                DataTable.parse(
                        SimulatedCohort.csv(1)
                                .replaceAll("(?m)^S01,", "S02,")
                                .replace("id,", "id,level,")
                                .replaceAll("(?m)^(S\\d+),", "$1,L1,")
                                .replaceFirst("S02,L1,", "S02,L2,")
                                .replaceFirst("S02,L1,", "S02,L2,"),
                        "levels.csv"),
                List.of());
        assertThat(levels.size()).isEqualTo(31);
        assertThat(levels.subjects()).isEqualTo(30);
        String html = StudyReport.html(PairedStudy.run(levels, QUICK), List.of(), StudyRemarks.note(""));
        assertThat(html).contains("not independent of each other");
        assertThat(StudyReport.html(RESULT, List.of(), StudyRemarks.note("")))
                .doesNotContain("not independent of each other");
    }

    @Test
    void groupsThatAreNotNamedAreRefused() {
        assertThatThrownBy(() -> PairedStudy.run(
                        SimulatedCohort.table(1), new StudyConfig("", "osteoporosis,normal", 0.9, 100, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[osteopenia]");
    }

    /** What the published table must say where it contradicts itself. */
    @Test
    void thePublishedStudyContradictsItself() {
        assertThat(PublishedStudy.weightedMean(Measure.STRENGTH, 1)).isCloseTo(7160.3, within(0.05));
        // Printed: 7482.8 over all, and a difference of -702.8 that agrees with the weighted mean only.
        assertThat(PublishedStudy.mean(Measure.STRENGTH, 1, 3)).isEqualTo(7482.8);
        assertThat(PublishedStudy.mean(Measure.STRENGTH, 0, 3) - PublishedStudy.weightedMean(Measure.STRENGTH, 1))
                .isCloseTo(-702.8, within(0.05));
        // The other means over all follow from their groups.
        assertThat(PublishedStudy.weightedMean(Measure.STRENGTH, 0)).isCloseTo(6457.5, within(0.1));
        assertThat(PublishedStudy.weightedMean(Measure.STIFFNESS, 0)).isCloseTo(8834.3, within(0.1));
        assertThat(PublishedStudy.weightedMean(Measure.STIFFNESS, 1)).isCloseTo(9853.9, within(0.1));
        assertThat(PublishedStudy.difference(Measure.STIFFNESS, 0)).isCloseTo(-795.6, within(1e-9));
        double[] ratios = {0, 1, 2};
        Arrays.setAll(
                ratios,
                g -> PublishedStudy.mean(Measure.STRENGTH, 0, g) / PublishedStudy.mean(Measure.STIFFNESS, 0, g));
        assertThat(ratios).containsExactly(new double[] {1.007, 0.672, 0.634}, within(0.0005));
        assertThat(PublishedStudy.inconsistencies()).hasSize(5).anySatisfy(text -> assertThat(text)
                .contains("7160.3"));
    }

    @Test
    void numbersArePrintedForPeople() {
        assertThat(Numbers.p(0.00099)).isEqualTo("< 0.001");
        assertThat(Numbers.p(0)).isEqualTo("< 0.001");
        assertThat(Numbers.p(0.001)).isEqualTo("0.001");
        assertThat(Numbers.p(0.0496)).isEqualTo("0.050");
        assertThat(Numbers.p(1)).isEqualTo("> 0.999");
        assertThat(Numbers.number(-0.000001)).isEqualTo("0.00000");
        assertThat(Numbers.number(7160.32)).isEqualTo("7160.3");
        assertThat(Numbers.percent(0.9)).isEqualTo("90 %");
        assertThat(Numbers.percent(0.975)).isEqualTo("97.5 %");
        assertThat(Numbers.percent(1)).isEqualTo("100 %");
    }
}
