package org.vertebrafe.calibration.rods;

/**
 * One rod in one slice.
 *
 * @param rod its name
 * @param slice index of the slice along the grid axis that is nearest to the rods, counted from 0
 * @param position of the slice along the rod, from the middle of its region, mm
 * @param meanHu robust mean, HU
 * @param sdHu standard deviation of the voxels, HU
 * @param voxels how many lie in the region
 * @param state whether the slice counts, and why not
 */
public record RodSlice(String rod, int slice, double position, double meanHu, double sdHu, int voxels, State state) {

    /** Whether a slice counts. */
    public enum State {
        USED("used"),
        OUT_OF_VIEW("partly out of view"),
        DISTURBED("disturbed");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For a person. */
        public String words() {
            return words;
        }
    }

    public boolean used() {
        return state == State.USED;
    }
}
