package org.vertebrafe.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scijava.ItemVisibility;
import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.MutableModuleItem;
import org.vertebrafe.analysis.Settings;

/** Inputs of a command made from declared settings, one for each, and their values read back. */
final class SettingInputs {

    private SettingInputs() {}

    /** Adds an input for each setting. */
    static void declare(DynamicCommandInfo info, Collection<Settings.Item> items) {
        items.forEach(item -> declare(info, item));
    }

    /** Adds an input for a setting; a dialog may offer more or fewer choices and another default than the setting's. */
    static MutableModuleItem<?> declare(DynamicCommandInfo info, Settings.Item item) {
        MutableModuleItem<?> input = item.type() == String.class ? text(info, item) : number(info, item);
        info.addInput(input);
        return input;
    }

    /** Adds an input for a text that is no setting. */
    static MutableModuleItem<String> text(DynamicCommandInfo info, String name, String label, String help) {
        MutableModuleItem<String> input = new DefaultMutableModuleItem<>(info, name, String.class);
        input.setLabel(label);
        input.setDescription(help);
        input.setRequired(false);
        input.setPersisted(false);
        input.setDefaultValue("");
        info.addInput(input);
        return input;
    }

    /** The values that differ from the settings' defaults, as text by name. */
    static Map<String, String> changes(DynamicCommand command, Collection<Settings.Item> items) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (Settings.Item item : items) {
            Object value = command.getInput(item.name());
            if (value != null && !value.equals(item.defaultValue())) {
                changes.put(item.name(), value.toString());
            }
        }
        return changes;
    }

    private static MutableModuleItem<String> text(DynamicCommandInfo info, Settings.Item item) {
        MutableModuleItem<String> input = new DefaultMutableModuleItem<>(info, item.name(), String.class);
        describe(input, item);
        if (item.declaration().choices().length > 0) {
            input.setChoices(List.of(item.declaration().choices()));
        }
        if (item.declaration().file()) {
            input.setWidgetStyle("file");
        }
        input.setDefaultValue(item.declaration().byDefault());
        return input;
    }

    private static MutableModuleItem<?> number(DynamicCommandInfo info, Settings.Item item) {
        if (item.type() == int.class) {
            MutableModuleItem<Integer> input = new DefaultMutableModuleItem<>(info, item.name(), Integer.class);
            describe(input, item);
            input.setMinimumValue((int) item.declaration().min());
            input.setMaximumValue((int) item.declaration().max());
            input.setDefaultValue((Integer) item.defaultValue());
            return input;
        }
        MutableModuleItem<Double> input = new DefaultMutableModuleItem<>(info, item.name(), Double.class);
        describe(input, item);
        if (Double.isFinite(item.declaration().min())) {
            input.setMinimumValue(item.declaration().min());
        }
        if (Double.isFinite(item.declaration().max())) {
            input.setMaximumValue(item.declaration().max());
        }
        input.setDefaultValue((Double) item.defaultValue());
        return input;
    }

    private static void describe(MutableModuleItem<?> input, Settings.Item item) {
        input.setLabel(item.labelWithUnit());
        input.setDescription(item.declaration().help());
        input.setRequired(false);
        // A value left out of a macro must be the default, not that of somebody's last dialog.
        input.setPersisted(false);
        if (item.declaration().expert()) {
            input.setVisibility(ItemVisibility.INVISIBLE);
        }
    }
}
