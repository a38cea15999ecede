package org.vertebrafe.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.mesh.tet.Distribution;
import org.vertebrafe.mesh.tet.QualityReport;

/**
 * Histograms of the quality of a tetrahedral mesh as one picture. Bars grow with the square root of the share, so that the
 * few bad elements, which matter, are seen beside the many good ones; drawn without a screen.
 */
public final class QualityPicture {

    private static final int WIDTH = 620;
    private static final int HEIGHT = 330;
    private static final int LEFT = 70;
    private static final int RIGHT = 24;
    private static final int TOP = 58;
    private static final int BOTTOM = 52;
    private static final Color BAR = new Color(0x35, 0x6C, 0xA5);
    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    private static final Color FAINT = new Color(0x55, 0x55, 0x55);

    /** Shares, percent, at which lines are drawn: as far apart on a square-root scale as can be read. */
    private static final double[] SHARES = {0.1, 1, 5, 10, 20, 40, 60, 100};

    private QualityPicture() {}

    /** Draws the four distributions of a report, two by two. */
    public static BufferedImage draw(QualityReport report) {
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            List<Distribution> all = report.distributions();
            for (int panel = 0; panel < all.size(); panel++) {
                Graphics2D part = (Graphics2D) g.create(panel % 2 * WIDTH, panel / 2 * HEIGHT, WIDTH, HEIGHT);
                panel(part, all.get(panel));
                part.dispose();
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    private static void panel(Graphics2D g, Distribution d) {
        int width = WIDTH - LEFT - RIGHT;
        int height = HEIGHT - TOP - BOTTOM;
        int base = TOP + height;
        double most = 0;
        for (long count : d.counts()) {
            most = Math.max(most, 100.0 * count / d.number());
        }
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        g.drawString(d.unit().isEmpty() ? d.name() : d.name() + ", " + d.unit(), LEFT, 24);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        g.setColor(FAINT);
        g.drawString(
                String.format(
                        Locale.ROOT,
                        "%.4g to %.4g, mean %.4g, SD %.3g; n = %,d",
                        d.min(),
                        d.max(),
                        d.mean(),
                        d.sd(),
                        d.number()),
                LEFT,
                44);
        FontMetrics font = g.getFontMetrics();
        double last = base;
        for (double share : SHARES) {
            double y = base - height * Math.sqrt(share / most);
            if (y < TOP - 1 || last - y < font.getAscent()) {
                continue;
            }
            last = y;
            g.setColor(GRID);
            g.drawLine(LEFT, (int) y, LEFT + width, (int) y);
            g.setColor(FAINT);
            String text = (share < 1 ? Double.toString(share) : Long.toString((long) share)) + " %";
            g.drawString(text, LEFT - 8 - font.stringWidth(text), (int) y + font.getAscent() / 2 - 1);
        }
        g.setColor(BAR);
        int bins = d.counts().length;
        for (int bin = 0; bin < bins; bin++) {
            if (d.counts()[bin] > 0) {
                int x0 = LEFT + width * bin / bins;
                int x1 = LEFT + width * (bin + 1) / bins;
                // The least bar is one pixel high: a single bad element is to be seen.
                int bar = (int) Math.max(1, Math.rint(height * Math.sqrt(100.0 * d.counts()[bin] / d.number() / most)));
                g.fillRect(x0, base - bar, Math.max(1, x1 - x0 - 1), bar);
            }
        }
        g.setColor(Color.BLACK);
        g.drawLine(LEFT, base, LEFT + width, base);
        for (ScaleTicks.Tick tick : ScaleTicks.of(new ValueRange(d.from(), d.to()), 10)) {
            int x = LEFT + (int) Math.rint(width * (tick.value() - d.from()) / (d.to() - d.from()));
            g.drawLine(x, base, x, base + 4);
            g.drawString(tick.text(), x - font.stringWidth(tick.text()) / 2, base + 6 + font.getAscent());
        }
        mark(g, font, d, d.min(), base, width);
        mark(g, font, d, d.max(), base, width);
    }

    /** A triangle under the axis at the least and the greatest value. */
    private static void mark(Graphics2D g, FontMetrics font, Distribution d, double value, int base, int width) {
        double at = Math.max(0, Math.min(1, (value - d.from()) / (d.to() - d.from())));
        int x = LEFT + (int) Math.rint(width * at);
        int y = base + 10 + font.getHeight();
        g.setColor(new Color(0xB0, 0x30, 0x20));
        g.fillPolygon(new int[] {x, x - 5, x + 5}, new int[] {y, y + 9, y + 9}, 3);
        g.setColor(Color.BLACK);
    }
}
