package org.vertebrafe.imagej.workbench;

import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;

/** Fields for declared settings of the analysis: label, unit, choices and help come from their declaration. */
final class SettingForm extends JPanel {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private final transient Bench bench;
    private final Map<String, JComponent> fields = new LinkedHashMap<>();
    private final Map<String, JTextArea> problems = new LinkedHashMap<>();
    private boolean filling;

    /**
     * @param explained whether the help stands below each field, else it is its tooltip only
     */
    SettingForm(Bench bench, List<String> names, boolean explained) {
        super(new GridBagLayout());
        this.bench = bench;
        setOpaque(false);
        GridBagConstraints at = new GridBagConstraints();
        at.gridy = 0;
        at.anchor = GridBagConstraints.WEST;
        for (String name : names) {
            add(item(name), explained, at);
        }
    }

    private static Settings.Item item(String name) {
        return SETTINGS.items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void add(Settings.Item item, boolean explained, GridBagConstraints at) {
        String help = item.declaration().help();
        String limits = item.limits();
        String tip = "<html><div style='width:320px'>" + help
                + (item.type() == String.class || limits.equals("none") ? "" : "<br>Allowed: " + limits) + "</div>";
        JLabel label = new JLabel(item.declaration().label());
        label.setFont(Parts.font(Font.PLAIN, 1));
        label.setToolTipText(tip);
        JComponent field = item.declaration().choices().length > 0 ? choice(item) : written(item);
        field.setName(item.name());
        field.setToolTipText(tip);
        field.setFont(Parts.font(Font.PLAIN, 1));
        label.setLabelFor(field);
        fields.put(item.name(), field);
        at.insets = new Insets(explained && at.gridy > 0 ? 10 : 3, 0, 2, 8);
        at.gridx = 0;
        at.gridwidth = 1;
        at.weightx = 0;
        at.fill = GridBagConstraints.NONE;
        add(label, at);
        at.gridx = 1;
        add(field, at);
        at.gridx = 2;
        at.weightx = 1;
        JLabel unit = new JLabel(item.declaration().unit());
        unit.setFont(Parts.font(Font.PLAIN, 1));
        add(unit, at);
        at.gridy++;
        JTextArea problem = Parts.text("", Parts.BAD, 0.92);
        problem.setVisible(false);
        problems.put(item.name(), problem);
        full(problem, at);
        if (explained) {
            full(Parts.text(help, Parts.SOFT, 0.92), at);
        }
    }

    private void full(JComponent component, GridBagConstraints at) {
        at.gridx = 0;
        at.gridwidth = 3;
        at.fill = GridBagConstraints.HORIZONTAL;
        at.insets = new Insets(0, 0, 2, 0);
        add(component, at);
        at.gridy++;
    }

    private JComponent choice(Settings.Item item) {
        JComboBox<String> box = new JComboBox<>(item.declaration().choices());
        box.addActionListener(event -> change(item.name(), String.valueOf(box.getSelectedItem())));
        return box;
    }

    private JComponent written(Settings.Item item) {
        JTextField field = new JTextField(item.type() == String.class ? 14 : 8);
        field.addActionListener(event -> change(item.name(), field.getText()));
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent event) {
                change(item.name(), field.getText());
            }
        });
        return field;
    }

    private void change(String name, String value) {
        if (filling || shown(name).equals(value)) {
            Parts.say(problems.get(name), "");
            return;
        }
        try {
            bench.plan(plan -> plan.with(name, value));
            Parts.say(problems.get(name), "");
        } catch (InputException e) {
            Parts.say(problems.get(name), e.getMessage());
            revalidate();
        }
    }

    private String shown(String name) {
        return SETTINGS.values(bench.work().plan().analysis())
                .get(name)
                .toString()
                .replaceFirst("\\.0$", "");
    }

    /** Shows the settings as they are; a field that is being typed in is left alone. */
    void refresh() {
        filling = true;
        fields.forEach((name, field) -> {
            String value = shown(name);
            if (field instanceof JComboBox<?> box && !value.equals(box.getSelectedItem())) {
                box.setSelectedItem(value);
            } else if (field instanceof JTextField text
                    && !text.isFocusOwner()
                    && !value.equals(text.getText())
                    && !problems.get(name).isVisible()) {
                text.setText(value);
            }
        });
        filling = false;
    }
}
