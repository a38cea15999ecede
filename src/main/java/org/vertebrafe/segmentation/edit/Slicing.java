package org.vertebrafe.segmentation.edit;

import java.util.Locale;

/** The three planes in which a label map is looked at, by the axis of the LPS order that they stand on. */
public enum Slicing {
    /** Stands on the patient's left-right axis. */
    SAGITTAL,
    /** Stands on the patient's front-back axis. */
    CORONAL,
    /** Stands on the patient's long axis. */
    AXIAL;

    /** Axis of the LPS order that the plane stands on: 0, 1 or 2. */
    public int axis() {
        return ordinal();
    }

    /** The first of the two axes within the plane. */
    public int across() {
        return this == SAGITTAL ? 1 : 0;
    }

    /** The second of the two axes within the plane. */
    public int down() {
        return this == AXIAL ? 1 : 2;
    }

    /** Its name in scripts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
