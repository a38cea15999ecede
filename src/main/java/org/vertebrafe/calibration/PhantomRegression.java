package org.vertebrafe.calibration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.vertebrafe.base.InputException;

/**
 * The regressions behind {@link PhantomFit}.
 *
 * <p>Solid phantoms: ordinary least squares of reference density on mean HU. The standard errors are those of the
 * regression, {@code s^2 (X'X)^-1} with n - 2 degrees of freedom. That the readings, not the densities, bear the error
 * flattens the line by the ratio of its variance to theirs: 0.02 % for 1.5 HU and B-MAS 200, and is neglected.
 *
 * <p>Phantoms with a water term (Mindways): ordinary least squares of {@code HU - water} on mineral density, both in
 * mg/cm3, gives {@code sigma_ref} and {@code beta_ref}; {@code sigma_CT = sigma_ref - 0.2174}, {@code beta_CT = beta_ref +
 * 999.6}; {@code density = (HU - beta_CT) / sigma_CT}. The covariance of (beta, sigma) is carried through this inversion to
 * first order, so that the error of a density is {@code sqrt(var beta + 2 rho cov + rho^2 var sigma) / sigma}.
 *
 * <p>Few rods may lie on a line by chance, which their residuals then flatter. Where the scatter of the slices tells the
 * error of each reading and that, carried through the regression, makes the slope less certain than the residuals do, its
 * covariance {@code (X'X)^-1 X' diag(variances) X (X'X)^-1} is taken instead.
 *
 * <p>Two rods leave no degree of freedom: then the standard errors of the means are always carried through, a lower bound.
 */
final class PhantomRegression {

    private static final double MG_PER_G = 1000;
    private static final double R2_WARN = 0.98;
    private static final double R2_REFUSE = 0.90;

    /** Rods closer than this may change order by noise alone (A and B of Mindways Model 3 lie 0.0016 g/cm3 apart). */
    private static final double DISTINCT = 0.010;

    /**
     * Slopes of mineral in water or soft plastic, g/cm3 per HU, between effective energies of 50 and 100 keV by its mass
     * attenuation, with and without the water it displaces.
     */
    private static final double MIN_SLOPE = 0.0004;

    private static final double MAX_SLOPE = 0.0012;

    private final Phantom phantom;
    private final List<RodReading> readings;
    private final List<PhantomRod> rods;
    private final List<String> warnings = new ArrayList<>();

    PhantomRegression(Phantom phantom, List<RodReading> readings) {
        this.phantom = phantom;
        this.readings = List.copyOf(readings);
        this.rods = readings.stream().map(reading -> phantom.rod(reading.rod())).toList();
    }

    PhantomFit fit() {
        requireDistinct();
        requireEnough();
        requireOrder();
        return phantom.waterTerm().isPresent() ? withWater(phantom.waterTerm().get()) : direct();
    }

    private PhantomFit direct() {
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < rods.size(); i++) {
            regression.addData(readings.get(i).meanHu(), rods.get(i).density());
        }
        double r2 = regression.getRSquare();
        judge(r2);
        double meanHu =
                readings.stream().mapToDouble(RodReading::meanHu).average().orElseThrow();
        double slopeVariance = square(regression.getSlopeStdErr());
        Covariance residuals =
                new Covariance(square(regression.getInterceptStdErr()), -meanHu * slopeVariance, slopeVariance, false);
        double[] hu = readings.stream().mapToDouble(RodReading::meanHu).toArray();
        // An error of a reading moves its point by slope times as much in density.
        Optional<CalibrationUncertainty> uncertainty = rods.size() == 2
                ? ofTwoRods(regression.getSlope())
                : Optional.of(uncertainty(residuals.or(ofReadings(hu, regression.getSlope()))));
        LinearCalibration line = line(regression.getSlope(), regression.getIntercept(), uncertainty);
        List<RodResidual> deviations = new ArrayList<>();
        for (int i = 0; i < rods.size(); i++) {
            deviations.add(new RodResidual(
                    rods.get(i).name(),
                    rods.get(i).density(),
                    line.apply(readings.get(i).meanHu())));
        }
        return new PhantomFit(phantom, readings, line, r2, deviations, warnings);
    }

    private PhantomFit withWater(WaterTerm water) {
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < rods.size(); i++) {
            regression.addData(MG_PER_G * rods.get(i).density(), lessWater(i));
        }
        double r2 = regression.getRSquare();
        judge(r2);
        double sigma = regression.getSlope() + water.slopeCorrection();
        double beta = regression.getIntercept() + water.interceptCorrection();
        double meanDensity = MG_PER_G
                * rods.stream().mapToDouble(PhantomRod::density).average().orElseThrow();
        Covariance found = new Covariance(
                        square(regression.getInterceptStdErr()),
                        -meanDensity * square(regression.getSlopeStdErr()),
                        square(regression.getSlopeStdErr()),
                        false)
                .or(ofReadings(
                        rods.stream()
                                .mapToDouble(rod -> MG_PER_G * rod.density())
                                .toArray(),
                        1));
        double betaVariance = found.intercept();
        double betaSigma = found.both();
        double sigmaVariance = found.slope();
        // Derivatives of intercept = -beta / (1000 sigma) and slope = 1 / (1000 sigma).
        double interceptByBeta = -1 / (MG_PER_G * sigma);
        double interceptBySigma = beta / (MG_PER_G * sigma * sigma);
        double slopeBySigma = -1 / (MG_PER_G * sigma * sigma);
        CalibrationUncertainty uncertainty = uncertainty(new Covariance(
                square(interceptByBeta) * betaVariance
                        + 2 * interceptByBeta * interceptBySigma * betaSigma
                        + square(interceptBySigma) * sigmaVariance,
                slopeBySigma * (interceptByBeta * betaSigma + interceptBySigma * sigmaVariance),
                square(slopeBySigma) * sigmaVariance,
                found.ofReadings()));
        LinearCalibration line = line(1 / (MG_PER_G * sigma), -beta / (MG_PER_G * sigma), Optional.of(uncertainty));
        List<RodResidual> residuals = new ArrayList<>();
        for (int i = 0; i < rods.size(); i++) {
            double measured = (lessWater(i) - regression.getIntercept()) / regression.getSlope() / MG_PER_G;
            residuals.add(new RodResidual(rods.get(i).name(), rods.get(i).density(), measured));
        }
        return new PhantomFit(phantom, readings, line, r2, residuals, warnings);
    }

    /** The reading of a rod less its water term, HU. */
    private double lessWater(int rod) {
        return readings.get(rod).meanHu()
                - MG_PER_G * rods.get(rod).waterEquivalent().orElse(0);
    }

    /**
     * Covariance of the coefficients of a line.
     *
     * @param ofReadings whether it comes from the errors of the readings, not from the residuals
     */
    private record Covariance(double intercept, double both, double slope, boolean ofReadings) {

        /** The one of the two in which the slope is less certain. */
        Covariance or(Optional<Covariance> other) {
            return other.filter(covariance -> covariance.slope > slope).orElse(this);
        }
    }

    private CalibrationUncertainty uncertainty(Covariance c) {
        String basis = c.ofReadings()
                ? "scatter of the slices in the " + rods.size()
                        + " rods, which is more than that of the rods about their line"
                : "residuals of the " + rods.size() + " rods";
        return new CalibrationUncertainty(
                List.of(c.intercept(), c.both(), c.both(), c.slope()),
                rods.size() - 2.0,
                basis + "; systematic errors that all rods share are not in it");
    }

    /**
     * What the measured errors of the readings do to the line, or empty where one is not known.
     *
     * @param x what the line is over
     * @param perHu change of what the line gives per HU of a reading
     */
    private Optional<Covariance> ofReadings(double[] x, double perHu) {
        if (readings.stream().anyMatch(reading -> reading.measuredError().isEmpty())) {
            return Optional.empty();
        }
        double mean = DoubleStream.of(x).average().orElseThrow();
        double spread = DoubleStream.of(x).map(value -> square(value - mean)).sum();
        double intercept = 0;
        double both = 0;
        double slope = 0;
        for (int i = 0; i < x.length; i++) {
            double variance = square(perHu * readings.get(i).standardError());
            double bySlope = (x[i] - mean) / spread;
            double byIntercept = 1.0 / x.length - mean * bySlope;
            intercept += byIntercept * byIntercept * variance;
            both += byIntercept * bySlope * variance;
            slope += bySlope * bySlope * variance;
        }
        return Optional.of(new Covariance(intercept, both, slope, true));
    }

    /** A line through two points moves at each by slope times the error of the reading there. */
    private Optional<CalibrationUncertainty> ofTwoRods(double slope) {
        double x1 = readings.get(0).meanHu();
        double x2 = readings.get(1).meanHu();
        double v1 = square(slope * readings.get(0).standardError() / (x2 - x1));
        double v2 = square(slope * readings.get(1).standardError() / (x2 - x1));
        warnings.add("Two rods determine the line without a check: R2 is 1 whatever they read.");
        if (v1 + v2 == 0) {
            return Optional.empty();
        }
        return Optional.of(new CalibrationUncertainty(
                List.of(x2 * x2 * v1 + x1 * x1 * v2, -x2 * v1 - x1 * v2, -x2 * v1 - x1 * v2, v1 + v2),
                Double.POSITIVE_INFINITY,
                readings.stream().allMatch(reading -> reading.measuredError().isPresent())
                        ? "scatter of the slices in the two rods: a lower bound"
                        : "noise in the two rods, taken as independent from voxel to voxel: a lower bound"));
    }

    private LinearCalibration line(double slope, double intercept, Optional<CalibrationUncertainty> uncertainty) {
        if (slope < MIN_SLOPE || slope > MAX_SLOPE) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Slope of %.3g mg/cm3 per HU: %.1f .. %.1f is what bone mineral gives at 80 to 140 kV. Is it this phantom?",
                    MG_PER_G * slope,
                    MG_PER_G * MIN_SLOPE,
                    MG_PER_G * MAX_SLOPE));
        }
        List<String> remarks = phantom.certificate().isPresent()
                ? List.of()
                : List.of("Nominal rod densities of " + phantom.name()
                        + "; those on the certificate of the phantom itself are more exact.");
        return new LinearCalibration(
                "phantom",
                slope,
                intercept,
                phantom.kind(),
                phantom.name() + " (" + phantom.source() + ")",
                CalibrationMethod.PHANTOM,
                uncertainty,
                remarks);
    }

    private void requireDistinct() {
        Set<String> seen = new HashSet<>();
        for (RodReading reading : readings) {
            if (!seen.add(reading.rod())) {
                throw InputException.of("Rod %s of %s was measured twice.", reading.rod(), phantom.name());
            }
        }
    }

    private void requireEnough() {
        int needed = Math.min(3, phantom.rods().size());
        if (readings.size() < needed) {
            throw InputException.of(
                    "%d rods of %s were measured, at least %d are needed. Measure more rods, or choose the phantom that was"
                            + " scanned.",
                    readings.size(), phantom.name(), needed);
        }
        if (readings.size() < phantom.rods().size()) {
            Set<String> measured = readings.stream().map(RodReading::rod).collect(Collectors.toSet());
            warnings.add("Not measured: rod "
                    + phantom.rods().stream()
                            .map(PhantomRod::name)
                            .filter(name -> !measured.contains(name))
                            .collect(Collectors.joining(", "))
                    + " of " + phantom.name() + ".");
        }
    }

    /** Denser rods read higher once their water is taken off. */
    private void requireOrder() {
        for (int i = 0; i < rods.size(); i++) {
            for (int j = 0; j < rods.size(); j++) {
                if (rods.get(j).density() - rods.get(i).density() > DISTINCT && !(lessWater(j) > lessWater(i))) {
                    throw InputException.of(
                            "Rods out of order: rod %s (%.1f mg/cm3) reads %.1f HU, rod %s (%.1f mg/cm3) reads %.1f HU%s."
                                    + " Denser rods must read higher: exchange the rods, or choose the phantom that was"
                                    + " scanned.",
                            rods.get(i).name(),
                            MG_PER_G * rods.get(i).density(),
                            readings.get(i).meanHu(),
                            rods.get(j).name(),
                            MG_PER_G * rods.get(j).density(),
                            readings.get(j).meanHu(),
                            phantom.waterTerm().isPresent()
                                    ? ", which is less once their water terms are taken off"
                                    : "");
                }
            }
        }
    }

    private void judge(double r2) {
        if (r2 >= R2_WARN) {
            return;
        }
        String words = String.format(
                Locale.ROOT,
                "The rods of %s do not lie on a line: R2 = %.3f (%.2f expected).",
                phantom.name(),
                r2,
                R2_WARN);
        if (phantom.kind() == DensityKind.K2HPO4 && phantom.waterTerm().isEmpty()) {
            words +=
                    " This is what a liquid phantom gives when its water term is forgotten (R2 near 0.93): describe the"
                            + " phantom with the water-equivalent density of each rod and its \"waterTerm\", as for mindways-model3.";
        } else {
            words +=
                    " Look whether each rod was given its right name, whether a region touches a rod's wall or an air bubble,"
                            + " and whether it is this phantom.";
        }
        if (r2 < R2_REFUSE) {
            throw new InputException(words);
        }
        warnings.add(words);
    }

    private static double square(double x) {
        return x * x;
    }
}
