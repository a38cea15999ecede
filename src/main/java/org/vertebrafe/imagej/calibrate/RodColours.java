package org.vertebrafe.imagej.calibrate;

import java.awt.Color;

/** Colours of rods: told apart by people with any colour vision, on grey and on white (Okabe and Ito). */
final class RodColours {

    private static final Color[] COLOURS = {
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x009E73),
        new Color(0xF0E442),
        new Color(0xD55E00),
        new Color(0xCC79A7),
        new Color(0x0072B2)
    };

    private RodColours() {}

    static Color of(int index) {
        return COLOURS[index % COLOURS.length];
    }
}
