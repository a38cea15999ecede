package org.vertebrafe.study;

/** A quantity of a vertebra that the study compares between reconstructions. */
public enum Measure {
    STRENGTH("strength_N", "Strength", "N"),
    STIFFNESS("stiffness_N_per_mm", "Stiffness", "N/mm");

    private final String column;
    private final String label;
    private final String unit;

    Measure(String column, String label, String unit) {
        this.column = column;
        this.label = label;
        this.unit = unit;
    }

    /** Its column in tables. */
    public String column() {
        return column;
    }

    /** For a person. */
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }
}
