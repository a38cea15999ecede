package org.vertebrafe.study.kernels;

import org.vertebrafe.analysis.AnalysisResult;

/** What is compared between two reconstructions. */
public enum KernelQuantity {
    STRENGTH("Strength", "N"),
    STIFFNESS("Stiffness", "N/mm"),
    VBMD("Trabecular vBMD", "mg/cm3"),
    BODY_DENSITY("Mean body density", "mg/cm3");

    private static final double MG_PER_G = 1000;

    private final String label;
    private final String unit;

    KernelQuantity(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** For a person. */
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** Its value in a result; NaN where the result has none. */
    double of(AnalysisResult result) {
        return switch (this) {
            case STRENGTH -> result.strength();
            case STIFFNESS -> result.stiffness();
            case VBMD -> result.vbmdAssessment()
                    .map(a -> a.density() * MG_PER_G)
                    .orElse(Double.NaN);
            case BODY_DENSITY -> result.meanBodyDensity();
        };
    }
}
