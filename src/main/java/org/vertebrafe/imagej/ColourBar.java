package org.vertebrafe.imagej;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;

/**
 * An upright bar of colours with the values they stand for.
 *
 * @param colours 256 colours, 0xRRGGBB, the last on top
 * @param range values of the first and last colour
 * @param unit of the values; empty for a dimensionless quantity
 * @param size what lengths are measured in, pixels: text is 1.5 of it high
 * @param ink of numbers
 * @param softInk of the unit
 */
public record ColourBar(int[] colours, ValueRange range, String unit, double size, Color ink, Color softInk) {

    /** Draws it: colours inside the rectangle, numbers to the right of it, the unit above. */
    public void paint(Graphics2D g, Rectangle bar) {
        for (int y = 0; y < bar.height; y++) {
            int entry = (int) Math.round(255.0 * (bar.height - 1 - y) / Math.max(1, bar.height - 1));
            g.setColor(new Color(colours[entry]));
            g.fillRect(bar.x, bar.y + y, bar.width, 1);
        }
        g.setColor(ink);
        g.setStroke(new BasicStroke((float) (0.1 * size)));
        g.drawRect(bar.x, bar.y, bar.width, bar.height - 1);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10).deriveFont((float) (1.5 * size)));
        float x = (float) (bar.getMaxX() + 1.1 * size);
        for (ScaleTicks.Tick tick : ScaleTicks.of(range, 7)) {
            double y = bar.getMaxY() - 1 - range.fraction(tick.value()) * (bar.height - 1);
            g.draw(new Line2D.Double(bar.getMaxX(), y, bar.getMaxX() + 0.6 * size, y));
            g.drawString(tick.text(), x, (float) (y + 0.52 * size));
        }
        g.setColor(softInk);
        g.drawString(unit.isEmpty() ? "-" : unit, bar.x, (float) (bar.y - 1.1 * size));
    }
}
