package org.vertebrafe.workbench;

import org.vertebrafe.analysis.CalibrationConfig;

/**
 * How the CT is to be calibrated.
 *
 * @param how where the line comes from
 * @param config what the methods phantom, phantomless, equation and file need
 * @param marked whether rods that a person marked or moved are measured; for method phantom
 */
public record CalibrationChoice(How how, CalibrationConfig config, boolean marked) {

    /** Where the line comes from. */
    public enum How {
        IMAGE("image", "The one that travels with the CT"),
        PHANTOM("phantom", "Phantom in view: find its rods"),
        PHANTOMLESS("phantomless", "Without a phantom: the patient's own tissues"),
        EQUATION("equation", "Published equation for the kernel"),
        FILE("file", "Calibration file of a phantom scan"),
        CUSTOM("custom", "My own slope and intercept");

        private final String id;
        private final String words;

        How(String id, String words) {
            this.id = id;
            this.words = words;
        }

        /** Name in files and commands. */
        public String id() {
            return id;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Looks for a phantom. */
    public static final CalibrationChoice DEFAULT =
            new CalibrationChoice(How.PHANTOM, CalibrationConfig.defaults(), false);

    /** The same with another origin. */
    public CalibrationChoice with(How other) {
        return new CalibrationChoice(other, config, marked);
    }
}
