package org.vertebrafe.calibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.vertebrafe.base.InputException;

/**
 * Phantomless (internal) calibration by the patient's own tissues, after Michalski et al. 2020,
 * doi:10.1016/j.medengphy.2020.01.009.
 *
 * <p>For energies E of 40 to 120 keV the mass attenuation of the tissues is regressed on their mean HU, {@code mu/rho = s
 * HU + b}; the E of highest R2 is the effective energy of the scan. The tissues' mass densities {@code d = (HU/1000 + 1)
 * mu_water / (mu/rho)} are regressed on HU as well, {@code d = s_d HU + b_d}. A voxel of mineral and triglyceride then has
 * <pre>rho_K2HPO4 = (s_d HU + b_d) ((s HU + b) - mu_triglyceride) / (mu_K2HPO4 - mu_triglyceride)   [g/cm3]</pre>
 * a parabola in HU.
 *
 * <p>Its uncertainty is the sum of two covariances: that of the standard errors of the sampled means, carried through the
 * whole procedure by finite differences; and the jackknife {@code (n - 1)/n sum (theta_i - theta)(theta_i - theta)'} over
 * the tissues that can be left out. Air and adipose tissue cannot, since without air the energy is not determined; so this
 * is a lower bound.
 */
public final class PhantomlessCalibration {

    private static final double R2_WARN = 0.98;
    private static final double R2_REFUSE = 0.90;

    /** What goes with every phantomless density. */
    static final String OFFSET_REMARK =
            "Phantomless densities read about 30 mg/cm3 above asynchronous QCT: never compare them with the thresholds of 80"
                    + " and 120 mg/cm3, nor with densities by phantom.";

    private final List<TissueSample> samples;
    private final EnergySearch search;
    private final List<ReferenceTissue> tissues;
    private final double[] means;
    private final List<String> warnings = new ArrayList<>();

    private PhantomlessCalibration(List<TissueSample> samples, EnergySearch search) {
        this.samples = List.copyOf(samples);
        this.search = search;
        this.tissues = samples.stream().map(TissueSample::tissue).toList();
        this.means = samples.stream().mapToDouble(TissueSample::meanHu).toArray();
    }

    /** Calibrates with the default search. */
    public static PhantomlessFit fit(List<TissueSample> samples) {
        return fit(samples, EnergySearch.DEFAULT);
    }

    /**
     * Calibrates.
     *
     * @param samples air, adipose tissue and at least one more, each tissue once
     * @param search how the effective energy is found
     * @throws InputException if a tissue is missing or given twice, the energy runs to a bound of the search, or the
     *     tissues do not lie on a line (R2 below 0.90)
     */
    public static PhantomlessFit fit(List<TissueSample> samples, EnergySearch search) {
        return new PhantomlessCalibration(samples, search).fit();
    }

    private PhantomlessFit fit() {
        requireTissues();
        EffectiveEnergyFit found = EffectiveEnergyFit.of(tissues, means, search);
        judge(found);
        Map<ReferenceTissue, List<Double>> without = withoutEach();
        QuadraticCalibration calibration = new QuadraticCalibration(
                "phantomless",
                found.curvature(),
                found.slope(),
                found.intercept(),
                DensityKind.K2HPO4,
                String.format(
                        Locale.ROOT,
                        "%d tissues of the patient, effective energy %.1f keV, R2 %.5f (Michalski et al. 2020,"
                                + " doi:10.1016/j.medengphy.2020.01.009)",
                        samples.size(),
                        found.keV(),
                        found.r2()),
                CalibrationMethod.PHANTOMLESS,
                uncertainty(found, without),
                List.of(OFFSET_REMARK));
        return new PhantomlessFit(samples, found.keV(), found.r2(), calibration, without, warnings);
    }

    private void requireTissues() {
        Set<ReferenceTissue> seen = new HashSet<>();
        for (ReferenceTissue tissue : tissues) {
            if (!seen.add(tissue)) {
                throw InputException.of("Phantomless calibration: %s was sampled twice.", tissue.words());
            }
        }
        for (ReferenceTissue needed : List.of(ReferenceTissue.AIR, ReferenceTissue.ADIPOSE)) {
            if (!seen.contains(needed)) {
                throw InputException.of(
                        "Phantomless calibration without %s: the effective energy would not be determined. Sample it, or"
                                + " calibrate with a phantom.",
                        needed.words());
            }
        }
        if (seen.size() < 3) {
            throw new InputException(
                    "Phantomless calibration: air and adipose tissue alone always lie on a line. Sample a"
                            + " third tissue: blood, muscle or cortical bone.");
        }
    }

    private void judge(EffectiveEnergyFit found) {
        if (found.atBound()) {
            throw InputException.of(
                    "Phantomless calibration: the effective energy runs to %.1f keV, the bound of %.0f .. %.0f keV. The samples"
                            + " cannot be of these tissues, or the CT numbers are off; sample again or use a phantom.",
                    found.keV(), EnergySearch.MIN_KEV, EnergySearch.MAX_KEV);
        }
        String words = String.format(
                Locale.ROOT,
                "Phantomless calibration: the tissues do not lie on a line at any energy, R2 = %.3f (%.2f expected). Look"
                        + " where they were sampled.",
                found.r2(),
                R2_WARN);
        if (!(found.r2() >= R2_REFUSE)) {
            throw new InputException(words);
        }
        if (found.r2() < R2_WARN) {
            warnings.add(words);
        }
        if (!tissues.contains(ReferenceTissue.CORTICAL_BONE)) {
            warnings.add("No cortical bone: densities of bone are extrapolated from air and soft tissue, and the stated"
                    + " uncertainty does not show it (on one scan, leaving it out lowered 150 HU by about 20 mg/cm3).");
        }
    }

    private Map<ReferenceTissue, List<Double>> withoutEach() {
        Map<ReferenceTissue, List<Double>> without = new EnumMap<>(ReferenceTissue.class);
        if (samples.size() < 4) {
            warnings.add(
                    "Three tissues only: none can be left out to see how much depends on it, so the stated uncertainty"
                            + " holds noise alone.");
            return without;
        }
        for (ReferenceTissue left : tissues) {
            if (left == ReferenceTissue.AIR || left == ReferenceTissue.ADIPOSE) {
                continue;
            }
            List<ReferenceTissue> others =
                    tissues.stream().filter(t -> t != left).toList();
            double[] hu = samples.stream()
                    .filter(sample -> sample.tissue() != left)
                    .mapToDouble(TissueSample::meanHu)
                    .toArray();
            EffectiveEnergyFit fit = EffectiveEnergyFit.of(others, hu, search);
            if (fit.atBound()) {
                warnings.add("Without " + left.words() + " the effective energy is not determined: all rests on it.");
            } else {
                without.put(left, DoubleStream.of(fit.coefficients()).boxed().toList());
            }
        }
        return without;
    }

    private Optional<CalibrationUncertainty> uncertainty(
            EffectiveEnergyFit found, Map<ReferenceTissue, List<Double>> without) {
        double[] theta = found.coefficients();
        double[] covariance = new double[9];
        for (int i = 0; i < means.length; i++) {
            add(covariance, sensitivity(i), Math.pow(samples.get(i).standardError(), 2));
        }
        double jackknife = (samples.size() - 1.0) / samples.size();
        for (List<Double> coefficients : without.values()) {
            double[] change = new double[3];
            for (int k = 0; k < 3; k++) {
                change[k] = coefficients.get(k) - theta[k];
            }
            add(covariance, change, jackknife);
        }
        if (DoubleStream.of(covariance).allMatch(value -> value == 0)) {
            return Optional.empty();
        }
        return Optional.of(new CalibrationUncertainty(
                DoubleStream.of(covariance).boxed().toList(),
                Double.POSITIVE_INFINITY,
                "standard errors of the sampled means and leaving out " + without.size()
                        + " tissues in turn; a lower bound, without the systematic offset"));
    }

    /** Change of the coefficients per HU of one mean; the search is always refined, steps would hide it. */
    private double[] sensitivity(int tissue) {
        double step = 0.5;
        EnergySearch smooth = new EnergySearch(search.interpolation(), search.stepKeV(), true);
        double[] shifted = means.clone();
        shifted[tissue] = means[tissue] + step;
        double[] above = EffectiveEnergyFit.of(tissues, shifted, smooth).coefficients();
        shifted[tissue] = means[tissue] - step;
        double[] below = EffectiveEnergyFit.of(tissues, shifted, smooth).coefficients();
        double[] derivative = new double[3];
        for (int k = 0; k < 3; k++) {
            derivative[k] = (above[k] - below[k]) / (2 * step);
        }
        return derivative;
    }

    private static void add(double[] covariance, double[] vector, double weight) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                covariance[3 * row + column] += weight * vector[row] * vector[column];
            }
        }
    }
}
