package org.vertebrafe.imagej;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Draws the parts of a {@link Montage}. */
final class MontagePainter {

    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x20, 0x20, 0x20);
    private static final Color SOFT_INK = new Color(0x60, 0x60, 0x60);
    private static final Color LETTERS = new Color(0xFF, 0xE0, 0x70);
    private static final Color SHADOW = new Color(0, 0, 0, 170);
    private static final Color CROSS = new Color(255, 255, 255, 110);
    private static final int OUTLINE = 0x40E0FF;
    private static final double SCALE_BAR_MM = 10;

    private final Volume ct;
    private final Montage.OnPlane map;
    private final Optional<Labels> labels;
    private final MontageStyle style;
    private final ValueRange range;
    private final MontageLayout layout;
    private final int[] colours;

    MontagePainter(Volume ct, Montage.OnPlane map, Optional<Labels> labels, MontageStyle style, MontageLayout layout) {
        this.ct = ct;
        this.map = map;
        this.labels = labels;
        this.style = style;
        this.range = style.range().orElseThrow();
        this.layout = layout;
        this.colours = style.colours().colours();
    }

    BufferedImage paint(Vec3 point) {
        BufferedImage figure = new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = figure.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setColor(PAPER);
        g.fillRect(0, 0, layout.width(), layout.height());
        g.setColor(INK);
        g.setFont(font(Font.BOLD, 2.0));
        g.drawString(style.title(), layout.planes().get(0).frame().x, (float) (2.9 * layout.unit()));
        for (MontageLayout.Plane plane : layout.planes()) {
            paintPlane(figure, plane);
            paintCross(g, plane, point);
            paintLetters(g, plane, point);
        }
        paintScaleBar(g, layout.planes().get(0));
        paintColourBar(g);
        g.dispose();
        return figure;
    }

    private void paintPlane(BufferedImage figure, MontageLayout.Plane plane) {
        Rectangle frame = plane.frame();
        Volume values = map.on(plane.grid(layout.scale()));
        for (int y = 0; y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                Vec3 voxel = ct.grid().toVoxel(plane.at(x, y, layout.scale()));
                figure.setRGB(frame.x + x, frame.y + y, colour(plane, x, y, voxel, values.get(x, y, 0)));
            }
        }
    }

    private int colour(MontageLayout.Plane plane, int x, int y, Vec3 voxel, float value) {
        int grey = (int) Math.round(255 * style.ctRange().fraction(ct.interpolated(voxel)));
        int rgb = grey << 16 | grey << 8 | grey;
        if (nearest(ct.grid(), voxel) < 0) {
            return 0;
        }
        if (!Float.isNaN(value)) {
            rgb = blend(rgb, colours[(int) Math.round(255 * range.fraction(value))]);
        }
        if (labels.isPresent() && onOutline(labels.get(), plane, x, y)) {
            return OUTLINE;
        }
        return rgb;
    }

    /** Whether the label changes towards the next pixel to the right or below. */
    private boolean onOutline(Labels map, MontageLayout.Plane plane, int x, int y) {
        return labelAt(map, plane, x, y) != labelAt(map, plane, x + 1, y)
                || labelAt(map, plane, x, y) != labelAt(map, plane, x, y + 1);
    }

    private int labelAt(Labels map, MontageLayout.Plane plane, int x, int y) {
        int index = nearest(ct.grid(), ct.grid().toVoxel(plane.at(x, y, layout.scale())));
        return index < 0 ? 0 : map.get(index);
    }

    private int blend(int under, int over) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double mixed = (1 - style.opacity()) * (under >> shift & 0xFF) + style.opacity() * (over >> shift & 0xFF);
            rgb |= (int) Math.round(mixed) << shift;
        }
        return rgb;
    }

    /** The array position of the voxel a point lies in, or -1. */
    static int nearest(VoxelGrid grid, Vec3 voxel) {
        int i = (int) Math.round(voxel.x());
        int j = (int) Math.round(voxel.y());
        int k = (int) Math.round(voxel.z());
        boolean inside = i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
        return inside ? grid.index(i, j, k) : -1;
    }

    /** Short lines at the edges show where the other two planes cut this one; the vertebra stays free. */
    private void paintCross(Graphics2D g, MontageLayout.Plane plane, Vec3 point) {
        Rectangle frame = plane.frame();
        Vec3 d = point.minus(plane.corner());
        double x = frame.x + d.dot(plane.across()) * layout.scale();
        double y = frame.y + d.dot(plane.down()) * layout.scale();
        double tick = 1.6 * layout.unit();
        g.setColor(CROSS);
        g.setStroke(new BasicStroke((float) (0.12 * layout.unit())));
        line(g, x, frame.y, x, frame.y + tick);
        line(g, x, frame.getMaxY() - tick, x, frame.getMaxY());
        line(g, frame.x, y, frame.x + tick, y);
        line(g, frame.getMaxX() - tick, y, frame.getMaxX(), y);
    }

    private void paintLetters(Graphics2D g, MontageLayout.Plane plane, Vec3 point) {
        Rectangle frame = plane.frame();
        g.setFont(font(Font.PLAIN, 1.5));
        g.setColor(SOFT_INK);
        g.drawString(plane.name(), frame.x, (float) (frame.y - 0.7 * layout.unit()));
        g.setFont(font(Font.BOLD, 1.5));
        double inset = 1.5 * layout.unit();
        Vec3 d = point.minus(plane.corner());
        double x = besides(frame.getCenterX(), frame.x + d.dot(plane.across()) * layout.scale());
        double y = besides(frame.getCenterY(), frame.y + d.dot(plane.down()) * layout.scale());
        centred(g, plane.edges().charAt(0), frame.x + inset, y);
        centred(g, plane.edges().charAt(1), frame.getMaxX() - inset, y);
        centred(g, plane.edges().charAt(2), x, frame.y + inset);
        centred(g, plane.edges().charAt(3), x, frame.getMaxY() - inset);
    }

    /** The middle of an edge, or as close to it as the mark there leaves room. */
    private double besides(double middle, double mark) {
        double room = 2 * layout.unit();
        if (Math.abs(middle - mark) >= room) {
            return middle;
        }
        return middle < mark ? mark - room : mark + room;
    }

    private void paintScaleBar(Graphics2D g, MontageLayout.Plane plane) {
        Rectangle frame = plane.frame();
        double unit = layout.unit();
        g.setFont(font(Font.PLAIN, 1.3));
        String text = "10 mm";
        double textWidth = g.getFontMetrics().stringWidth(text);
        double length = SCALE_BAR_MM * layout.scale();
        double box = Math.max(length, textWidth) + 1.2 * unit;
        double left = frame.x + 0.8 * unit;
        double y = frame.getMaxY() - 1.6 * unit;
        g.setColor(SHADOW);
        g.fill(new Rectangle2D.Double(left, y - 2.3 * unit, box, 3.1 * unit));
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke((float) (0.35 * unit), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        double middle = left + box / 2;
        line(g, middle - length / 2, y, middle + length / 2, y);
        g.drawString(text, (float) (middle - textWidth / 2), (float) (y - 0.7 * unit));
    }

    private void paintColourBar(Graphics2D g) {
        new ColourBar(colours, range, style.unit(), layout.unit(), INK, SOFT_INK).paint(g, layout.bar());
    }

    private void centred(Graphics2D g, char letter, double x, double y) {
        String text = String.valueOf(letter);
        float left = (float) (x - g.getFontMetrics().stringWidth(text) / 2.0);
        float base = (float) (y + 0.55 * layout.unit());
        float shift = (float) (0.12 * layout.unit());
        g.setColor(SHADOW);
        g.drawString(text, left + shift, base + shift);
        g.setColor(LETTERS);
        g.drawString(text, left, base);
    }

    private Font font(int weight, double units) {
        return new Font(Font.SANS_SERIF, weight, 10).deriveFont((float) (units * layout.unit()));
    }

    private static void line(Graphics2D g, double x1, double y1, double x2, double y2) {
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }
}
