package org.vertebrafe.workbench;

/** How it stands with a stage. */
public enum Light {
    /** Never done. */
    TO_DO("to do"),
    /** Being done. */
    RUNNING("running"),
    /** Done, and nothing has changed since. */
    DONE("done"),
    /** Done, but with something that has changed since. */
    STALE("out of date"),
    /** Tried, and it could not be done. */
    FAILED("failed");

    private final String words;

    Light(String words) {
        this.words = words;
    }

    /** In words for a person. */
    public String words() {
        return words;
    }
}
