package org.vertebrafe.imagej;

import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;

/**
 * How a map is drawn over a CT.
 *
 * @param quantity name of what is shown, for instance "Von Mises stress"
 * @param unit its unit, for instance "MPa"; empty for a dimensionless quantity
 * @param range values of the first and last colour; empty for the 1st to 99th percentile of the map
 * @param colours colour table
 * @param opacity of the colours over the CT, 0..1
 * @param ctRange grey window of the CT, in the CT's unit
 * @param width of the picture, pixels
 */
public record MontageStyle(
        String quantity,
        String unit,
        Optional<ValueRange> range,
        ColourTable colours,
        double opacity,
        ValueRange ctRange,
        int width) {

    /** A window in which marrow is dark and cortex bright: centre 400, width 1600 HU. */
    public static final ValueRange BONE_WINDOW = new ValueRange(-400, 1200);

    /** A width that a journal page prints at 180 mm and 170 dpi. */
    public static final int WIDTH = 1200;

    private static final int MIN_WIDTH = 600;
    private static final int MAX_WIDTH = 6000;

    public MontageStyle {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw InputException.of("Opacity %s: must be 0 (only CT) to 1 (colours hide the CT).", opacity);
        }
        if (width < MIN_WIDTH || width > MAX_WIDTH) {
            throw InputException.of("Picture width %d pixels: must be %d..%d.", width, MIN_WIDTH, MAX_WIDTH);
        }
    }

    /** The style most maps are shown in: opaque heat colours (so that they are those of the bar),
     * percentile range, bone window, 1200 pixels wide. */
    public static MontageStyle of(String quantity, String unit) {
        return new MontageStyle(quantity, unit, Optional.empty(), ColourTable.HEAT, 1, BONE_WINDOW, WIDTH);
    }

    /** The style of a quantity: its own colours, and the range that suits the values of its map. */
    public static MontageStyle of(MapQuantity quantity, float[] values) {
        MontageStyle style = of(quantity.title(), quantity.unit()).withColours(ColourTable.of(quantity.scale()));
        return ValueRange.of(quantity.scale(), values).map(style::withRange).orElse(style);
    }

    public MontageStyle withRange(ValueRange fixed) {
        return new MontageStyle(quantity, unit, Optional.of(fixed), colours, opacity, ctRange, width);
    }

    public MontageStyle withColours(ColourTable table) {
        return new MontageStyle(quantity, unit, range, table, opacity, ctRange, width);
    }

    public MontageStyle withOpacity(double fraction) {
        return new MontageStyle(quantity, unit, range, colours, fraction, ctRange, width);
    }

    public MontageStyle withCtRange(ValueRange window) {
        return new MontageStyle(quantity, unit, range, colours, opacity, window, width);
    }

    public MontageStyle withWidth(int pixels) {
        return new MontageStyle(quantity, unit, range, colours, opacity, ctRange, pixels);
    }

    /** Quantity with its unit in brackets. */
    String title() {
        return unit.isEmpty() ? quantity : quantity + " [" + unit + "]";
    }
}
