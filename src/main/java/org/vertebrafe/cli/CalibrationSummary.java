package org.vertebrafe.cli;

import java.util.List;
import java.util.Locale;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.calibration.RodReading;
import org.vertebrafe.calibration.TissueSample;
import org.vertebrafe.calibration.tissues.TissueRegion;

/** A calibration and what it was measured on, for a terminal. */
final class CalibrationSummary {

    private static final double MG_PER_G = 1000;

    private CalibrationSummary() {}

    /**
     * @param result the calibration
     * @param notes of the image's reader
     */
    static String of(CalibrationResult result, List<String> notes) {
        StringBuilder text = new StringBuilder();
        result.phantom().ifPresent(evidence -> rods(text, evidence.fit()));
        result.tissues().ifPresent(evidence -> tissues(text, evidence.found().regions()));
        result.words().forEach(line -> text.append("  ").append(line).append('\n'));
        notes.forEach(note -> text.append("  Note: ").append(note).append('\n'));
        result.warnings().forEach(note -> text.append("  Note: ").append(note).append('\n'));
        return text.toString();
    }

    private static void rods(StringBuilder text, PhantomFit fit) {
        text.append(fit.phantom().name()).append('\n');
        row(
                text,
                "%-6s %14s %10s %8s %8s %8s %14s",
                "rod",
                "ref mg/cm3",
                "mean HU",
                "SD HU",
                "SE HU",
                "voxels",
                "residual mg/cm3");
        for (int r = 0; r < fit.readings().size(); r++) {
            RodReading reading = fit.readings().get(r);
            row(
                    text,
                    "%-6s %14.2f %10.2f %8.2f %8.2f %8d %+14.2f",
                    reading.rod(),
                    MG_PER_G * fit.phantom().rod(reading.rod()).density(),
                    reading.meanHu(),
                    reading.sdHu(),
                    reading.standardError(),
                    reading.voxels(),
                    MG_PER_G * fit.residuals().get(r).value());
        }
    }

    private static void tissues(StringBuilder text, List<TissueRegion> regions) {
        text.append("The patient's tissues\n");
        row(text, "%-15s %10s %8s %8s %9s  %s", "tissue", "mean HU", "SD HU", "SE HU", "voxels", "where");
        for (TissueRegion region : regions) {
            TissueSample sample = region.sample();
            row(
                    text,
                    "%-15s %10.2f %8.2f %8.2f %9d  %s",
                    sample.tissue().words(),
                    sample.meanHu(),
                    sample.sdHu(),
                    sample.standardError(),
                    sample.voxels(),
                    (region.where() + ". " + region.remark()).trim());
        }
    }

    private static void row(StringBuilder text, String format, Object... values) {
        text.append("  ").append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
