package org.vertebrafe.calibration;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the calibration of one scan may be used for another: an asynchronous calibration holds for the same scanner,
 * tube voltage and kernel family, and for as long as the scanner does not drift (validated for the spine by Wang et al.
 * 2017, doi:10.1038/s41598-017-06608-y).
 *
 * <p>The limits, and why:
 *
 * <ul>
 *   <li>tube voltage, 0.5 kV: the nominal value must be the same, since bone mineral and water change their attenuation
 *       differently with energy; between 80 and 140 kV even the ratio of two minerals changes from 0.86 to 0.81 (Goodsitt
 *       1992, doi:10.1016/0169-6009(92)90922-Z);
 *   <li>kernel family: the study's lines for B40f and B70f differ by 4 % in slope (doi:10.3389/fendo.2023.1076990);
 *   <li>{@value #MAX_DAYS} days: a quarter of a year, in which scanners drift or are serviced; a convention, not a measured
 *       limit;
 *   <li>table height, {@value #MAX_TABLE_MM} mm: off the centre of the gantry the beam-shaping filter no longer fits the
 *       body and CT numbers shift by some HU; an engineering judgement;
 *   <li>slice thickness, factor 1.5: it changes partial volume in cortex and endplates, not the line itself;
 *   <li>mAs, factor 2: it changes the noise (by the square root), not the line, unless photons become few.
 * </ul>
 */
public final class ProtocolComparison {

    /** Days between the scans beyond which is warned. */
    public static final int MAX_DAYS = 90;

    /** Difference of table heights in mm beyond which is warned. */
    public static final double MAX_TABLE_MM = 30;

    /** Difference of tube voltages in kV beyond which they are not the same. */
    static final double KVP_TOLERANCE = 0.5;

    private static final double MAS_FACTOR = 2;
    private static final double THICKNESS_FACTOR = 1.5;

    private final ScanProtocol phantom;
    private final ScanProtocol patient;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private ProtocolComparison(ScanProtocol phantom, ScanProtocol patient) {
        this.phantom = phantom;
        this.patient = patient;
    }

    /**
     * What speaks against using the calibration of the phantom's scan for the patient's, each with its size and its
     * consequence; empty when the scans agree. What is not known of either is named once, at the end.
     */
    public static List<String> compare(ScanProtocol phantomScan, ScanProtocol patientScan) {
        ProtocolComparison comparison = new ProtocolComparison(phantomScan, patientScan);
        comparison.scanner();
        comparison.voltage();
        comparison.kernel();
        comparison.date();
        comparison.tableHeight();
        comparison.thickness();
        comparison.current();
        comparison.contrast();
        comparison.tellUnknown();
        return List.copyOf(comparison.warnings);
    }

    private void scanner() {
        scanner("manufacturer", phantom.manufacturer(), patient.manufacturer());
        scanner("scanner model", phantom.model(), patient.model());
    }

    private void scanner(String what, Optional<String> one, Optional<String> other) {
        if (known(what, one.isPresent(), other.isPresent())
                && !one.get().trim().equalsIgnoreCase(other.get().trim())) {
            warn(
                    "Another %s: phantom \"%s\", patient \"%s\". A calibration holds for the scanner it was measured on;"
                            + " scanners differ by several percent.",
                    what, one.get().trim(), other.get().trim());
        }
    }

    private void voltage() {
        if (both("tube voltage", phantom.kvp(), patient.kvp())) {
            double one = phantom.kvp().getAsDouble();
            double other = patient.kvp().getAsDouble();
            if (Math.abs(one - other) > KVP_TOLERANCE) {
                warn(
                        "Another tube voltage: phantom %.0f kV, patient %.0f kV. The slope changes with the energy of the"
                                + " X-rays: densities will be wrong by many percent. Use a phantom scan at %.0f kV.",
                        one, other, other);
            }
        }
    }

    private void kernel() {
        if (!known("kernel", phantom.kernel().isPresent(), patient.kernel().isPresent())) {
            return;
        }
        ReconstructionKernel one = phantom.kernel().get();
        ReconstructionKernel other = patient.kernel().get();
        if (one.sameAs(other)) {
            return;
        }
        warn(
                one.sameFamilyAs(other)
                        ? "Another kernel of the same family: phantom %s, patient %s. CT numbers of large regions should agree;"
                                + " noise and edges do not."
                        : "Another kernel: phantom %s, patient %s, which is not known to be of the same family. Between a"
                                + " smooth and a sharp kernel the slope differs by about 4 %%.",
                one,
                other);
    }

    private void date() {
        if (!known("date", phantom.date().isPresent(), patient.date().isPresent())) {
            return;
        }
        LocalDate one = phantom.date().get();
        LocalDate other = patient.date().get();
        long days = Math.abs(ChronoUnit.DAYS.between(one, other));
        if (days > MAX_DAYS) {
            warn(
                    "%d days between the scans (phantom %s, patient %s), more than %d: the scanner may have drifted or been"
                            + " serviced.",
                    days, one, other, MAX_DAYS);
        }
    }

    private void tableHeight() {
        if (both("table height", phantom.tableHeightMm(), patient.tableHeightMm())) {
            double one = phantom.tableHeightMm().getAsDouble();
            double other = patient.tableHeightMm().getAsDouble();
            if (Math.abs(one - other) > MAX_TABLE_MM) {
                warn(
                        "Table heights differ by %.0f mm (phantom %.0f, patient %.0f), more than %.0f mm: off the centre of the"
                                + " gantry CT numbers shift.",
                        Math.abs(one - other), one, other, MAX_TABLE_MM);
            }
        }
    }

    private void thickness() {
        if (both("slice thickness", phantom.sliceThicknessMm(), patient.sliceThicknessMm())) {
            double one = phantom.sliceThicknessMm().getAsDouble();
            double other = patient.sliceThicknessMm().getAsDouble();
            if (ratio(one, other) > THICKNESS_FACTOR) {
                warn(
                        "Another slice thickness: phantom %.3g mm, patient %.3g mm. The line holds, but thin cortex and"
                                + " endplates are blurred differently.",
                        one, other);
            }
        }
    }

    private void current() {
        if (both("mAs", phantom.mas(), patient.mas())) {
            double one = phantom.mas().getAsDouble();
            double other = patient.mas().getAsDouble();
            if (ratio(one, other) > MAS_FACTOR) {
                warn(
                        "Another exposure: phantom %.0f mAs, patient %.0f mAs, so noise differs by a factor of %.1f. Mean"
                                + " densities are not affected unless the dose was very low.",
                        one, other, Math.sqrt(ratio(one, other)));
            }
        }
    }

    private void contrast() {
        switch (patient.contrast()) {
            case GIVEN -> warn(
                    "The patient was given contrast agent: trabecular density reads at least 6 mg/cm3 too high,"
                            + " which no calibration takes away.");
            case UNKNOWN -> unknown.add("contrast agent");
            case NOT_GIVEN -> {
                // As it should be.
            }
        }
    }

    private void tellUnknown() {
        if (!unknown.isEmpty()) {
            warn("Not known of both scans and so not compared: %s.", String.join(", ", unknown));
        }
    }

    private boolean both(String what, OptionalDouble one, OptionalDouble other) {
        return known(what, one.isPresent(), other.isPresent());
    }

    private boolean known(String what, boolean one, boolean other) {
        if (!one || !other) {
            unknown.add(what);
        }
        return one && other;
    }

    private static double ratio(double one, double other) {
        return Math.max(one, other) / Math.min(one, other);
    }

    private void warn(String format, Object... arguments) {
        warnings.add(String.format(Locale.ROOT, format, arguments));
    }
}
