package org.vertebrafe.density;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.CalibrationMethod;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.DensityKind;

/**
 * Which trabecular densities count as osteoporosis and as low bone mass, and for which measurements this may be said: the
 * thresholds are of one kind of density, measured with a phantom and without contrast agent.
 *
 * @param osteoporosisBelow g/cm3; below it is osteoporosis
 * @param normalAbove g/cm3; above it is normal, up to it low bone mass
 * @param kind the kind of density of the thresholds
 * @param source for a person
 */
public record VbmdRule(double osteoporosisBelow, double normalAbove, DensityKind kind, String source) {

    /** The thresholds of 80 and 120 mg/cm3 for the lumbar spine. */
    public static final VbmdRule SPINE = new VbmdRule(
            0.080,
            0.120,
            DensityKind.K2HPO4,
            "ACR practice parameter for quantitative CT and ISCD official positions, trabecular bone of the lumbar spine");

    private static final double MG_PER_G = 1000;

    /** @throws InputException if the thresholds are not in order */
    public VbmdRule {
        if (!(osteoporosisBelow > 0 && osteoporosisBelow < normalAbove && normalAbove < 1)) {
            throw InputException.of(
                    "Density thresholds of %g and %g g/cm3: they must be positive, in order and below 1 g/cm3.",
                    osteoporosisBelow, normalAbove);
        }
    }

    /**
     * The category of a mean trabecular density.
     *
     * @param density g/cm3, mean over trabecular bone of lumbar vertebral bodies
     * @param calibration that made it from HU
     * @param contrast whether the patient was given contrast agent
     * @return no category, but the reason, for phantomless calibrations, other kinds of density and contrast agent
     */
    public VbmdAssessment assess(double density, DensityCalibration calibration, ContrastAgent contrast) {
        if (!Double.isFinite(density)) {
            throw new InputException("Trabecular density: not a number. Is the region empty?");
        }
        List<String> reasons = obstacles(calibration, contrast);
        OptionalDouble error = standardError(density, calibration);
        if (!reasons.isEmpty()) {
            return new VbmdAssessment(this, density, error, Optional.empty(), reasons);
        }
        return new VbmdAssessment(
                this, density, error, Optional.of(categoryOf(density)), limits(density, calibration, contrast));
    }

    /**
     * What can be said of a density whose calibration is not known: no category, since it may be a phantomless one.
     *
     * @param density g/cm3
     * @param densityKind what the image is said to hold
     */
    public VbmdAssessment withoutCalibration(double density, DensityKind densityKind) {
        List<String> reasons = new ArrayList<>();
        reasons.add("No category: the image holds density and does not say how it was calibrated; the thresholds do not"
                + " hold for phantomless densities. Give the CT in HU with its calibration.");
        wrongKind(densityKind).ifPresent(reasons::add);
        return new VbmdAssessment(this, density, OptionalDouble.empty(), Optional.empty(), reasons);
    }

    /** The name of the rule for a person: what it is about and its thresholds. */
    public String name() {
        return String.format(
                Locale.ROOT,
                "trabecular bone of the lumbar spine by QCT, %.0f and %.0f mg/cm3",
                MG_PER_G * osteoporosisBelow,
                MG_PER_G * normalAbove);
    }

    private static OptionalDouble standardError(double density, DensityCalibration calibration) {
        if (calibration.uncertainty().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(calibration.standardError(calibration.invert(density)));
    }

    private Optional<String> wrongKind(DensityKind other) {
        return other == kind
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "No category: the thresholds are of %s, the image holds %s.",
                        kind.words(),
                        other.words()));
    }

    private VbmdCategory categoryOf(double density) {
        if (density < osteoporosisBelow) {
            return VbmdCategory.OSTEOPOROSIS;
        }
        return density > normalAbove ? VbmdCategory.NORMAL : VbmdCategory.LOW_BONE_MASS;
    }

    private List<String> obstacles(DensityCalibration calibration, ContrastAgent contrast) {
        List<String> reasons = new ArrayList<>();
        if (calibration.method() == CalibrationMethod.PHANTOMLESS) {
            reasons.add("No category: phantomless densities read about 30 mg/cm3 above those by phantom, for which the"
                    + " thresholds hold.");
        }
        wrongKind(calibration.kind()).ifPresent(reasons::add);
        if (contrast == ContrastAgent.GIVEN) {
            reasons.add("No category: contrast agent raises trabecular density by 6 mg/cm3 or more.");
        }
        return reasons;
    }

    private List<String> limits(double density, DensityCalibration calibration, ContrastAgent contrast) {
        List<String> limits = new ArrayList<>();
        limits.add(String.format(
                Locale.ROOT,
                "Below %.0f mg/cm3 osteoporosis, above %.0f mg/cm3 normal (%s). Not a T-score, not a diagnosis.",
                MG_PER_G * osteoporosisBelow,
                MG_PER_G * normalAbove,
                source));
        if (contrast == ContrastAgent.UNKNOWN) {
            limits.add(
                    "Whether contrast agent was given is not known; it would raise the density by 6 mg/cm3 or more.");
        }
        if (calibration.method() == CalibrationMethod.PUBLISHED || calibration.method() == CalibrationMethod.GIVEN) {
            limits.add("The calibration was not measured with a phantom on this scanner: an error of a few percent can"
                    + " change the category.");
        }
        double error = calibration.standardError(calibration.invert(density));
        double halfWidth =
                calibration.uncertainty().map(u -> u.quantile(0.95) * error).orElse(Double.NaN);
        if (halfWidth >= Math.min(Math.abs(density - osteoporosisBelow), Math.abs(density - normalAbove))) {
            limits.add(String.format(
                    Locale.ROOT,
                    "The calibration's 95 %% interval of +-%.1f mg/cm3 reaches another category.",
                    MG_PER_G * halfWidth));
        }
        return limits;
    }
}
