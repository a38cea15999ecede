package org.vertebrafe.imagej.maps;

import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.DefaultTableModel;
import org.vertebrafe.analysis.ResultReading;
import org.vertebrafe.base.Digits;
import org.vertebrafe.field.MapQuantity;

/** A small window with everything known under the cursor. */
final class ProbeWindow {

    private static final List<String> COLUMNS = List.of("", "Quantity", "Value", "Unit");
    private static final int[] WIDTHS = {36, 200, 120, 60};

    private final DefaultTableModel rows = new DefaultTableModel(COLUMNS.toArray(), 0) {
        @Override
        public boolean isCellEditable(int row, int column) {
            return false;
        }
    };
    private final JLabel place = new JLabel(" ");
    private final JFrame frame;

    ProbeWindow(String title) {
        frame = new JFrame("Probe: " + title);
        frame.setName("VertebraFE probe");
        place.setName("place");
        place.setBorder(BorderFactory.createEmptyBorder(6, 8, 6, 8));
        rows.addRow(new Object[] {"", "Image", "", ""});
        rows.addRow(new Object[] {"", "Tissue", "", ""});
        for (MapQuantity quantity : MapQuantity.values()) {
            rows.addRow(new Object[] {quantity.symbol(), quantity.title(), "", quantity.unit()});
        }
        JTable table = new JTable(rows);
        table.setName("values");
        table.setShowGrid(false);
        table.setRowSelectionAllowed(false);
        DefaultTableCellRenderer right = new DefaultTableCellRenderer();
        right.setHorizontalAlignment(SwingConstants.RIGHT);
        table.getColumnModel().getColumn(2).setCellRenderer(right);
        for (int c = 0; c < WIDTHS.length; c++) {
            table.getColumnModel().getColumn(c).setPreferredWidth(WIDTHS[c]);
        }
        table.setPreferredScrollableViewportSize(
                new java.awt.Dimension(430, table.getRowHeight() * rows.getRowCount()));
        JLabel hint = new JLabel("Click in an image to keep a row in the table of points. Linked images follow.");
        hint.setFont(hint.getFont().deriveFont(Font.PLAIN, 11f));
        hint.setBorder(BorderFactory.createEmptyBorder(6, 8, 8, 8));
        frame.add(place, BorderLayout.NORTH);
        frame.add(new JScrollPane(table), BorderLayout.CENTER);
        frame.add(hint, BorderLayout.SOUTH);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.setFocusableWindowState(true);
        frame.setAutoRequestFocus(false);
        frame.pack();
        frame.setLocationByPlatform(true);
    }

    JFrame frame() {
        return frame;
    }

    void show(ResultReading reading) {
        place.setText(Readings.place(reading.point()));
        rows.setValueAt(Digits.four(reading.image()), 0, 2);
        rows.setValueAt(reading.imageUnit(), 0, 3);
        rows.setValueAt(reading.tissue().map(tissue -> tissue.id()).orElse("outside"), 1, 2);
        for (MapQuantity quantity : MapQuantity.values()) {
            double value = reading.values().getOrDefault(quantity, Double.NaN);
            rows.setValueAt(Digits.four(value), quantity.ordinal() + 2, 2);
        }
    }
}
