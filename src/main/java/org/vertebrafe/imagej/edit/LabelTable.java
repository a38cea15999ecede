package org.vertebrafe.imagej.edit;

import java.awt.Color;
import java.awt.Component;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.edit.LabelStatistics;

/** The labels with their colour, whether they are seen and locked, and what has become of them. */
final class LabelTable extends JTable {

    private static final String[] TITLES = {"", "see", "lock", "no.", "name", "ml", "+ ml", "- ml", "Dice"};
    private static final String[] HELP = {
        "Colour in the windows",
        "Whether the label is drawn",
        "A locked label neither loses nor gains a voxel",
        "Label number; the row chosen is the active label",
        "Name in VertebraFE's numbering",
        "Volume now, ml",
        "Volume added since the correction began, ml",
        "Volume removed since the correction began, ml",
        "Overlap of before and now (Dice)"
    };
    private static final int[] WIDTHS = {18, 30, 32, 34, 112, 54, 50, 50, 48};
    private static final int SEE = 1;
    private static final int LOCK = 2;

    private final transient LabelEditor editor;
    private final Model model = new Model();
    private boolean refreshing;

    LabelTable(LabelEditor editor) {
        this.editor = editor;
        setModel(model);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setAutoResizeMode(AUTO_RESIZE_OFF);
        getTableHeader().setReorderingAllowed(false);
        getTableHeader().setToolTipText("Point at a column for what it means");
        for (int c = 0; c < WIDTHS.length; c++) {
            getColumnModel().getColumn(c).setPreferredWidth(WIDTHS[c]);
            if (c != SEE && c != LOCK) {
                getColumnModel().getColumn(c).setCellRenderer(new Cell());
            }
        }
        getSelectionModel().addListSelectionListener(event -> {
            int row = getSelectedRow();
            if (!refreshing && !event.getValueIsAdjusting() && row >= 0) {
                editor.setLabel(model.labels.get(row));
            }
        });
    }

    @Override
    public String getToolTipText(java.awt.event.MouseEvent event) {
        int column = columnAtPoint(event.getPoint());
        return column < 0 ? null : HELP[column];
    }

    void refresh() {
        refreshing = true;
        model.labels = editor.knownLabels();
        model.figures.clear();
        editor.session().statistics().forEach(s -> model.figures.put(s.label(), s));
        model.fireTableDataChanged();
        int row = model.labels.indexOf(editor.settings().label);
        if (row >= 0) {
            setRowSelectionInterval(row, row);
            scrollRectToVisible(getCellRect(row, 0, true));
        }
        refreshing = false;
    }

    /** What a label is called. */
    static String name(int label, List<Integer> all) {
        Map<Integer, Tissue> roles = LabelRoles.preset("vertebrafe", "", null).roles();
        return roles.keySet().containsAll(all) && roles.containsKey(label)
                ? roles.get(label).id().replace('-', ' ')
                : "label " + label;
    }

    private final class Model extends AbstractTableModel {

        private List<Integer> labels = List.of();
        private final transient Map<Integer, LabelStatistics> figures = new TreeMap<>();

        @Override
        public int getRowCount() {
            return labels.size();
        }

        @Override
        public int getColumnCount() {
            return TITLES.length;
        }

        @Override
        public String getColumnName(int column) {
            return TITLES[column];
        }

        @Override
        public Class<?> getColumnClass(int column) {
            return column == SEE || column == LOCK ? Boolean.class : Object.class;
        }

        @Override
        public boolean isCellEditable(int row, int column) {
            return column == SEE || column == LOCK;
        }

        @Override
        public Object getValueAt(int row, int column) {
            int label = labels.get(row);
            LabelStatistics s = figures.get(label);
            return switch (column) {
                case 0 -> LabelColours.of(label);
                case SEE -> !editor.settings().invisible.contains(label);
                case LOCK -> editor.settings().locked.contains(label);
                case 3 -> Integer.toString(label);
                case 4 -> name(label, labels);
                case 5 -> millilitres(s == null ? 0 : s.after());
                case 6 -> millilitres(s == null ? 0 : s.added());
                case 7 -> millilitres(s == null ? 0 : s.removed());
                default -> s == null ? "" : String.format(Locale.ROOT, "%.3f", s.dice());
            };
        }

        private String millilitres(double mm3) {
            return String.format(Locale.ROOT, "%.2f", mm3 / 1000);
        }

        @Override
        public void setValueAt(Object value, int row, int column) {
            int label = labels.get(row);
            if (column == LOCK) {
                editor.toggleLock(label);
            } else {
                if (Boolean.TRUE.equals(value)) {
                    editor.settings().invisible.remove(label);
                } else {
                    editor.settings().invisible.add(label);
                }
                editor.restyle();
            }
        }
    }

    private static final class Cell extends DefaultTableCellRenderer {
        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focus, int row, int column) {
            boolean colour = value instanceof Color;
            super.getTableCellRendererComponent(table, colour ? "" : value, selected, false, row, column);
            setBackground(colour ? (Color) value : selected ? table.getSelectionBackground() : table.getBackground());
            setHorizontalAlignment(column == 4 ? LEFT : RIGHT);
            return this;
        }
    }
}
