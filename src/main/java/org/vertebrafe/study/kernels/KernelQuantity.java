package org.vertebrafe.study.kernels;

import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.study.Measure;
import org.vertebrafe.study.cohort.CohortResult;

/** What is compared between two reconstructions. */
public enum KernelQuantity {
    STRENGTH(Measure.STRENGTH.label(), Measure.STRENGTH.unit(), Measure.STRENGTH.column()),
    STIFFNESS(Measure.STIFFNESS.label(), Measure.STIFFNESS.unit(), Measure.STIFFNESS.column()),
    VBMD("Trabecular vBMD", "mg/cm3", CohortResult.MEASURED_VBMD),
    BODY_DENSITY("Mean body density", "mg/cm3", CohortResult.BODY_DENSITY);

    private static final double MG_PER_G = 1000;

    private final String label;
    private final String unit;
    private final String column;

    KernelQuantity(String label, String unit, String column) {
        this.label = label;
        this.unit = unit;
        this.column = column;
    }

    /** For a person. */
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** Its column in the results of a cohort. */
    String column() {
        return column;
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
