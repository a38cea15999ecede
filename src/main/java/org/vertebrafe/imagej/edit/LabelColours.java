package org.vertebrafe.imagej.edit;

import java.awt.Color;

/** Colours of labels, told apart by people who see red and green alike and against grey bone. */
final class LabelColours {

    /** The bright ones of the palette of Okabe and Ito 2008, then hues around the circle. */
    private static final int[] FIRST = {0xE69F00, 0x56B4E9, 0xCC79A7, 0x009E73, 0xF0E442, 0xD55E00};

    private static final double GOLDEN = 0.618034;

    private LabelColours() {}

    static Color of(int label) {
        if (label >= 1 && label <= FIRST.length) {
            return new Color(FIRST[label - 1]);
        }
        return Color.getHSBColor((float) (label * GOLDEN % 1), 0.75f, 1f);
    }
}
