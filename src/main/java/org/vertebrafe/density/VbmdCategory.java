package org.vertebrafe.density;

/** Category of trabecular volumetric bone mineral density of the lumbar spine by QCT. It is not a T-score. */
public enum VbmdCategory {
    OSTEOPOROSIS("osteoporosis"),
    LOW_BONE_MASS("low bone mass"),
    NORMAL("normal");

    private final String words;

    VbmdCategory(String words) {
        this.words = words;
    }

    /** The name for a person. */
    public String words() {
        return words;
    }
}
