package org.vertebrafe.calibration;

/** A tissue of the patient whose X-ray attenuation is known well enough to calibrate with. */
public enum ReferenceTissue {
    /** Subcutaneous or visceral fat. */
    ADIPOSE("adipose", "adipose tissue", -160, -30),
    /** Air outside the body. */
    AIR("air", "air", -1100, -850),
    /** Blood in the aorta or vena cava, without contrast agent. */
    BLOOD("blood", "blood", 0, 100),
    /** Dense cortical bone, free of partial volume. */
    CORTICAL_BONE("cortical-bone", "cortical bone", 500, 3000),
    /** Psoas or paraspinal muscle without fat. */
    MUSCLE("muscle", "muscle", 0, 120);

    private final String id;
    private final String words;
    private final double minHu;
    private final double maxHu;

    ReferenceTissue(String id, String words, double minHu, double maxHu) {
        this.id = id;
        this.words = words;
        this.minHu = minHu;
        this.maxHu = maxHu;
    }

    /** The name in files and in the table of mass attenuation. */
    public String id() {
        return id;
    }

    /** The name for a person. */
    public String words() {
        return words;
    }

    /** Lowest plausible mean CT number, HU, of a region that holds this tissue only. */
    public double minHu() {
        return minHu;
    }

    /** Highest plausible mean CT number, HU, of a region that holds this tissue only. */
    public double maxHu() {
        return maxHu;
    }
}
