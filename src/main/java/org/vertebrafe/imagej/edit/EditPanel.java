package org.vertebrafe.imagej.edit;

import ij.IJ;
import ij.Macro;
import ij.WindowManager;
import ij.io.SaveDialog;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.segmentation.edit.Operation;

/** The panel of an editor: tools, labels with their figures, operations. */
final class EditPanel extends JFrame {

    /** Figures are brought up to date so often while a stroke is drawn, ms. */
    private static final int FIGURES_EVERY = 120;

    private static final int SPACE = 8;

    private final transient LabelEditor editor;
    private final transient EditSettings settings;
    private final Map<EditSettings.Tool, JToggleButton> tools = new EnumMap<>(EditSettings.Tool.class);
    private final JSpinner radius = Widgets.number(3, 0.1, 50, 0.5);
    private final JCheckBox ball = new JCheckBox("3D ball");
    private final JComboBox<String> over = new JComboBox<>();
    private final JSlider opacity = new JSlider(0, 100, 30);
    private final JCheckBox hidden = new JCheckBox("Hide labels");
    private final LabelBox list;
    private final SeedBox seeds;
    private final JTextArea status = new JTextArea(3, 20);
    private final JLabel place = new JLabel(" ");
    private final JButton undo = new JButton("Undo");
    private final JButton redo = new JButton("Redo");
    private final Timer figures;
    private boolean refreshing;

    EditPanel(LabelEditor editor) {
        super("Edit Labels: " + editor.labels().getTitle());
        this.editor = editor;
        this.settings = editor.settings();
        list = new LabelBox(editor, place);
        seeds = new SeedBox(editor);
        figures = new Timer(FIGURES_EVERY, event -> list.figures());
        figures.setRepeats(false);
        JPanel all = new JPanel();
        all.setLayout(new BoxLayout(all, BoxLayout.X_AXIS));
        all.setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
        // Low and broad, to lie below the three windows.
        all.add(Widgets.column(toolButtons(), brush(), list));
        all.add(Widgets.column(look(), operations(), seeds, output(), statusLine()));
        Widgets.small(all);
        setContentPane(all);
        setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                askAndClose();
            }
        });
        pack();
        setResizable(false);
        refresh();
        say(
                editor.knownLabels().size() == 1
                                && editor.session().statistics().isEmpty()
                        ? "No labels yet: click into a vertebral body and press Segment at crosshair, or paint."
                        : settings.tool.help);
    }

    private JComponent toolButtons() {
        JPanel row = Widgets.titled("Tool", new GridLayout(2, 3, 3, 3));
        ButtonGroup group = new ButtonGroup();
        for (EditSettings.Tool tool : EditSettings.Tool.values()) {
            JToggleButton button = new JToggleButton(tool.title, tool == settings.tool);
            button.setToolTipText(tool.help);
            button.addActionListener(event -> editor.choose(tool));
            group.add(button);
            tools.put(tool, button);
            row.add(button);
        }
        return row;
    }

    private JComponent brush() {
        JPanel box = Widgets.titled("Brush, and where edits may write", new GridLayout(3, 1, 3, 2));
        radius.setToolTipText("Radius of brush and eraser, mm; keys [ and {");
        radius.addChangeListener(event -> changed(() -> editor.setRadius(Widgets.value(radius))));
        ball.setToolTipText("Paints a ball through the neighbouring slices instead of a disc in this one");
        ball.addActionListener(event -> settings.ball = ball.isSelected());
        box.add(Widgets.row(new JLabel("Radius"), radius, new JLabel("mm"), ball));
        over.setToolTipText("What brush, outlines and operations may overwrite; locked labels never");
        over.addActionListener(event -> changed(this::chooseOver));
        box.add(Widgets.row(new JLabel("Over"), over));
        JCheckBox limit = new JCheckBox("HU", settings.limitHu);
        limit.setToolTipText("Change only voxels whose CT value lies in this range, both ends included");
        JSpinner low = Widgets.number(settings.huMin, -2000, 10000, 10);
        JSpinner high = Widgets.number(settings.huMax, -2000, 10000, 10);
        limit.addActionListener(event -> settings.limitHu = limit.isSelected());
        low.addChangeListener(event -> settings.huMin = Widgets.value(low));
        high.addChangeListener(event -> settings.huMax = Widgets.value(high));
        box.add(Widgets.row(limit, low, new JLabel("to"), high));
        return box;
    }

    private void chooseOver() {
        int chosen = over.getSelectedIndex();
        settings.over = chosen <= 0
                ? OptionalInt.empty()
                : OptionalInt.of(chosen == 1 ? 0 : editor.knownLabels().get(chosen - 2));
    }

    private JComponent look() {
        JCheckBox outline = new JCheckBox("Outline", settings.outline);
        outline.setToolTipText("Draws the labels' outlines");
        outline.addActionListener(event -> {
            settings.outline = outline.isSelected();
            editor.restyle();
        });
        JCheckBox cross = new JCheckBox("Crosshair", settings.crosshair);
        cross.addActionListener(event -> {
            settings.crosshair = cross.isSelected();
            editor.restyle();
        });
        hidden.setToolTipText("Flicker: the key ` hides the labels and brings them back");
        hidden.addActionListener(event -> editor.setHidden(hidden.isSelected()));
        opacity.setToolTipText("How strongly labels are filled, %; the key ~ switches the fill");
        opacity.setPreferredSize(new Dimension(90, 20));
        opacity.addChangeListener(event -> changed(() -> editor.setOpacity(opacity.getValue() / 100.0)));
        JPanel box = Widgets.titled("Look", new GridLayout(1, 1));
        JButton zoom = Widgets.button(
                "Zoom to labels", "Shows the labelled vertebra large in all three windows", editor::zoomToLabels);
        box.add(Widgets.row(outline, new JLabel("Fill"), opacity, cross, hidden, zoom));
        return box;
    }

    private JComponent operations() {
        JPanel box = Widgets.titled("Active label", new GridLayout(3, 1, 3, 3));
        JSpinner distance = Widgets.number(settings.distance, 0.1, 20, 0.5);
        distance.setToolTipText("Distance of Dilate and Erode, and of Smooth the standard deviation, mm");
        distance.addChangeListener(event -> settings.distance = Widgets.value(distance));
        box.add(Widgets.row(
                Widgets.button(
                        "Interpolate",
                        "Fills in the slices between those corrected by disc or outline in the window last used",
                        editor.actions()::interpolate),
                operation(
                        "Keep largest",
                        "Removes parts that do not hang together with the largest",
                        () -> new Operation.KeepLargest(settings.label, settings.where())),
                operation(
                        "Fill holes",
                        "Fills background that the label encloses",
                        () -> new Operation.FillHoles(
                                settings.label, java.util.Optional.empty(), settings.whereFree()))));
        box.add(Widgets.row(
                operation(
                        "Smooth",
                        "Smooths the surface and keeps the volume",
                        () -> new Operation.Smooth(settings.label, settings.distance, settings.where())),
                operation(
                        "Dilate",
                        "Adds a layer, over background unless chosen otherwise",
                        () -> new Operation.Dilate(settings.label, settings.distance, settings.whereFree())),
                operation(
                        "Erode",
                        "Takes a layer away",
                        () -> new Operation.Erode(settings.label, settings.distance, settings.where())),
                new JLabel("by"),
                distance,
                new JLabel("mm")));
        box.add(Widgets.row(
                undo,
                redo,
                operation("Reset", "Back to the labels as they came; can be undone", Operation.Reset::new)));
        undo.setToolTipText("Takes the last edit back (Ctrl+Z)");
        redo.setToolTipText("Does it again (Alt+Z)");
        undo.addActionListener(event -> editor.actions().undo());
        redo.addActionListener(event -> editor.actions().redo());
        return box;
    }

    private JComponent output() {
        return Widgets.row(
                Widgets.button(
                        "Apply", "Opens the corrected labels as a new image, with a table", editor.actions()::apply),
                Widgets.button(
                        "Apply in place", "Writes them into the label image itself", editor.actions()::applyInPlace),
                Widgets.button("Save script...", "Saves the edits as JSON, to do them again", this::saveScript),
                Widgets.button("Help", "What the tools and keys do", () -> EditHelp.show(editor.keys())));
    }

    private JComponent statusLine() {
        status.setEditable(false);
        status.setFocusable(false);
        status.setLineWrap(true);
        status.setWrapStyleWord(true);
        status.setOpaque(false);
        status.setAlignmentX(LEFT_ALIGNMENT);
        return status;
    }

    void say(String message) {
        status.setText(message);
    }

    String said() {
        return status.getText();
    }

    void showPosition(int[] voxel) {
        double hu = editor.session().ct().orElseThrow().get(voxel[0], voxel[1], voxel[2]);
        place.setText(String.format(Locale.ROOT, "voxel %d, %d, %d: %.0f HU", voxel[0], voxel[1], voxel[2], hu));
    }

    void figuresSoon() {
        if (!figures.isRunning()) {
            figures.start();
        }
    }

    /** Shows what the editor is set to and what became of the labels. */
    void refresh() {
        refreshing = true;
        tools.get(settings.tool).setSelected(true);
        radius.setValue(settings.radius);
        ball.setSelected(settings.ball);
        opacity.setValue((int) Math.round(100 * settings.opacity));
        hidden.setSelected(settings.hidden);
        over.removeAllItems();
        over.addItem("any label that is not locked");
        over.addItem("background only");
        editor.knownLabels().forEach(label -> over.addItem("only label " + label));
        int chosen = settings.over.isEmpty()
                ? 0
                : settings.over.getAsInt() == 0 ? 1 : editor.knownLabels().indexOf(settings.over.getAsInt()) + 2;
        over.setSelectedIndex(Math.max(0, chosen));
        list.refresh();
        seeds.refresh();
        undo.setEnabled(!editor.isBusy() && editor.session().canUndo());
        redo.setEnabled(!editor.isBusy() && editor.session().canRedo());
        showPosition(editor.position());
        refreshing = false;
    }

    /** A change by hand, not by {@link #refresh}. */
    private void changed(Runnable action) {
        if (!refreshing) {
            action.run();
        }
    }

    /** Shows the panel beside the windows. */
    void open(Rectangle windows) {
        place(windows);
        setVisible(true);
        WindowManager.addWindow(this);
    }

    /** Puts the panel below the windows, or to the right of them, or else in the corner of the screen. */
    void place(Rectangle windows) {
        Rectangle screen = ij.gui.GUI.getMaxWindowBounds(this);
        int right = screen.x + screen.width - getWidth();
        int bottom = screen.y + screen.height - getHeight();
        int x = windows.x;
        int y = windows.y + windows.height + SPACE;
        if (y > bottom && windows.x + windows.width + SPACE <= right) {
            x = windows.x + windows.width + SPACE;
            y = windows.y;
        } else if (y > bottom) {
            x = right;
        }
        setLocation(Math.max(screen.x, Math.min(x, right)), Math.max(screen.y, Math.min(y, bottom)));
    }

    @Override
    public void dispose() {
        WindowManager.removeWindow(this);
        figures.stop();
        super.dispose();
    }

    /** Closes, after asking about changes that are not saved; a macro is never asked, its changes become an image. */
    void askAndClose() {
        if (editor.isBusy()) {
            say("Please wait for the running operation to end, or press Esc to stop it.");
            return;
        }
        if (editor.session().unsaved()) {
            if (Macro.getOptions() != null || IJ.macroRunning()) {
                editor.actions().apply();
            } else {
                Object[] choices = {"Apply", "Discard", "Cancel"};
                int answer = JOptionPane.showOptionDialog(
                        this,
                        "The corrections are not saved. Apply opens them as a new image.",
                        "Edit Labels",
                        JOptionPane.DEFAULT_OPTION,
                        JOptionPane.QUESTION_MESSAGE,
                        null,
                        choices,
                        choices[0]);
                if (answer == 0) {
                    editor.actions().apply();
                } else if (answer != 1) {
                    return;
                }
            }
        }
        editor.close();
    }

    private void saveScript() {
        SaveDialog dialog = new SaveDialog("Save edit script", "edits", ".json");
        if (dialog.getFileName() != null) {
            try {
                EditScripts.write(editor.session().script(), Path.of(dialog.getDirectory(), dialog.getFileName()));
                say("The script replays with the same labels and CT: vertebrafe edit --script " + dialog.getFileName());
            } catch (IOException | InputException e) {
                say("The script was not saved: " + e.getMessage());
            }
        }
    }

    private JButton operation(String title, String help, java.util.function.Supplier<Operation> operation) {
        return Widgets.button(title, help, () -> editor.guard(() -> editor.run(title, operation.get())));
    }
}
