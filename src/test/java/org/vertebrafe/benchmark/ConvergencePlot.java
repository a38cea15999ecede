package org.vertebrafe.benchmark;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stiffness against the number of unknowns, the latter on a logarithmic axis; one curve for each kind of elements. */
final class ConvergencePlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int LEFT = 96;
    private static final int RIGHT = 30;
    private static final int TOP = 30;
    private static final int BOTTOM = 64;
    private static final double DOT = 9;
    private static final double STEP = 1000;
    private static final double ROOM = 1.25;

    private static final Color INK = new Color(0x20, 0x20, 0x20);
    private static final Color GRID = new Color(0xE2, 0xE2, 0xE2);

    private static final Map<String, Color> COLOURS = Map.of(
            "tet10",
            new Color(0x00, 0x5A, 0x9C),
            "tet4",
            new Color(0x6A, 0x6A, 0x6A),
            "hex8",
            new Color(0xC8, 0x55, 0));
    private static final Map<String, String> NAMES =
            Map.of("tet10", "quadratic tetrahedra", "tet4", "linear tetrahedra", "hex8", "voxels");

    private final Graphics2D g;
    private final double lowX;
    private final double highX;
    private final double lowY;
    private final double highY;

    private ConvergencePlot(Graphics2D g, List<ConvergenceStudy.Row> rows) {
        this.g = g;
        lowX = Math.log10(
                rows.stream().mapToLong(ConvergenceStudy.Row::unknowns).min().orElseThrow() / ROOM);
        highX = Math.log10(
                rows.stream().mapToLong(ConvergenceStudy.Row::unknowns).max().orElseThrow() * ROOM);
        double least =
                rows.stream().mapToDouble(ConvergenceStudy.Row::stiffness).min().orElseThrow();
        double most =
                rows.stream().mapToDouble(ConvergenceStudy.Row::stiffness).max().orElseThrow();
        lowY = STEP * Math.floor(least / STEP - 0.1);
        highY = STEP * Math.ceil(most / STEP + 0.1);
    }

    /** The plot of some models. */
    static BufferedImage render(List<ConvergenceStudy.Row> rows) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        ConvergencePlot plot = new ConvergencePlot(g, rows);
        plot.axes();
        Map<String, Path2D> curves = new LinkedHashMap<>();
        for (ConvergenceStudy.Row row : rows) {
            plot.point(row, curves);
        }
        g.setStroke(new BasicStroke(1.8f));
        int line = 0;
        for (Map.Entry<String, Path2D> curve : curves.entrySet()) {
            g.setColor(COLOURS.get(curve.getKey()));
            g.draw(curve.getValue());
            double y = TOP + 24 + 24.0 * line++;
            g.draw(new Line2D.Double(WIDTH - RIGHT - 210, y - 5, WIDTH - RIGHT - 180, y - 5));
            g.drawString(NAMES.get(curve.getKey()), WIDTH - RIGHT - 170, (float) y);
        }
        g.dispose();
        return image;
    }

    private double x(double unknowns) {
        return LEFT + (Math.log10(unknowns) - lowX) / (highX - lowX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double stiffness) {
        return HEIGHT - BOTTOM - (stiffness - lowY) / (highY - lowY) * (HEIGHT - TOP - BOTTOM);
    }

    private void axes() {
        for (int decade = (int) Math.floor(lowX); decade <= highX; decade++) {
            for (int digit = 1; digit < 10; digit++) {
                double unknowns = digit * Math.pow(10, decade);
                if (Math.log10(unknowns) < lowX || Math.log10(unknowns) > highX) {
                    continue;
                }
                g.setColor(GRID);
                g.draw(new Line2D.Double(x(unknowns), TOP, x(unknowns), HEIGHT - BOTTOM));
                if (digit == 1 || digit == 2 || digit == 5) {
                    g.setColor(INK);
                    centred(text(unknowns), x(unknowns), HEIGHT - BOTTOM + 20);
                }
            }
        }
        for (double stiffness = lowY; stiffness <= highY; stiffness += STEP) {
            g.setColor(GRID);
            g.draw(new Line2D.Double(LEFT, y(stiffness), WIDTH - RIGHT, y(stiffness)));
            g.setColor(INK);
            String text = String.valueOf(Math.round(stiffness));
            g.drawString(text, LEFT - 10 - g.getFontMetrics().stringWidth(text), (float) y(stiffness) + 5);
        }
        g.setColor(INK);
        g.draw(new Line2D.Double(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM));
        g.draw(new Line2D.Double(LEFT, TOP, LEFT, HEIGHT - BOTTOM));
        centred("unknowns", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16);
        g.rotate(-Math.PI / 2);
        centred("stiffness, N/mm", -(TOP + HEIGHT - BOTTOM) / 2.0, 24);
        g.rotate(Math.PI / 2);
    }

    private static String text(double unknowns) {
        return unknowns >= 1e6 ? Math.round(unknowns / 1e6) + " M" : Math.round(unknowns / 1e3) + " k";
    }

    private void centred(String text, double x, double y) {
        g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
    }

    private void point(ConvergenceStudy.Row row, Map<String, Path2D> curves) {
        double px = x(row.unknowns());
        double py = y(row.stiffness());
        Path2D curve = curves.get(row.mesh());
        if (curve == null) {
            curve = new Path2D.Double();
            curve.moveTo(px, py);
            curves.put(row.mesh(), curve);
        } else {
            curve.lineTo(px, py);
        }
        g.setColor(COLOURS.get(row.mesh()));
        g.fill(new Ellipse2D.Double(px - DOT / 2, py - DOT / 2, DOT, DOT));
        String size = row.size() == Math.rint(row.size()) ? String.valueOf((int) row.size()) : "" + row.size();
        centred(size + " mm", px, row.mesh().equals("hex8") ? py + 22 : py - 11);
    }
}
