package org.vertebrafe.imagej.edit;

import java.awt.Component;
import java.awt.Container;
import java.awt.Font;
import java.awt.Insets;
import java.awt.LayoutManager;
import java.util.function.Consumer;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;

/** Parts that the panel is put together from. */
final class Widgets {

    private Widgets() {}

    static JButton button(String title, String help, Runnable action) {
        JButton button = new JButton(title);
        button.setToolTipText(help);
        button.addActionListener(event -> action.run());
        return button;
    }

    static JCheckBox check(String title, String help, boolean on, Consumer<Boolean> changed) {
        JCheckBox box = new JCheckBox(title, on);
        box.setToolTipText(help);
        box.addActionListener(event -> changed.accept(box.isSelected()));
        return box;
    }

    static JSpinner number(double value, double min, double max, double step) {
        JSpinner spinner = new JSpinner(new SpinnerNumberModel(value, min, max, step));
        ((JSpinner.DefaultEditor) spinner.getEditor()).getTextField().setColumns(5);
        spinner.setMaximumSize(spinner.getPreferredSize());
        return spinner;
    }

    static double value(JSpinner spinner) {
        return ((Number) spinner.getValue()).doubleValue();
    }

    static JPanel titled(String title, LayoutManager layout) {
        JPanel panel = new JPanel(layout);
        panel.setBorder(BorderFactory.createTitledBorder(title));
        panel.setAlignmentX(Component.LEFT_ALIGNMENT);
        return panel;
    }

    static JPanel column(Component... parts) {
        JPanel column = new JPanel();
        column.setLayout(new BoxLayout(column, BoxLayout.Y_AXIS));
        column.setAlignmentY(Component.TOP_ALIGNMENT);
        for (Component part : parts) {
            column.add(part);
        }
        return column;
    }

    static JPanel row(Component... parts) {
        JPanel row = new JPanel();
        row.setLayout(new BoxLayout(row, BoxLayout.X_AXIS));
        row.setAlignmentX(Component.LEFT_ALIGNMENT);
        for (Component part : parts) {
            row.add(part);
            row.add(Box.createHorizontalStrut(4));
        }
        return row;
    }

    /** A panel is beside the images, not in front of them: small letters, narrow buttons. */
    static void small(Container container) {
        for (Component component : container.getComponents()) {
            Font font = component.getFont();
            if (font != null) {
                component.setFont(font.deriveFont(Font.PLAIN, 11f));
            }
            if (component instanceof AbstractButton button) {
                button.setMargin(new Insets(1, 4, 1, 4));
            }
            if (component instanceof Container inner) {
                small(inner);
            }
        }
    }
}
