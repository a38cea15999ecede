package org.vertebrafe.imagej.workbench;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import javax.swing.UIManager;
import javax.swing.text.DefaultCaret;

/** Parts that the panels are put together from. */
final class Parts {

    /** Width of what stands in a panel, pixels: lines that can be read. */
    static final int WIDTH = 410;

    static final Color SOFT = new Color(0x5A, 0x5A, 0x5A);
    static final Color BAD = LightIcon.colour(org.vertebrafe.workbench.Light.FAILED);

    private static final int FONT = 13;

    private Parts() {}

    /** The font of the window. */
    static Font font(int style, double scale) {
        Font own = UIManager.getFont("Label.font");
        return (own == null ? new Font(Font.SANS_SERIF, style, FONT) : own).deriveFont(style, (float) (FONT * scale));
    }

    /** Text in full lines, that can be marked and copied. */
    static JTextArea text(String text, Color colour, double scale) {
        JTextArea area = new JTextArea(text);
        area.setEditable(false);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setOpaque(false);
        area.setFont(font(Font.PLAIN, scale));
        area.setForeground(colour);
        area.setBorder(null);
        area.setAlignmentX(Component.LEFT_ALIGNMENT);
        // New text must not scroll the panel to where it stands.
        ((DefaultCaret) area.getCaret()).setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        // A height for its width, before it is laid out.
        area.setSize(new Dimension(WIDTH, Short.MAX_VALUE));
        return area;
    }

    /** Shows text in an area, or hides the area where there is none. */
    static void say(JTextArea area, String text) {
        if (!area.getText().equals(text)) {
            area.setText(text);
        }
        area.setVisible(!text.isEmpty());
    }

    static JButton button(String title, String help, Runnable action) {
        JButton button = new JButton(title);
        button.setName(title);
        button.setToolTipText(help);
        button.setFont(font(Font.PLAIN, 1));
        button.addActionListener(event -> action.run());
        return button;
    }

    /** Components from top to bottom. */
    static JPanel column(int gap, Component... parts) {
        JPanel column = new JPanel();
        column.setOpaque(false);
        column.setLayout(new BoxLayout(column, BoxLayout.Y_AXIS));
        column.setAlignmentX(Component.LEFT_ALIGNMENT);
        for (Component part : parts) {
            if (column.getComponentCount() > 0) {
                column.add(Box.createVerticalStrut(gap));
            }
            if (part instanceof JComponent component) {
                component.setAlignmentX(Component.LEFT_ALIGNMENT);
            }
            column.add(part);
        }
        return column;
    }

    /** Components from left to right, none wider than it wants to be. */
    static JPanel row(Component... parts) {
        JPanel row = new JPanel() {
            @Override
            public Dimension getMaximumSize() {
                return new Dimension(Short.MAX_VALUE, getPreferredSize().height);
            }
        };
        row.setOpaque(false);
        row.setLayout(new BoxLayout(row, BoxLayout.X_AXIS));
        row.setAlignmentX(Component.LEFT_ALIGNMENT);
        for (Component part : parts) {
            if (row.getComponentCount() > 0) {
                row.add(Box.createHorizontalStrut(6));
            }
            row.add(part);
        }
        row.add(Box.createHorizontalGlue());
        return row;
    }

    /** A part that is folded away until somebody wants it. */
    static JPanel folded(String title, JComponent content) {
        JToggleButton toggle = new JToggleButton("\u25B8 " + title);
        toggle.setName(title);
        toggle.setFont(font(Font.PLAIN, 1));
        toggle.setContentAreaFilled(false);
        toggle.setBorder(BorderFactory.createEmptyBorder(4, 0, 4, 0));
        toggle.setFocusPainted(false);
        content.setVisible(false);
        JPanel fold = new JPanel(new BorderLayout(0, 4));
        fold.setOpaque(false);
        fold.add(toggle, BorderLayout.NORTH);
        toggle.setHorizontalAlignment(JToggleButton.LEFT);
        fold.add(content, BorderLayout.CENTER);
        fold.setAlignmentX(Component.LEFT_ALIGNMENT);
        toggle.addActionListener(event -> {
            content.setVisible(toggle.isSelected());
            toggle.setText((toggle.isSelected() ? "\u25BE " : "\u25B8 ") + title);
            fold.revalidate();
        });
        return fold;
    }
}
