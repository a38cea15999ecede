package org.vertebrafe.imagej.workbench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import javax.swing.Icon;
import org.vertebrafe.workbench.Light;

/** The light of a stage, told apart by shape as well as by colour. */
record LightIcon(Light light) implements Icon {

    private static final int SIZE = 18;

    /** Okabe and Ito's colours, which everybody tells apart. */
    static Color colour(Light light) {
        return switch (light) {
            case TO_DO -> new Color(0x99, 0x99, 0x99);
            case RUNNING -> new Color(0x00, 0x72, 0xB2);
            case DONE -> new Color(0x00, 0x9E, 0x73);
            case STALE -> new Color(0xE6, 0x9F, 0x00);
            case FAILED -> new Color(0xC8, 0x3C, 0x00);
        };
    }

    @Override
    public int getIconWidth() {
        return SIZE;
    }

    @Override
    public int getIconHeight() {
        return SIZE;
    }

    @Override
    public void paintIcon(Component c, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(x, y);
        g.setColor(colour(light));
        g.setStroke(new BasicStroke(2));
        Ellipse2D disc = new Ellipse2D.Double(1.5, 1.5, SIZE - 3.0, SIZE - 3.0);
        if (light == Light.TO_DO) {
            g.draw(disc);
        } else {
            g.fill(disc);
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(sign());
        }
        g.dispose();
    }

    private Path2D sign() {
        Path2D sign = new Path2D.Double();
        switch (light) {
            case DONE -> {
                sign.moveTo(5.2, 9.4);
                sign.lineTo(8, 12.2);
                sign.lineTo(12.8, 6.2);
            }
            case FAILED -> {
                sign.moveTo(6, 6);
                sign.lineTo(12, 12);
                sign.moveTo(12, 6);
                sign.lineTo(6, 12);
            }
            case STALE -> {
                sign.moveTo(9, 5);
                sign.lineTo(9, 9.6);
                sign.moveTo(9, 12.9);
                sign.lineTo(9, 13);
            }
            default -> {
                for (double dot = 5.2; dot < 14; dot += 3.8) {
                    sign.moveTo(dot, 9);
                    sign.lineTo(dot, 9.01);
                }
            }
        }
        return sign;
    }
}
