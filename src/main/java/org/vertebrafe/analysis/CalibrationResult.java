package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.calibration.CalibrationUncertainty;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.calibration.PhantomlessFit;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.rods.RodMeasurement;
import org.vertebrafe.calibration.tissues.FoundTissues;

/**
 * A density calibration with what it was measured on.
 *
 * @param saved the calibration, to travel with the image or to be kept in a file
 * @param phantom what was measured in its rods; for method phantom only
 * @param tissues what was measured in the patient; for method phantomless only
 * @param warnings what a person should know before using it, the calibration's own remarks included
 */
public record CalibrationResult(
        SavedCalibration saved,
        Optional<PhantomEvidence> phantom,
        Optional<TissueEvidence> tissues,
        List<String> warnings) {

    private static final double MG_PER_G = 1000;

    /** Density at which the uncertainty is told, g/cm3: that of trabecular bone, between the thresholds of 80 and 120. */
    private static final double TYPICAL = 0.100;

    public CalibrationResult {
        warnings = List.copyOf(warnings);
    }

    /**
     * Rods and the line through them.
     *
     * @param measurement of the rods
     * @param fit of the line
     */
    public record PhantomEvidence(RodMeasurement measurement, PhantomFit fit) {

        public Phantom phantom() {
            return fit.phantom();
        }
    }

    /**
     * Tissues and the parabola through them.
     *
     * @param found where they were measured
     * @param fit of the parabola
     */
    public record TissueEvidence(FoundTissues found, PhantomlessFit fit) {}

    /** The calibration. */
    public DensityCalibration calibration() {
        return saved.calibration();
    }

    /** The calibration in lines for a person: equation, quality of the fit, uncertainty. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        List<Double> c = calibration().coefficients();
        String equation =
                String.format(Locale.ROOT, "density = %.2f + %.4f HU", MG_PER_G * c.get(0), MG_PER_G * c.get(1));
        if (c.size() > 2) {
            equation += String.format(
                    Locale.ROOT, " %s %.4e HU^2", c.get(2) < 0 ? "-" : "+", Math.abs(MG_PER_G * c.get(2)));
        }
        words.add(equation + " mg/cm3 (" + calibration().kind().words() + ")");
        words.add(calibration().method().words() + ": " + calibration().source());
        phantom.ifPresent(evidence ->
                words.add(String.format(Locale.ROOT, "R2 = %.6f", evidence.fit().r2())));
        words.add(calibration().uncertainty().map(this::uncertainty).orElse("uncertainty: not known"));
        return words;
    }

    private String uncertainty(CalibrationUncertainty uncertainty) {
        double hu = calibration().invert(TYPICAL);
        return String.format(
                Locale.ROOT,
                "standard error: slope %.4f mg/cm3 per HU, intercept %.2f mg/cm3; of a density of %.0f mg/cm3: %.2f, 95 %%"
                        + " interval +-%.2f mg/cm3 (%s)",
                MG_PER_G * uncertainty.standardErrorOfCoefficient(1),
                MG_PER_G * uncertainty.standardErrorOfCoefficient(0),
                MG_PER_G * TYPICAL,
                MG_PER_G * uncertainty.standardError(hu),
                MG_PER_G * uncertainty.halfWidth(hu, 0.95),
                uncertainty.basis());
    }
}
