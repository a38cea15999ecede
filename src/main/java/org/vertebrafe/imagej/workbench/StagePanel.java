package org.vertebrafe.imagej.workbench;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.SwingConstants;
import org.vertebrafe.workbench.Light;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.StageStatus;
import org.vertebrafe.workbench.Work;

/** The panel of a stage: what is needed first, then what it gave, then what few people need, folded. */
abstract class StagePanel extends JPanel {

    /** This much of a long list of warnings is shown. */
    private static final int MOST = 6;

    private final transient Bench bench;
    private final Stage stage;
    private final JTextArea state = Parts.text("", Parts.SOFT, 1);
    private final JTextArea outcome = Parts.text("", java.awt.Color.BLACK, 1);
    private final JTextArea warnings = Parts.text("", Parts.SOFT, 0.92);
    private final JLabel picture = new JLabel("", SwingConstants.LEFT);
    private final JPanel below = Parts.column(8);

    StagePanel(Bench bench, Stage stage) {
        super(new BorderLayout());
        this.bench = bench;
        this.stage = stage;
        setName(stage.name());
        setBorder(BorderFactory.createEmptyBorder(14, 18, 10, 18));
    }

    /** Puts the panel together; to be called once, by the constructor below. */
    final void build(String what, JComponent needed, JComponent advanced) {
        JLabel title = new JLabel(stage.title());
        title.setFont(Parts.font(Font.BOLD, 1.5));
        JPanel all = Parts.column(8, title, Parts.text(what, Parts.SOFT, 1), needed, state, outcome, picture, warnings);
        all.add(javax.swing.Box.createVerticalStrut(10));
        all.add(below);
        if (advanced != null) {
            all.add(javax.swing.Box.createVerticalStrut(8));
            all.add(Parts.folded("Advanced", advanced));
        }
        for (Component part : all.getComponents()) {
            ((JComponent) part).setAlignmentX(Component.LEFT_ALIGNMENT);
        }
        add(all, BorderLayout.NORTH);
    }

    final Bench bench() {
        return bench;
    }

    final Stage stage() {
        return stage;
    }

    /** What follows the outcome. */
    final JPanel below() {
        return below;
    }

    /** What the button that does the stage says. */
    abstract String action();

    /** What the stage gave in a few lines; empty if nothing. */
    abstract String words(Work work);

    /** The same in a few words beside the light. */
    abstract String summary(Work work);

    /** A picture of what the stage gave, or null. */
    JLabel picture() {
        return picture;
    }

    /** Shows on the CT what the stage gave; called when the panel is opened and when the stage was done. */
    void preview(Work work) {
        // Nothing, where nothing can be seen.
    }

    /** Brings the fields up to date. */
    abstract void refreshFields(Work work);

    /** Whether the stage is there to be done by its button. */
    boolean ready(Work work) {
        return true;
    }

    final void refresh() {
        Work work = bench.work();
        refreshFields(work);
        StageStatus status = work.status(stage);
        boolean bad = status.light() == Light.FAILED;
        state.setForeground(
                bad ? Parts.BAD : status.light() == Light.STALE ? new java.awt.Color(0x8A, 0x5A, 0) : Parts.SOFT);
        Parts.say(state, status.light() == Light.STALE ? "Out of date. " + status.reason() : status.reason());
        Parts.say(outcome, words(work));
        Parts.say(warnings, notes(said(work)));
        revalidate();
        repaint();
    }

    /** What is new in this stage; the last tells all. */
    private List<String> said(Work work) {
        if (!work.done().containsKey(stage)) {
            return List.of();
        }
        List<String> said = new ArrayList<>(work.done().get(stage).outcome().warnings());
        for (Stage before : stage == Stage.RESULTS ? Set.<Stage>of() : stage.path()) {
            if (before != stage && work.done().containsKey(before)) {
                said.removeAll(work.done().get(before).outcome().warnings());
            }
        }
        return said;
    }

    private static String notes(List<String> said) {
        StringBuilder notes = new StringBuilder();
        said.stream().distinct().limit(MOST).forEach(line -> notes.append(notes.isEmpty() ? "" : "\n")
                .append("\u2022 ")
                .append(line));
        if (said.size() > MOST) {
            notes.append("\n\u2022 and ").append(said.size() - MOST).append(" more, in the result files.");
        }
        return notes.toString();
    }
}
