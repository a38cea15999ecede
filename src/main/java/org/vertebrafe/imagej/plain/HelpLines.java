package org.vertebrafe.imagej.plain;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Panel;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;

/** Three lines at the foot of a dialog: the description of a row, or in red what is wrong with a value. */
final class HelpLines extends Panel {

    private static final int LINES = 3;
    private static final int WIDTH = 420;
    private static final Color WRONG = new Color(0xB0, 0x00, 0x20);
    private static final Color QUIET = new Color(0x50, 0x50, 0x50);

    private String description = "";
    private String problem = "";

    void describe(String text) {
        description = text;
        repaint();
    }

    void problem(String text) {
        problem = text;
        repaint();
    }

    void clearProblem() {
        problem("");
    }

    @Override
    public Dimension getPreferredSize() {
        FontMetrics metrics = getFont() == null ? null : getFontMetrics(getFont());
        int line = metrics == null ? 16 : metrics.getHeight();
        int character = metrics == null ? 7 : metrics.charWidth('n');
        return new Dimension(Math.max(WIDTH, 60 * character), LINES * line + 6);
    }

    @Override
    public Dimension getMinimumSize() {
        return getPreferredSize();
    }

    @Override
    public void paint(Graphics g) {
        ((Graphics2D) g).setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(problem.isEmpty() ? QUIET : WRONG);
        FontMetrics metrics = g.getFontMetrics();
        int y = metrics.getAscent() + 3;
        for (String line : wrapped(problem.isEmpty() ? description : problem, metrics, getWidth() - 4)) {
            g.drawString(line, 2, y);
            y += metrics.getHeight();
        }
    }

    private static List<String> wrapped(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.subList(0, Math.min(LINES, lines.size()));
    }
}
