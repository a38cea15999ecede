package org.vertebrafe.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

/** ROC curves, cut-offs and groups against R on published data, and at their limits. */
class DiagnosisTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    private static final double NAN = Double.NaN;

    private static double[] asah(String column) throws IOException {
        return PublishedData.column("aSAH.csv", column);
    }

    private static double[] outcome() throws IOException {
        return PublishedData.column("aSAH.csv", "outcome", "Good", "Poor");
    }

    @Test
    void areasOfTheHaemorrhageData() throws IOException {
        check(
                Roc.of(asah("s100b"), outcome(), false),
                0.731368563685636852,
                0.630118211761622637,
                0.832618915609651067);
        check(Roc.of(asah("ndka"), outcome(), false), 0.611957994579945819, 0.501244999271702629, 0.722670989889188009);
        Roc wfns = Roc.of(asah("wfns"), outcome(), false);
        check(wfns, 0.823678861788617933, 0.748534887819452877, 0.898822835757782990);
        assertThat(wfns.positives()).isEqualTo(41);
        assertThat(wfns.negatives()).isEqualTo(72);
        assertThat(wfns.standardError()).isCloseTo(Math.sqrt(0.001469914708823626), CLOSE);
        // Five grades: five steps and the start.
        assertThat(wfns.points()).hasSize(6).startsWith(new Roc.Point(0, 0)).endsWith(new Roc.Point(1, 1));
        assertThat(trapezoids(wfns)).isCloseTo(wfns.auc().value(), CLOSE);
    }

    private static double trapezoids(Roc roc) {
        double area = 0;
        for (int k = 1; k < roc.points().size(); k++) {
            Roc.Point a = roc.points().get(k - 1);
            Roc.Point b = roc.points().get(k);
            area += (b.falsePositiveRate() - a.falsePositiveRate()) * (a.sensitivity() + b.sensitivity()) / 2;
        }
        return area;
    }

    private static void check(Roc roc, double auc, double low, double high) {
        assertThat(roc.auc().value()).isCloseTo(auc, CLOSE);
        assertThat(roc.auc().low()).isCloseTo(low, CLOSE);
        assertThat(roc.auc().high()).isCloseTo(high, CLOSE);
    }

    @Test
    void turningTheDirectionTurnsTheCurve() throws IOException {
        Roc low = Roc.of(asah("s100b"), outcome(), true);
        assertThat(low.auc().value()).isCloseTo(1 - 0.731368563685636852, CLOSE);
    }

    @Test
    void comparisonOfTwoMarkers() throws IOException {
        DeLongTest test = DeLongTest.of(asah("s100b"), asah("ndka"), outcome(), false);
        assertThat(test.z()).isCloseTo(1.3907700257355771, CLOSE);
        assertThat(test.p()).isCloseTo(0.1642951752230545, CLOSE);
        assertThat(test.difference().low()).isCloseTo(-0.04887060642280935, CLOSE);
        assertThat(test.difference().high()).isCloseTo(0.28769174463419145, CLOSE);
        DeLongTest grades = DeLongTest.of(asah("s100b"), asah("wfns"), outcome(), false);
        assertThat(grades.z()).isCloseTo(-2.20898359144090772, CLOSE);
        assertThat(grades.p()).isCloseTo(0.02717578222918815, CLOSE);
        DeLongTest same = DeLongTest.of(asah("ndka"), asah("ndka"), outcome(), false);
        assertThat(same.p()).isEqualTo(1);
        assertThat(same.difference()).isEqualTo(new Estimate(0, 0, 0));
    }

    @Test
    void completeSeparationKeepsAnIntervalOfSomeWidth() {
        double[] value = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] condition = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        // R: root of the equation of Newcombe's method 5.
        check(Roc.of(value, condition, false), 1, 0.6427028239310415, 1);
        check(Roc.of(value, condition, true), 0, 0, 1 - 0.6427028239310415);
        double[] square = Arrays.stream(value).map(v -> v * v).toArray();
        assertThat(DeLongTest.of(value, square, condition, false).p()).isEqualTo(1);
        double[] back = Arrays.stream(value).map(v -> -v).toArray();
        assertThatThrownBy(() -> DeLongTest.of(value, back, condition, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1.000 and 0.000");
        CutOff cut = CutOff.youden(value, condition, false, 500, 1);
        assertThat(cut.threshold().value()).isEqualTo(5.5);
        assertThat(cut.sensitivity()).isEqualTo(new Estimate(1, 1, 1));
    }

    @Test
    void valuesThatAreAllEqualTellNothing() {
        double[] value = {4, 4, 4, 4};
        double[] condition = {0, 0, 1, 1};
        Roc roc = Roc.of(value, condition, false);
        check(roc, 0.5, 0.5, 0.5);
        assertThat(roc.points()).containsExactly(new Roc.Point(0, 0), new Roc.Point(1, 1));
        CutOff cut = CutOff.youden(value, condition, true, 100, 1);
        assertThat(cut.threshold()).isEqualTo(new Estimate(4, 4, 4));
        assertThat(cut.sensitivity().value()).isZero();
        assertThat(cut.specificity().value()).isEqualTo(1);
    }

    @Test
    void missingValuesAndConditionsAreCounted() {
        Roc roc = Roc.of(new double[] {1, NAN, 3, 2, 5, 4}, new double[] {0, 0, 0, 1, 1, NAN}, false);
        assertThat(roc.n()).isEqualTo(4);
        assertThat(roc.missing()).isEqualTo(2);
        assertThat(roc.auc().value()).isEqualTo(0.75);
        assertThatThrownBy(() -> Roc.of(new double[] {1, 2, 3}, new double[] {0, 1, 1}, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 subjects with the condition and 1 without it");
    }

    @Test
    void cutOffsOfTheHaemorrhageData() throws IOException {
        CutOff youden = CutOff.youden(asah("s100b"), outcome(), false, 500, 7);
        assertThat(youden.threshold().value()).isCloseTo(0.205, CLOSE);
        assertThat(youden.sensitivity().value()).isCloseTo(0.6341463414634146, CLOSE);
        assertThat(youden.specificity().value()).isCloseTo(0.8055555555555556, CLOSE);
        CutOff ndka = CutOff.youden(asah("ndka"), outcome(), false, 100, 7);
        assertThat(ndka.threshold().value()).isCloseTo(11.08, CLOSE);
        CutOff specific = CutOff.atSpecificity(0.9, asah("s100b"), outcome(), false, 500, 7);
        assertThat(specific.threshold().value()).isCloseTo(0.435, CLOSE);
        assertThat(specific.sensitivity().value()).isCloseTo(0.3902439024390244, CLOSE);
        assertThat(specific.specificity().value()).isCloseTo(0.9027777777777778, CLOSE);
    }

    @Test
    void theBootstrapFollowsItsSeed() throws IOException {
        CutOff one = CutOff.youden(asah("s100b"), outcome(), false, 500, 7);
        assertThat(CutOff.youden(asah("s100b"), outcome(), false, 500, 7)).isEqualTo(one);
        assertThat(CutOff.youden(asah("s100b"), outcome(), false, 500, 8)).isNotEqualTo(one);
        assertThat(one.method()).contains("500 bootstrap samples").contains("seed 7");
    }

    /** Low values speak for the condition: the same cut-off of mirrored values. */
    @Test
    void cutOffsOfLowValuesAreThoseOfMirroredOnes() throws IOException {
        double[] mirrored = Arrays.stream(asah("s100b")).map(v -> 10 - v).toArray();
        CutOff high = CutOff.youden(asah("s100b"), outcome(), false, 200, 7);
        CutOff low = CutOff.youden(mirrored, outcome(), true, 200, 7);
        assertThat(low.threshold().value()).isCloseTo(10 - high.threshold().value(), CLOSE);
        assertThat(low.threshold().low()).isCloseTo(10 - high.threshold().high(), CLOSE);
        assertThat(low.sensitivity()).isEqualTo(high.sensitivity());
    }

    /** The interval of the sensitivity at a fixed cut is the binomial's: percentiles of many draws are close to it. */
    @Test
    void theBootstrapHasTheSpreadOfTheBinomial() {
        double[] value = new double[200];
        double[] condition = new double[200];
        for (int i = 0; i < 200; i++) {
            condition[i] = i < 100 ? 1 : 0;
            value[i] = i < 70 ? 1 : 0;
        }
        // 70 of 100 found, none wrongly: the only cut-off between the two values.
        CutOff cut = CutOff.youden(value, condition, false, 4000, 3);
        assertThat(cut.sensitivity().value()).isCloseTo(0.7, CLOSE);
        assertThat(cut.sensitivity().low()).isCloseTo(0.7 - 1.96 * Math.sqrt(0.21 / 100), within(0.015));
        assertThat(cut.sensitivity().high()).isCloseTo(0.7 + 1.96 * Math.sqrt(0.21 / 100), within(0.015));
        assertThat(cut.specificity()).isEqualTo(new Estimate(1, 1, 1));
    }

    @Test
    void badCutOffsAreRefused() {
        double[] value = {1, 2, 3, 4};
        double[] condition = {0, 0, 1, 1};
        assertThatThrownBy(() -> CutOff.atSpecificity(90, value, condition, false, 200, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("write 0.9 for 90 %");
        assertThatThrownBy(() -> CutOff.youden(value, condition, false, 10, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 100");
    }

    @Test
    void groupsOfPlants() {
        GroupComparison plants = GroupComparison.of(PublishedData.plants());
        assertThat(plants.f()).isCloseTo(4.84608786238013511, CLOSE);
        assertThat(plants.anovaP()).isCloseTo(0.01590995832562294, CLOSE);
        assertThat(plants.betweenFreedom()).isEqualTo(2);
        assertThat(plants.withinFreedom()).isEqualTo(27);
        assertThat(plants.etaSquared()).isCloseTo(0.2641482968321197, CLOSE);
        assertThat(plants.h()).isCloseTo(7.98822874944371542, CLOSE);
        assertThat(plants.kruskalWallisP()).isCloseTo(0.01842375573147197, CLOSE);
        assertThat(plants.pairs())
                .extracting(GroupComparison.PairOfGroups::tP)
                .satisfiesExactly(
                        p -> assertThat(p).isCloseTo(0.1943878800543011, CLOSE),
                        p -> assertThat(p).isCloseTo(0.1753633501253666, CLOSE),
                        p -> assertThat(p).isCloseTo(0.01337770781461637, CLOSE));
        Estimate difference = plants.pairs().get(2).difference();
        assertThat(difference.value()).isCloseTo(-0.865, CLOSE);
        assertThat(difference.low()).isCloseTo(-1.4370126115599628, CLOSE);
        assertThat(difference.high()).isCloseTo(-0.2929873884400364, CLOSE);
    }

    @Test
    void groupsOfFlowersWithTies() throws IOException {
        double[] width = PublishedData.column("iris.csv", "Petal.Width");
        Map<String, Sample> groups = new LinkedHashMap<>();
        for (int g = 0; g < 3; g++) {
            groups.put("species " + g, Sample.of(Arrays.copyOfRange(width, 50 * g, 50 * g + 50)));
        }
        GroupComparison iris = GroupComparison.of(groups);
        assertThat(iris.f()).isCloseTo(960.0071468018059, within(1e-7));
        assertThat(iris.anovaP()).isCloseTo(4.169445839444119e-85, within(1e-94));
        assertThat(iris.h()).isCloseTo(131.1853797402449, CLOSE);
        assertThat(iris.kruskalWallisP()).isCloseTo(3.261795552421969e-29, within(1e-38));
    }

    @Test
    void rankSumsAgreeWithR() {
        // Permeability of membranes: Hollander and Wolfe 1973, example of R's wilcox.test.
        double[] a = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
        double[] b = {1.15, 0.88, 0.90, 0.74, 1.21};
        assertThat(RankSum.p(a, b)).isCloseTo(0.2544122544122544, CLOSE);
        assertThat(RankSum.normalP(a, b)).isCloseTo(0.2446236051269834, CLOSE);
        Map<String, Sample> plants = PublishedData.plants();
        assertThat(RankSum.p(plants.get("trt1").values(), plants.get("trt2").values()))
                .isCloseTo(0.00893069778518695, CLOSE);
        // pairwise.wilcox.test(exact = FALSE) with Holm's adjustment, of which the smallest is a third.
        assertThat(RankSum.normalP(
                                plants.get("trt1").values(), plants.get("trt2").values())
                        * 3)
                .isCloseTo(0.033989090053424, CLOSE);
        // One tie of two: ranks 1.5, 1.5, 3; of three choices for the single value one is the high end.
        assertThat(RankSum.exactP(new double[] {2}, new double[] {1, 1})).isCloseTo(1 / 3.0, CLOSE);
        assertThat(RankSum.p(new double[] {5, 5}, new double[] {5, 5})).isEqualTo(1);
    }

    @Test
    void groupsWithoutSpreadAreRefused() {
        Map<String, Sample> flat = new LinkedHashMap<>();
        flat.put("a", Sample.of(1, 1));
        flat.put("b", Sample.of(2, 2, NAN));
        assertThatThrownBy(() -> GroupComparison.of(flat))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("within each group all values are equal");
        assertThatThrownBy(() -> GroupComparison.of(Map.of("a", Sample.of(1, 2), "b", Sample.of(1, NAN))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"b\": there are 1 values (1 missing)");
        flat.put("b", Sample.of(1, 4, NAN));
        assertThat(GroupComparison.of(flat).missing()).isEqualTo(1);
    }

    @Test
    void holmsAdjustmentIsThatOfR() {
        assertThat(PValues.holm(0.01, 0.02, 0.03, 0.04, 0.05))
                .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.09}, CLOSE);
        assertThat(PValues.holm(0.04, 0.001, 0.03)).containsExactly(new double[] {0.06, 0.003, 0.06}, CLOSE);
        assertThatThrownBy(() -> PValues.holm(1.2)).isInstanceOf(InputException.class);
    }
}
