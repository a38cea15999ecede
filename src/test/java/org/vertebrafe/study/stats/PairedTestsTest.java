package org.vertebrafe.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;

/** Tests of paired measures against R on published data, and where there is nothing to test. */
class PairedTestsTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void pairedTTestOfTheSleepData() {
        PairedTTest test = PairedTTest.of(PublishedData.SLEEP);
        assertThat(test.t()).isCloseTo(-4.06212768338203656, CLOSE);
        assertThat(test.degreesOfFreedom()).isEqualTo(9);
        assertThat(test.p()).isCloseTo(0.00283289019738427, CLOSE);
        assertThat(test.difference().value()).isCloseTo(-1.58, CLOSE);
        assertThat(test.difference().low()).isCloseTo(-2.45988576327698238, CLOSE);
        assertThat(test.difference().high()).isCloseTo(-0.70011423672301754, CLOSE);
    }

    @Test
    void missingValuesAreLeftOutInPairsAndCounted() {
        double nan = Double.NaN;
        PairedTTest test = PairedTTest.of(Pairs.of(new double[] {1, 2, nan, 4, nan}, new double[] {2, nan, 3, 7, nan}));
        assertThat(test.n()).isEqualTo(2);
        assertThat(test.missing()).isEqualTo(3);
        assertThat(test.difference().value()).isEqualTo(-2);
    }

    @Test
    void nothingToTestIsSaid() {
        assertThatThrownBy(() -> PairedTTest.of(Pairs.of(new double[] {1, 2, 3}, new double[] {2, 3, 4})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all 3 values are -1.0");
        assertThatThrownBy(() -> PairedTTest.of(Pairs.of(new double[] {1, Double.NaN}, new double[] {2, 5})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 complete pairs (1 left out");
        assertThatThrownBy(() -> Pairs.of(new double[] {1}, new double[] {2, 5}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 values, the other 2");
        assertThatThrownBy(() -> Pairs.of(new double[] {Double.POSITIVE_INFINITY}, new double[] {2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Infinity");
    }

    @Test
    void wilcoxonIsExactForFewPairs() {
        WilcoxonSignedRank test = WilcoxonSignedRank.of(PublishedData.DEPRESSION);
        assertThat(test.v()).isEqualTo(40);
        assertThat(test.exact()).isTrue();
        assertThat(test.p()).isCloseTo(0.0390625, CLOSE);
        assertThat(test.pseudoMedian()).isCloseTo(0.46, CLOSE);
    }

    @Test
    void wilcoxonIsExactWithTiesAndLeavesZerosOut() {
        WilcoxonSignedRank test = WilcoxonSignedRank.of(PublishedData.SLEEP);
        assertThat(test.v()).isZero();
        assertThat(test.zeros()).isEqualTo(1);
        // Nine differences of one sign: 2 of 512 choices of signs.
        assertThat(test.p()).isCloseTo(2 / 512.0, CLOSE);
    }

    @Test
    void wilcoxonWithTiesCountsEveryChoiceOfSigns() {
        // First 16 sepal lengths of iris less 5, in tenths; R: all signs of rank(abs(d)), V = 45.5.
        double[] tenths = {1, -1, -3, -4, 0, 4, -4, 0, -6, -1, 4, -2, -2, -7, 8, 7};
        double[] nonZero = Arrays.stream(tenths).filter(d -> d != 0).toArray();
        assertThat(WilcoxonSignedRank.statistic(nonZero)).isEqualTo(45.5);
        assertThat(WilcoxonSignedRank.exactP(nonZero, 45.5)).isCloseTo(0.67431640625, CLOSE);
    }

    @Test
    void wilcoxonIsNormalWithTiesCorrectionForMany() throws Exception {
        double[] sepal = PublishedData.column("iris.csv", "Sepal.Length");
        double[] petal = PublishedData.column("iris.csv", "Petal.Length");
        // R's ranks see the ties of the rounded binary differences; so do these.
        double[] differences = new double[100];
        for (int i = 0; i < 100; i++) {
            differences[i] = sepal[50 + i] - petal[50 + i] - 1.3;
        }
        WilcoxonSignedRank test = WilcoxonSignedRank.of(Pairs.of(differences, new double[100]));
        assertThat(test.exact()).isFalse();
        assertThat(test.v()).isEqualTo(2869);
        assertThat(test.p()).isCloseTo(0.2373617216070461, CLOSE);
        // The published way for fewer, beside the exact one.
        double[] sleep = Arrays.stream(PublishedData.SLEEP.differences())
                .filter(d -> d != 0)
                .toArray();
        assertThat(WilcoxonSignedRank.normalP(sleep, 0)).isCloseTo(0.009090698015925056, CLOSE);
    }

    @Test
    void wilcoxonOfEqualMeasuresSpeaksForNoDifference() {
        double[] same = {3, 4, 5};
        WilcoxonSignedRank test = WilcoxonSignedRank.of(Pairs.of(same, same));
        assertThat(test.p()).isEqualTo(1);
        assertThat(test.zeros()).isEqualTo(3);
        assertThat(test.pseudoMedian()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 50})
    void wilcoxonOfOneSignIsTwoOfAllSigns(int n) {
        double[] first = new double[n];
        Arrays.setAll(first, i -> i + 1);
        assertThat(WilcoxonSignedRank.of(Pairs.of(first, new double[n])).p())
                .isCloseTo(Math.pow(2, 1 - n), within(1e-12));
    }

    @Test
    void shapiroWilkAgreesWithR() throws Exception {
        check(1e-9, 0.82987133192879481, 0.03334160863030814, PublishedData.SLEEP.differences());
        check(1e-9, 0.97609027224027778, 0.01018116117562927, PublishedData.column("iris.csv", "Sepal.Length"));
        check(1e-9, 0.9475647264792743, 0.1228813585394433, PublishedData.MPG);
        check(1e-9, 0.93341934019854966, 0.04880823810517406, PublishedData.POWER);
        double[] setosa = Arrays.copyOf(PublishedData.column("iris.csv", "Petal.Width"), 50);
        check(1e-9, 7.997644575826328e-01, 8.658572801904510e-07, setosa);
        check(1e-9, 0.9642857142857142, 0.6368868450289632, 1, 2, 4);
        check(1e-9, 0.75, 0, 0, 0, 1);
        check(1e-9, 0.8946862708393348, 0.4051472111738899, 1, 2, 4, 9);
        check(1e-9, 0.72561266152091464, 0.01741649322795378, 2, 3, 5, 8, 30);
        check(1e-9, 0.87536143740194028, 0.09081048255366152, PublishedData.ANSCOMBE_Y[3]);
        check(1e-9, 0.9448469834991562, 0.5632800893334706, Arrays.copyOf(PublishedData.WEIGHT, 12));
    }

    private static void check(double tolerance, double w, double p, double... values) {
        ShapiroWilk test = ShapiroWilk.of(Sample.of(values));
        assertThat(test.w()).isCloseTo(w, within(tolerance));
        assertThat(test.p()).isCloseTo(p, within(tolerance));
        assertThat(test.n()).isEqualTo(values.length);
    }

    @Test
    void shapiroWilkRefusesWhatItCannotTell() {
        assertThatThrownBy(() -> ShapiroWilk.of(Sample.of(1, 2, Double.NaN)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there are 2 values (1 missing); at least 3");
        assertThatThrownBy(() -> ShapiroWilk.of(Sample.of(5, 5, 5, 5)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all 4 values are 5.0");
        assertThatThrownBy(() -> ShapiroWilk.of(Sample.of(new double[5001]))).isInstanceOf(InputException.class);
    }

    @Test
    void quantilesAreThoseOfR() {
        Sample mpg = Sample.of(PublishedData.MPG);
        assertThat(mpg.quantile(0.25)).isCloseTo(15.425, CLOSE);
        assertThat(mpg.quantile(0.5)).isCloseTo(19.2, CLOSE);
        assertThat(mpg.quantile(0.75)).isCloseTo(22.8, CLOSE);
    }
}
