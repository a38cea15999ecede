package org.vertebrafe.imagej.view3d;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourBar;

/** What a picture of a model needs to be read: quantity, colours with values, directions, a length. */
final class Legend {

    private static final Color INK = new Color(0x20, 0x20, 0x20);
    private static final Color SOFT_INK = new Color(0x60, 0x60, 0x60);
    private static final Color PAPER = new Color(0xF4, 0xF5, 0xF7, 190);
    private static final double[] LENGTHS_MM = {1, 2, 5, 10, 20, 50, 100, 200};

    /** Part of its length below which an axis looks at the viewer and has no letter. */
    private static final double SHORT = 0.2;

    private Legend() {}

    /**
     * Draws over a picture.
     *
     * @param unit what lengths are measured in, pixels: text is 1.5 of it high
     */
    static void paint(Graphics2D g, View view, int width, int height, double unit) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(INK);
        g.setFont(font(Font.BOLD, 1.7 * unit));
        g.drawString(view.field().title(), (float) (1.5 * unit), (float) (3 * unit));
        g.setFont(font(Font.PLAIN, 1.4 * unit));
        g.setColor(SOFT_INK);
        g.drawString(remark(view), (float) (1.5 * unit), (float) (5 * unit));
        int bar = (int) Math.min(0.5 * height, 30 * unit);
        // So that numbers can be read where the model reaches behind them.
        g.setColor(PAPER);
        g.fill(new RoundRectangle2D.Double(
                width - 9.5 * unit, (height - bar) / 2.0 - 3 * unit, 9 * unit, bar + 4.2 * unit, unit, unit));
        new ColourBar(view.colours().colours(), view.range(), view.field().unit(), unit, INK, SOFT_INK)
                .paint(g, new Rectangle((int) (width - 8.5 * unit), (height - bar) / 2, (int) (1.6 * unit), bar));
        axes(g, view.camera(), 6 * unit, height - 6 * unit, 3.4 * unit, unit);
        scale(g, view.camera(), width, height, unit);
    }

    private static String remark(View view) {
        StringBuilder text = new StringBuilder();
        if (view.deformation() != 0) {
            text.append(String.format(Locale.ROOT, "deformation x %.3g", view.deformation()));
        }
        if (view.smooth() && !view.field().onNodes()) {
            text.append(text.isEmpty() ? "" : ", ").append("element values averaged at nodes");
        }
        return text.toString();
    }

    private static void axes(Graphics2D g, Camera camera, double x, double y, double length, double unit) {
        g.setFont(font(Font.BOLD, 1.4 * unit));
        axis(g, camera, new Vec3(1, 0, 0), "L", new Color(0xC0392B), x, y, length, unit);
        axis(g, camera, new Vec3(0, 1, 0), "P", new Color(0x27863D), x, y, length, unit);
        axis(g, camera, new Vec3(0, 0, 1), "S", new Color(0x2B5FC0), x, y, length, unit);
    }

    private static void axis(
            Graphics2D g,
            Camera camera,
            Vec3 d,
            String letter,
            Color colour,
            double x,
            double y,
            double l,
            double unit) {
        double dx = l * camera.right().dot(d);
        double dy = -l * camera.up().dot(d);
        g.setColor(colour);
        g.setStroke(new BasicStroke((float) (0.25 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Double(x, y, x + dx, y + dy));
        if (Math.hypot(dx, dy) < SHORT * l) {
            return;
        }
        double far = 1 + 1.1 * unit / l;
        g.drawString(letter, (float) (x + far * dx - g.getFontMetrics().stringWidth(letter) / 2.0), (float)
                (y + far * dy + 0.5 * unit));
    }

    private static void scale(Graphics2D g, Camera camera, int width, int height, double unit) {
        double mm = LENGTHS_MM[0];
        for (double candidate : LENGTHS_MM) {
            mm = candidate * camera.scale() < 0.22 * width ? candidate : mm;
        }
        double length = mm * camera.scale();
        double y = height - 2 * unit;
        double middle = width / 2.0;
        g.setColor(INK);
        g.setStroke(new BasicStroke((float) (0.35 * unit), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(new Line2D.Double(middle - length / 2, y, middle + length / 2, y));
        g.setFont(font(Font.PLAIN, 1.4 * unit));
        String text = String.format(Locale.ROOT, "%.0f mm", mm);
        g.drawString(text, (float) (middle - g.getFontMetrics().stringWidth(text) / 2.0), (float) (y - 0.8 * unit));
    }

    private static Font font(int weight, double pixels) {
        return new Font(Font.SANS_SERIF, weight, 10).deriveFont((float) pixels);
    }
}
