package org.vertebrafe.imagej;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Panels of curves: measured points on the line of a model, one colour a series. */
public final class CurveChart {

    /**
     * One axis or series value.
     *
     * @param x in the unit of the horizontal axis
     * @param measured in the unit of the vertical axis
     * @param model in the same unit
     */
    public record Point(double x, double measured, double model) {}

    /**
     * A curve.
     *
     * @param name in the legend
     * @param points by rising x
     */
    public record Series(String name, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A panel.
     *
     * @param title above it
     * @param across what the horizontal axis is, with its unit
     * @param up what the vertical axis is, with its unit
     * @param series its curves
     */
    public record Panel(String title, String across, String up, List<Series> series) {

        public Panel {
            series = List.copyOf(series);
        }
    }

    private static final int WIDTH = 620;
    private static final int HEIGHT = 440;
    private static final int LEFT = 84;
    private static final int RIGHT = 20;
    private static final int TOP = 48;
    private static final int BOTTOM = 60;
    private static final int TICKS = 7;
    private static final double DOT = 7;

    private static final Color INK = new Color(0x20, 0x20, 0x20);
    private static final Color GRID = new Color(0xE2, 0xE2, 0xE2);

    /** Told apart by people who do not see red and green as different, and in print. */
    private static final Color[] COLOURS = {new Color(0x00, 0x5A, 0x9C), new Color(0xC8, 0x55, 0x00)};

    private CurveChart() {}

    /** Draws panels side by side. */
    public static BufferedImage render(List<Panel> panels) {
        BufferedImage image = new BufferedImage(WIDTH * panels.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), HEIGHT);
        for (int n = 0; n < panels.size(); n++) {
            Rectangle frame = new Rectangle(n * WIDTH + LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
            new Painter(g, panels.get(n), frame).paint();
        }
        g.dispose();
        return image;
    }

    /** Draws one panel. */
    private static final class Painter {

        private final Graphics2D g;
        private final Panel panel;
        private final Rectangle frame;
        private final double largestX;
        private final double largestY;

        Painter(Graphics2D g, Panel panel, Rectangle frame) {
            this.g = g;
            this.panel = panel;
            this.frame = frame;
            largestX = 1.02
                    * panel.series().stream()
                            .flatMap(series -> series.points().stream())
                            .mapToDouble(Point::x)
                            .max()
                            .orElse(1);
            largestY = 1.08
                    * panel.series().stream()
                            .flatMap(series -> series.points().stream())
                            .mapToDouble(point -> Math.max(point.measured(), point.model()))
                            .max()
                            .orElse(1);
        }

        void paint() {
            g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
            g.setColor(INK);
            g.drawString(panel.title(), frame.x, TOP - 20);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            axes();
            for (int n = 0; n < panel.series().size(); n++) {
                g.setColor(COLOURS[n % COLOURS.length]);
                curve(panel.series().get(n));
                legend(n);
            }
        }

        private float x(double value) {
            return (float) (frame.x + value / largestX * frame.width);
        }

        private float y(double value) {
            return (float) (frame.y + frame.height - value / largestY * frame.height);
        }

        private void axes() {
            g.setStroke(new BasicStroke(1));
            for (ScaleTicks.Tick tick : ScaleTicks.of(new ValueRange(0, largestX), TICKS)) {
                g.setColor(GRID);
                g.draw(new Line2D.Float(x(tick.value()), frame.y, x(tick.value()), frame.y + frame.height));
                g.setColor(INK);
                centred(tick.text(), x(tick.value()), frame.y + frame.height + 18f);
            }
            for (ScaleTicks.Tick tick : ScaleTicks.of(new ValueRange(0, largestY), TICKS)) {
                g.setColor(GRID);
                g.draw(new Line2D.Float(frame.x, y(tick.value()), frame.x + frame.width, y(tick.value())));
                g.setColor(INK);
                int wide = g.getFontMetrics().stringWidth(tick.text());
                g.drawString(tick.text(), frame.x - 8f - wide, y(tick.value()) + 5);
            }
            g.setColor(INK);
            g.draw(frame);
            centred(panel.across(), (float) frame.getCenterX(), frame.y + frame.height + 42f);
            AffineTransform upright = g.getTransform();
            g.rotate(-Math.PI / 2, frame.x - 56.0, frame.getCenterY());
            centred(panel.up(), frame.x - 56f, (float) frame.getCenterY());
            g.setTransform(upright);
        }

        private void centred(String text, float x, float y) {
            g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2f, y);
        }

        private void curve(Series series) {
            Path2D line = new Path2D.Double();
            for (Point point : series.points()) {
                if (line.getCurrentPoint() == null) {
                    line.moveTo(x(point.x()), y(point.model()));
                } else {
                    line.lineTo(x(point.x()), y(point.model()));
                }
            }
            g.setStroke(new BasicStroke(1.6f));
            g.draw(line);
            for (Point point : series.points()) {
                dot(x(point.x()), y(point.measured()));
            }
        }

        private void dot(double x, double y) {
            Color own = g.getColor();
            Ellipse2D dot = new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT);
            g.setColor(Color.WHITE);
            g.fill(dot);
            g.setColor(own);
            g.draw(dot);
        }

        private void legend(int n) {
            String text = panel.series().get(n).name() + ": o measured, line model";
            int wide = g.getFontMetrics().stringWidth(text);
            g.drawString(text, frame.x + frame.width - wide - 10f, frame.y + 20f + 18f * n);
        }
    }
}
