package org.vertebrafe.cli;

import java.util.Locale;
import org.vertebrafe.analysis.AnalysisResult;

/** The key numbers of a result for a terminal. */
final class Summary {

    private static final double MG_PER_G = 1000;

    private Summary() {}

    static String of(AnalysisResult result) {
        StringBuilder text = new StringBuilder(result.name()).append('\n');
        line(text, "Stiffness", "%.1f N/mm", result.stiffness());
        line(
                text,
                "Strength",
                "%.1f N  (%s: %s)",
                result.strength(),
                result.strengthDefinition().id(),
                result.strengthDefinition().words());
        line(text, "Body height", "%.2f mm", result.frame().height());
        line(text, "Mean body density", "%.1f mg/cm3", result.meanBodyDensity());
        if (Double.isFinite(result.meanTrabecularDensity())) {
            line(text, "Mean trabecular", "%.1f mg/cm3", result.meanTrabecularDensity());
        }
        result.vbmd()
                .values()
                .forEach(vbmd -> line(
                        text,
                        "Trabecular vBMD",
                        "%.1f mg/cm3, SD %.1f  (%s)",
                        vbmd.mean() * MG_PER_G,
                        vbmd.sd() * MG_PER_G,
                        vbmd.region()));
        result.vbmdAssessment().ifPresent(assessment -> {
            line(
                    text,
                    "vBMD category",
                    "%s  (%s)",
                    assessment.words(),
                    assessment.rule().name());
            assessment.notes().forEach(note -> line(text, "", "%s", note));
        });
        line(
                text,
                "Model",
                "%,d elements, %,d nodes, law %s, boundary conditions %s",
                result.mesh().elements(),
                result.mesh().nodes(),
                result.config().law(),
                result.config().bc());
        line(
                text,
                "Solver",
                "%s, %d iterations, relative residual %.1e, %.1f s",
                result.solver().solver(),
                result.solver().iterations(),
                result.solver().relativeResidual(),
                result.solver().setupSeconds() + result.solver().iterateSeconds());
        result.warnings().forEach(warning -> line(text, "Note", "%s", warning));
        line(text, "", "%s", "Research software: a number for a model, not a diagnosis.");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "  %-22s ", name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
