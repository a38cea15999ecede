package org.vertebrafe.imagej.edit;

import java.awt.BorderLayout;
import java.awt.Dimension;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.segmentation.edit.Operation;

/** The part of the panel that lists the labels, makes new ones and joins them. */
final class LabelBox extends JPanel {

    private final transient LabelEditor editor;
    private final LabelTable table;
    private final JButton merge;

    /** @param place where the crosshair's position is written */
    LabelBox(LabelEditor editor, JLabel place) {
        super(new BorderLayout(3, 3));
        this.editor = editor;
        setBorder(BorderFactory.createTitledBorder("Labels"));
        setAlignmentX(LEFT_ALIGNMENT);
        table = new LabelTable(editor);
        JScrollPane scroll = new JScrollPane(table);
        scroll.setPreferredSize(new Dimension(440, 104));
        add(scroll, BorderLayout.CENTER);
        JButton fresh = Widgets.button("New label", "A label number that is not in use yet, to paint with", () -> {
            int next = 1;
            while (editor.knownLabels().contains(next) && next < Labels.MAX_LABEL) {
                next++;
            }
            editor.setLabel(next);
        });
        merge = Widgets.button(
                "Merge into...", "Gives all voxels of the active label to another, or another number", this::choose);
        add(Widgets.row(fresh, merge, place), BorderLayout.SOUTH);
    }

    private void choose() {
        int active = editor.settings().label;
        JPopupMenu menu = new JPopupMenu("Merge into");
        for (int label : editor.knownLabels()) {
            if (label != active) {
                menu.add(label + "  " + LabelTable.name(label, editor.knownLabels()))
                        .addActionListener(event -> into(active, label));
            }
        }
        menu.add("another number...").addActionListener(event -> ask(active));
        menu.add("background: remove it").addActionListener(event -> into(active, 0));
        menu.show(merge, 0, merge.getHeight());
    }

    private void ask(int active) {
        String answer =
                JOptionPane.showInputDialog(this, "New number of label " + active + ", 1 to " + Labels.MAX_LABEL);
        if (answer != null) {
            editor.guard(() -> {
                if (!answer.trim().matches("\\d{1,6}")) {
                    throw InputException.of("\"%s\" is no label number.", answer);
                }
                into(active, Integer.parseInt(answer.trim()));
            });
        }
    }

    private void into(int from, int to) {
        editor.guard(() -> {
            editor.run(
                    "Merge " + from + " into " + to,
                    new Operation.Relabel(from, to, editor.settings().where()));
            if (to != 0) {
                editor.setLabel(to);
            }
        });
    }

    void refresh() {
        table.refresh();
        merge.setEnabled(!editor.isBusy());
    }

    /** Brings the figures up to date. */
    void figures() {
        table.refresh();
    }
}
