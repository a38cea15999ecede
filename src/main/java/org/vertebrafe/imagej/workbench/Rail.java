package org.vertebrafe.imagej.workbench;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.ButtonGroup;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import org.vertebrafe.workbench.Light;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.StageStatus;
import org.vertebrafe.workbench.Work;

/** The stages with their lights, from top to bottom; a click goes there. */
final class Rail extends JPanel {

    private static final Dimension ROW = new Dimension(196, 52);
    private static final Color GROUND = new Color(0xF2, 0xF4, 0xF6);
    private static final Color CHOSEN = new Color(0xD8, 0xE6, 0xF2);

    private final Map<Stage, JToggleButton> buttons = new EnumMap<>(Stage.class);

    Rail(Consumer<Stage> go) {
        setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
        setBackground(GROUND);
        setBorder(BorderFactory.createEmptyBorder(10, 0, 10, 0));
        ButtonGroup group = new ButtonGroup();
        for (Stage stage : Stage.values()) {
            JToggleButton button = new JToggleButton();
            button.setName("stage " + stage.name());
            button.setHorizontalAlignment(SwingConstants.LEFT);
            button.setIconTextGap(10);
            button.setBorder(BorderFactory.createEmptyBorder(4, 14, 4, 6));
            button.setFocusPainted(false);
            button.setContentAreaFilled(false);
            button.setOpaque(true);
            button.setFont(Parts.font(Font.PLAIN, 1));
            button.setPreferredSize(ROW);
            button.setMaximumSize(new Dimension(Short.MAX_VALUE, ROW.height));
            button.setAlignmentX(Component.LEFT_ALIGNMENT);
            button.addActionListener(event -> go.accept(stage));
            group.add(button);
            buttons.put(stage, button);
            add(button);
        }
    }

    /**
     * Shows the state.
     *
     * @param open the stage whose panel is open
     * @param summaries a few words on what each stage gave
     */
    void refresh(Work work, Stage open, Function<Stage, String> summaries) {
        buttons.forEach((stage, button) -> {
            StageStatus status = work.status(stage);
            button.setIcon(new LightIcon(status.light()));
            String small = status.light() == Light.DONE
                    ? summaries.apply(stage)
                    : status.light().words();
            button.setText("<html>" + (stage == open ? "<b>" : "") + stage.title() + (stage == open ? "</b>" : "")
                    + "<br><font size='-2' color='#5a5a5a'>" + escaped(small) + "</font></html>");
            button.setToolTipText(status.reason().isEmpty() ? status.light().words() : status.reason());
            button.setSelected(stage == open);
            button.setBackground(stage == open ? CHOSEN : GROUND);
        });
    }

    private static String escaped(String text) {
        String all = text.replace("&", "&amp;").replace("<", "&lt;");
        return all.length() > 26 ? all.substring(0, 25) + "\u2026" : all;
    }
}
