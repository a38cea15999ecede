package org.vertebrafe.imagej;

import ij.plugin.LutLoader;
import ij.process.LUT;
import java.util.List;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.ValueScale;

/**
 * The colour tables that maps are shown in: three perceptually uniform ones of our own, and ImageJ's. Ours are in the jar as
 * {@code luts/NAME.lut} too, where ImageJ2 looks for what it lists under Image &gt; Lookup Tables.
 */
public enum ColourTable {
    /** Sequential, dark violet over red and orange to pale yellow, for stress, energy, modulus, density. */
    HEAT("Vertebra Heat"),
    /** Diverging, blue over light grey to red, for differences; the middle of the range is the neutral colour. */
    BALANCE("Vertebra Balance"),
    /** Sequential with the lowest value brightest, pale green over blue to dark, for compression and margins to failure. */
    FROST("Vertebra Frost"),
    FIRE("Fire"),
    ICE("Ice"),
    SPECTRUM("Spectrum"),
    GRAYS("Grays");

    private final String label;

    ColourTable(String label) {
        this.label = label;
    }

    /** Name in dialogs and macros. */
    public String label() {
        return label;
    }

    /** A new table of 256 colours. */
    public LUT lut() {
        return switch (this) {
            case HEAT -> lut(PerceptualColours.heat());
            case BALANCE -> lut(PerceptualColours.balance());
            case FROST -> lut(PerceptualColours.frost());
            default -> new LUT(LutLoader.getLut(label), 0, 255);
        };
    }

    /** The 256 colours as 0xRRGGBB. */
    public int[] colours() {
        LUT lut = lut();
        int[] colours = new int[256];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = lut.getRGB(i) & 0xFFFFFF;
        }
        return colours;
    }

    /** The table that suits a kind of values. */
    public static ColourTable of(ValueScale scale) {
        return scale.diverging() ? BALANCE : scale.lowStandsOut() ? FROST : HEAT;
    }

    /** All names, in the order of a menu. */
    public static List<String> labels() {
        return Stream.of(values()).map(ColourTable::label).toList();
    }

    /**
     * The table of this name, upper or lower case.
     *
     * @throws InputException if there is none
     */
    public static ColourTable of(String label) {
        return Stream.of(values())
                .filter(table -> table.label.equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "Colour table \"%s\" is not known; choose one of: %s.", label, String.join(", ", labels())));
    }

    private static LUT lut(int[] colours) {
        byte[] r = new byte[256];
        byte[] g = new byte[256];
        byte[] b = new byte[256];
        for (int i = 0; i < 256; i++) {
            r[i] = (byte) (colours[i] >> 16);
            g[i] = (byte) (colours[i] >> 8);
            b[i] = (byte) colours[i];
        }
        return new LUT(r, g, b);
    }
}
