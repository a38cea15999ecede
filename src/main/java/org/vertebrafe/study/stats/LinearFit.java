package org.vertebrafe.study.stats;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * A straight line through pairs by least squares: second = intercept + slope x first.
 *
 * @param slope second's unit per first's unit
 * @param slopeError its standard error
 * @param intercept second's unit
 * @param interceptError its standard error
 * @param r Pearson's correlation with its interval by Fisher's transformation; interval -1..1 for 3 pairs
 * @param r2 share of the variance explained
 * @param residualSd standard deviation about the line, second's unit
 * @param p two-sided, of the slope being zero
 * @param n complete pairs
 * @param missing pairs left out
 */
public record LinearFit(
        Estimate slope,
        double slopeError,
        Estimate intercept,
        double interceptError,
        Estimate r,
        double r2,
        double residualSd,
        double p,
        int n,
        int missing)
        implements Statistic {

    /** r2 with the interval that r's becomes when it is squared. */
    public Estimate explained() {
        double low = r.low() * r.low();
        double high = r.high() * r.high();
        boolean changesSign = r.low() < 0 && r.high() > 0;
        return new Estimate(r2, changesSign ? 0 : Math.min(low, high), Math.max(low, high));
    }

    /**
     * Fits a line.
     *
     * @throws org.vertebrafe.base.InputException if there are fewer than 3 pairs or the first variable has no spread
     */
    public static LinearFit of(Pairs pairs) {
        pairs.require(3, "Linear regression");
        Sample.of(pairs.first()).requireSpread("Linear regression, predictor");
        double[] x = pairs.first();
        double[] y = pairs.second();
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            line.addData(x[i], y[i]);
        }
        double df = pairs.n() - 2.0;
        boolean flat = Sample.of(y).isConstant();
        double r = flat ? 0 : Math.max(-1, Math.min(1, line.getR()));
        double slopeError = flat ? 0 : line.getSlopeStdErr();
        double interceptError = flat ? 0 : line.getInterceptStdErr();
        double slope = flat ? 0 : line.getSlope();
        return new LinearFit(
                Estimate.student(slope, slopeError, df),
                slopeError,
                Estimate.student(flat ? y[0] : line.getIntercept(), interceptError, df),
                interceptError,
                Correlation.pearson(r, pairs.n()),
                r * r,
                flat ? 0 : Math.sqrt(line.getMeanSquareError()),
                flat ? 1 : slopeError == 0 ? 0 : PValues.student(slope / slopeError, df),
                pairs.n(),
                pairs.missing());
    }

    /** The line at a value of the first variable. */
    public double at(double first) {
        return intercept.value() + slope.value() * first;
    }

    @Override
    public String method() {
        return "Linear regression by least squares; intervals of slope and intercept by Student's distribution, of r by"
                + " Fisher's transformation";
    }
}
