package org.vertebrafe.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;

/** Agreement and correlation against R and the papers they come from, and where they are not defined. */
class AgreementTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void peakFlowMetersOfBlandAndAltman() {
        BlandAltman agreement = BlandAltman.of(PublishedData.PEAK_FLOW);
        // The paper: mean difference -2.1, standard deviation 38.8 l/min, interval of the bias -22.0 to 17.8.
        check(agreement.bias(), -2.117647058823529, -22.048837696645165, 17.813543578998107);
        assertThat(agreement.sd()).isCloseTo(38.765129873607378, CLOSE);
        check(agreement.lower(), -78.09590546711173, -112.85155313931088, -43.34025779491260);
        check(agreement.upper(), 73.86061134946466, 39.10496367726552, 108.61625902166381);
        LinearFit proportional = agreement.proportional().orElseThrow();
        check(proportional.slope(), 0.02868744515254925, -0.15932006368395649, 0.21669495398905500);
        assertThat(proportional.p()).isCloseTo(0.74949853364929397, CLOSE);
        assertThat(agreement.n()).isEqualTo(17);
    }

    @Test
    void percentDifferencesAreOfTheFirst() {
        BlandAltman agreement =
                BlandAltman.ofPercent(Pairs.of(new double[] {100, 200, 400}, new double[] {110, 200, 200}));
        assertThat(agreement.bias().value()).isCloseTo((-10 + 0 + 50) / 3.0, CLOSE);
        assertThatThrownBy(() -> BlandAltman.ofPercent(Pairs.of(new double[] {100, 0}, new double[] {110, 200})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs values above 0");
    }

    @Test
    void equalMeasuresAgreeWithoutWidth() {
        double[] same = {3, 4, 5};
        BlandAltman agreement = BlandAltman.of(Pairs.of(same, same));
        check(agreement.bias(), 0, 0, 0);
        check(agreement.upper(), 0, 0, 0);
        assertThat(agreement.proportional().orElseThrow().p()).isEqualTo(1);
        check(Icc.of(same, same).agreement(), 1, 1, 1);
        assertThat(BlandAltman.of(Pairs.of(new double[] {1, 2}, new double[] {2, 1}))
                        .proportional())
                .isEmpty();
    }

    @Test
    void intraclassCorrelationOfShroutAndFleiss() {
        Icc icc = Icc.of(PublishedData.JUDGES);
        check(icc.agreement(), 0.2897637795275592, 0.01878651337471205, 0.7610843696489531);
        check(icc.consistency(), 0.7148407148407149, 0.34246476503392537, 0.9458582599553595);
        assertThat(icc.n()).isEqualTo(6);
        assertThat(icc.measures()).isEqualTo(4);
    }

    @Test
    void intraclassCorrelationOfPairs() {
        Icc icc = Icc.of(PublishedData.PEAK_FLOW.first(), PublishedData.PEAK_FLOW.second());
        check(icc.agreement(), 0.9459284055773102, 0.8574111712349922, 0.9800786591462587);
        check(icc.consistency(), 0.9429130724069795, 0.8499083916773666, 0.9789431343965919);
    }

    @Test
    void aConstantDifferenceIsDisagreementButConsistent() {
        Icc icc = Icc.of(new double[] {1, 2, 3, Double.NaN}, new double[] {2, 3, 4, 5});
        check(icc.consistency(), 1, 1, 1);
        // By hand: between subjects 2, between measures 1.5, no error: 2 / (2 + 2 * 1.5 / 3).
        assertThat(icc.agreement().value()).isCloseTo(2.0 / 3, CLOSE);
        assertThat(icc.missing()).isEqualTo(1);
        assertThatThrownBy(() -> Icc.of(new double[] {2, 2}, new double[] {2, 2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all values are 2.0");
        assertThatThrownBy(() -> Icc.of(new double[] {2, Double.NaN}, new double[] {2, 2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 subjects");
        // Subjects do not differ in the mean at all.
        Icc none = Icc.of(new double[] {1, 2}, new double[] {2, 1});
        assertThat(none.consistency().value()).isEqualTo(-1);
    }

    @Test
    void regressionOfCars() {
        LinearFit fit = LinearFit.of(Pairs.of(PublishedData.WEIGHT, PublishedData.MPG));
        check(fit.intercept(), 37.28512616734203, 33.45049957326608, 41.11975276141798);
        check(fit.slope(), -5.344471572722679, -6.486308237418263, -4.202634908027094);
        assertThat(fit.r2()).isCloseTo(0.7528327936582644, CLOSE);
        assertThat(fit.residualSd()).isCloseTo(3.045882124789377, CLOSE);
        assertThat(fit.interceptError()).isCloseTo(1.877627337255895, CLOSE);
        assertThat(fit.slopeError()).isCloseTo(0.5591010450993235, CLOSE);
        assertThat(fit.p()).isCloseTo(1.293958701350516e-10, within(1e-18));
        check(fit.r(), -0.8676593765172278, -0.9338264132849942, -0.7440871964601128);
        check(fit.explained(), 0.7528327936582644, 0.5536657559358705, 0.8720317701487167);
    }

    @Test
    void anIntervalOfRThatHoldsZeroBecomesOneFromZero() {
        LinearFit fit = LinearFit.of(Pairs.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 1, 3, 1, 2}));
        double widest = Math.max(-fit.r().low(), fit.r().high());
        check(fit.explained(), fit.r2(), 0, widest * widest);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 3.000090909090909, 0.500090909090909, 0.666542459508774887, 1.236603322726321119, 0.002169628873078794",
        "0, 1, 3.000909090909090, 0.500000000000000, 0.666242033727484251, 1.237214205341577111, 0.002178816236910798",
        "0, 2, 3.002454545454545, 0.499727272727273, 0.666324041066559070, 1.236311351389996149, 0.002176305279228026",
        "1, 3, 3.001727272727273, 0.499909090909091, 0.666707256898465330, 1.235695485681376660, 0.00216460234719722"
    })
    void regressionOfAnscombesSets(int x, int y, double intercept, double slope, double r2, double residual, double p) {
        LinearFit fit = LinearFit.of(Pairs.of(PublishedData.ANSCOMBE_X[x], PublishedData.ANSCOMBE_Y[y]));
        assertThat(fit.intercept().value()).isCloseTo(intercept, CLOSE);
        assertThat(fit.slope().value()).isCloseTo(slope, CLOSE);
        assertThat(fit.r2()).isCloseTo(r2, CLOSE);
        assertThat(fit.residualSd()).isCloseTo(residual, CLOSE);
        assertThat(fit.p()).isCloseTo(p, CLOSE);
    }

    @Test
    void regressionOfALineAndOfALevel() {
        double[] x = {1, 2, 3, 4};
        LinearFit line = LinearFit.of(Pairs.of(x, new double[] {3, 5, 7, 9}));
        check(line.slope(), 2, 2, 2);
        assertThat(line.p()).isCloseTo(0, CLOSE);
        check(line.r(), 1, 1, 1);
        LinearFit level = LinearFit.of(Pairs.of(x, new double[] {5, 5, 5, 5}));
        check(level.slope(), 0, 0, 0);
        check(level.intercept(), 5, 5, 5);
        assertThat(level.p()).isEqualTo(1);
        assertThat(level.r2()).isZero();
        check(
                LinearFit.of(Pairs.of(new double[] {1, 2, 3}, new double[] {1, 3, 2}))
                        .r(),
                0.5,
                -1,
                1);
        assertThatThrownBy(() -> LinearFit.of(Pairs.of(new double[] {2, 2, 2}, new double[] {1, 2, 3})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("predictor: all 3 values are 2.0");
    }

    @Test
    void spearmanAgreesWithR() throws Exception {
        Spearman cars = Spearman.of(Pairs.of(PublishedData.WEIGHT, PublishedData.MPG));
        assertThat(cars.p()).isCloseTo(1.487594858127433e-11, within(1e-18));
        check(cars.rho(), -0.8864220332702979, -0.9502658823782981, -0.7510819769704140);
        Spearman iris = Spearman.of(Pairs.of(
                PublishedData.column("iris.csv", "Sepal.Length"), PublishedData.column("iris.csv", "Sepal.Width")));
        assertThat(iris.rho().value()).isCloseTo(-0.16677765828323501, CLOSE);
        assertThat(iris.p()).isCloseTo(0.04136799424884588, CLOSE);
        assertThat(iris.exact()).isFalse();
    }

    @Test
    void spearmanIsExactForFewPairs() {
        // Canned tuna: Hollander and Wolfe 1973, example of R's cor.test.
        Spearman tuna = Spearman.of(Pairs.of(
                new double[] {44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1},
                new double[] {2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8}));
        assertThat(tuna.exact()).isTrue();
        assertThat(tuna.rho().value()).isCloseTo(0.6, CLOSE);
        assertThat(tuna.p()).isCloseTo(0.09679783950617284, CLOSE);
        // Three of one order: 2 of 6.
        Spearman three = Spearman.of(Pairs.of(new double[] {1, 2, 3}, new double[] {1, 4, 9}));
        assertThat(three.p()).isCloseTo(1 / 3.0, CLOSE);
        // Ties: of the 3 places of the single high value two are ends.
        Spearman tied = Spearman.of(Pairs.of(new double[] {1, 2, 3}, new double[] {1, 1, 9}));
        assertThat(tied.p()).isCloseTo(2 / 3.0, CLOSE);
        assertThatThrownBy(() -> Spearman.of(Pairs.of(new double[] {1, 2, 3}, new double[] {1, 1, 1})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("second variable: all 3 values are 1.0");
    }

    /** Values of Silver, Hittner and May 2006 (DOI 10.1177/0146621605277132) for .3 and .4, .5 between them, n = 100. */
    @Test
    void dependentCorrelationsOfThePapers() {
        DependentCorrelations depcor = DependentCorrelations.of(.3, .4, .5, 100, 0);
        assertThat(depcor.williamsT()).isCloseTo(-1.0767, within(5e-5));
        assertThat(depcor.williamsP()).isCloseTo(0.2843, within(5e-5));
        assertThat(depcor.steigerZ()).isCloseTo(-1.0718, within(5e-5));
        assertThat(depcor.steigerP()).isCloseTo(0.2838, within(5e-5));
        assertThat(depcor.mengZ()).isCloseTo(-1.0707, within(5e-5));
        assertThat(depcor.mengP()).isCloseTo(0.2843, within(5e-5));
        // Steiger 1980, case A; Williams by R's psych::r.test, Steiger's own as the R package cocor computes it.
        DependentCorrelations steiger = DependentCorrelations.of(.4, .5, .1, 103, 0);
        assertThat(steiger.williamsT()).isCloseTo(-0.8912799047605414, CLOSE);
        assertThat(steiger.williamsP()).isCloseTo(0.3749185174912557, CLOSE);
        assertThat(steiger.steigerZ()).isCloseTo(-0.8887185, within(5e-8));
        // Meng, Rosenthal and Rubin 1992.
        assertThat(DependentCorrelations.of(.63, -.03, -.19, 15, 0).mengZ()).isCloseTo(1.68, within(5e-3));
        // Zou 2007, example of overlapping correlations.
        Estimate zou = DependentCorrelations.of(.396, .179, .088, 66, 0).difference();
        assertThat(zou.low()).isCloseTo(-.093, within(5e-4));
        assertThat(zou.high()).isCloseTo(.517, within(5e-4));
    }

    /** Meng's statistic for n = 50 as in May and Hittner 1997, DOI 10.2466/pr0.1997.80.2.475. */
    @ParameterizedTest
    @CsvSource({
        ".5, .2, 0, 1.62",
        ".5, .2, .3, 1.91",
        ".5, .2, .6, 2.50",
        ".5, .2, .8, 3.50",
        ".7, .4, 0, 2.03",
        ".7, .4, .3, 2.32",
        ".7, .4, .5, 2.66",
        ".7, .4, .8, 4.05"
    })
    void dependentCorrelationsOfMeng(double first, double second, double between, double z) {
        assertThat(DependentCorrelations.of(first, second, between, 50, 0).mengZ())
                .isCloseTo(z, within(5e-3));
    }

    @Test
    void dependentCorrelationsOfColumns() {
        double[] power = PublishedData.POWER.clone();
        power[3] = Double.NaN;
        DependentCorrelations cars = DependentCorrelations.of(PublishedData.MPG, PublishedData.WEIGHT, power);
        assertThat(cars.n()).isEqualTo(31);
        assertThat(cars.missing()).isEqualTo(1);
        assertThat(cars.difference().value()).isCloseTo(cars.first() - cars.second(), CLOSE);
        assertThat(cars.difference().low()).isLessThan(cars.difference().value());
        assertThatThrownBy(
                        () -> DependentCorrelations.of(PublishedData.MPG, PublishedData.WEIGHT, PublishedData.WEIGHT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lie on a line");
        assertThatThrownBy(() -> DependentCorrelations.of(
                        new double[] {1, 2, 3}, new double[] {1, 3, 2}, new double[] {3, 1, 2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there are 3 subjects");
    }

    private static void check(Estimate estimate, double value, double low, double high) {
        assertThat(estimate.value()).isCloseTo(value, CLOSE);
        assertThat(estimate.low()).isCloseTo(low, CLOSE);
        assertThat(estimate.high()).isCloseTo(high, CLOSE);
    }
}
