package org.vertebrafe.calibration;

import java.util.List;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The effective energy of a scan and the parabola that follows from it.
 *
 * @param keV energy of the highest R2 of attenuation on HU
 * @param r2 coefficient of determination of mass attenuation on HU at that energy
 * @param curvature g/cm3 per HU squared
 * @param slope at 0 HU, g/cm3 per HU
 * @param intercept g/cm3 at 0 HU
 */
record EffectiveEnergyFit(double keV, double r2, double curvature, double slope, double intercept) {

    private static final String WATER = "water";
    private static final String MINERAL = "k2hpo4";
    private static final String MARROW = "triglyceride";

    /**
     * @param tissues at least two
     * @param hu their mean CT numbers
     */
    static EffectiveEnergyFit of(List<ReferenceTissue> tissues, double[] hu, EnergySearch search) {
        MassAttenuation table = MassAttenuation.with(search.interpolation());
        int steps = (int) Math.round((EnergySearch.MAX_KEV - EnergySearch.MIN_KEV) / search.stepKeV());
        double best = EnergySearch.MIN_KEV;
        double bestR2 = Double.NEGATIVE_INFINITY;
        for (int step = 0; step <= steps; step++) {
            double keV = Math.min(EnergySearch.MAX_KEV, EnergySearch.MIN_KEV + step * search.stepKeV());
            double r2 = attenuation(tissues, hu, table, keV).getRSquare();
            if (r2 > bestR2) {
                best = keV;
                bestR2 = r2;
            }
        }
        if (search.refined()) {
            UnivariatePointValuePair refined = new BrentOptimizer(1e-9, 1e-9)
                    .optimize(
                            new MaxEval(500),
                            GoalType.MAXIMIZE,
                            new UnivariateObjectiveFunction(
                                    keV -> attenuation(tissues, hu, table, keV).getRSquare()),
                            new SearchInterval(
                                    Math.max(EnergySearch.MIN_KEV, best - search.stepKeV()),
                                    Math.min(EnergySearch.MAX_KEV, best + search.stepKeV()),
                                    best));
            best = refined.getPoint();
        }
        return at(best, tissues, hu, table);
    }

    private static SimpleRegression attenuation(
            List<ReferenceTissue> tissues, double[] hu, MassAttenuation table, double keV) {
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < hu.length; i++) {
            regression.addData(hu[i], table.of(tissues.get(i).id(), keV));
        }
        return regression;
    }

    private static EffectiveEnergyFit at(
            double keV, List<ReferenceTissue> tissues, double[] hu, MassAttenuation table) {
        SimpleRegression attenuation = attenuation(tissues, hu, table, keV);
        SimpleRegression density = new SimpleRegression();
        for (int i = 0; i < hu.length; i++) {
            double ofTissue = table.of(tissues.get(i).id(), keV);
            density.addData(hu[i], (hu[i] / 1000 + 1) * table.of(WATER, keV) / ofTissue);
        }
        double marrow = table.of(MARROW, keV);
        double contrast = table.of(MINERAL, keV) - marrow;
        double s = attenuation.getSlope();
        double b = attenuation.getIntercept() - marrow;
        double sd = density.getSlope();
        double bd = density.getIntercept();
        return new EffectiveEnergyFit(
                keV, attenuation.getRSquare(), s * sd / contrast, (sd * b + bd * s) / contrast, bd * b / contrast);
    }

    /** Whether the energy ran into a bound of the search, where it means nothing. */
    boolean atBound() {
        return keV <= EnergySearch.MIN_KEV + 0.5 || keV >= EnergySearch.MAX_KEV - 0.5;
    }

    /** Density in g/cm3 of a CT number in HU. */
    double apply(double hu) {
        return intercept + hu * (slope + hu * curvature);
    }

    double[] coefficients() {
        return new double[] {intercept, slope, curvature};
    }
}
