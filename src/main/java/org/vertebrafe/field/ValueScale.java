package org.vertebrafe.field;

/** What kind of values a quantity has: decides the range its colours span and whether they run one way or two. */
public enum ValueScale {
    /** From any lowest value up: percentiles 1 to 99, one way. */
    LEVEL(false),
    /** From zero up: zero to percentile 99, one way. */
    MAGNITUDE(false),
    /** Mostly negative, the lowest matter: percentile 1 to zero, one way, the lowest value stands out. */
    COMPRESSION(false),
    /** Of both signs: as far below zero as above it, by the 98th percentile of the magnitude; two ways. */
    SIGNED(true),
    /** Margin to failure: 0 to 4, the lowest value stands out. */
    FACTOR(false),
    /** No or yes: 0 or 1. */
    FLAG(false);

    private final boolean diverging;

    ValueScale(boolean diverging) {
        this.diverging = diverging;
    }

    /** Whether colours run two ways from a neutral one at zero. */
    public boolean diverging() {
        return diverging;
    }

    /** Whether the lowest values are those to be seen first. */
    public boolean lowStandsOut() {
        return this == COMPRESSION || this == FACTOR;
    }
}
