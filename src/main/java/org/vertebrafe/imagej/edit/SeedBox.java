package org.vertebrafe.imagej.edit;

import java.awt.GridLayout;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import org.vertebrafe.segmentation.edit.Operation;

/** The part of the panel that segments from the crosshair and from hints. */
final class SeedBox extends JPanel {

    private final transient LabelEditor editor;
    private final transient EditSettings settings;
    private final JButton segment;
    private final JButton growing;

    SeedBox(LabelEditor editor) {
        super(new GridLayout(2, 1, 3, 3));
        this.editor = editor;
        this.settings = editor.settings();
        setBorder(BorderFactory.createTitledBorder("Seed and hints"));
        setAlignmentX(LEFT_ALIGNMENT);
        segment = Widgets.button(
                "Segment at crosshair",
                "One-click segmentation of the vertebra at the crosshair; it heeds the hints and what you corrected",
                editor.actions()::segmentAtCrosshair);
        growing = Widgets.button(
                "Grow from hints",
                "Puts the labels right around the hints, up to edges in the image",
                () -> editor.guard(() -> editor.run(
                        "Grow from hints", new Operation.Grow(settings.hints, settings.reach, settings.where()))));
        JCheckBox body = Widgets.check(
                "body only",
                "Segments the vertebral body without arch and processes",
                settings.bodyOnly,
                on -> settings.bodyOnly = on);
        JCheckBox atOnce = Widgets.check(
                "at once",
                "Segments again, from the same seed, whenever a hint is set or taken away",
                settings.atOnce,
                on -> settings.atOnce = on);
        JSpinner reach = Widgets.number(settings.reach, 1, 50, 1);
        reach.setToolTipText("How far from a hint labels may change, mm");
        reach.addChangeListener(event -> settings.reach = Widgets.value(reach));
        add(Widgets.row(segment, body, atOnce));
        add(Widgets.row(
                growing,
                new JLabel("within"),
                reach,
                new JLabel("mm"),
                Widgets.button("Clear hints", "Takes all hints away; labels stay", () -> {
                    settings.hints.clear();
                    editor.hintsChanged();
                })));
    }

    void refresh() {
        segment.setEnabled(!editor.isBusy());
        growing.setEnabled(!editor.isBusy() && !settings.hints.isEmpty());
    }
}
