package org.vertebrafe.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vertebrafe.analysis.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Command line options made from declared settings. */
final class SettingOptions {

    private SettingOptions() {}

    /** The option of a setting; its value is checked by the setting itself. */
    static OptionSpec option(Settings.Item item) {
        boolean number = item.type() != String.class;
        String[] choices = item.declaration().choices();
        String values = choices.length > 0
                ? " One of: " + String.join(", ", choices) + "."
                : number ? " Limits: " + item.limits() + "." : "";
        String byDefault = item.declaration().byDefault();
        return OptionSpec.builder("--" + item.optionName())
                .type(String.class)
                .paramLabel(
                        item.declaration().unit().startsWith("mm")
                                ? "MM"
                                : number
                                        ? "NUMBER"
                                        : choices.length > 0
                                                ? "ID"
                                                : item.declaration().file() ? "FILE" : "TEXT")
                .description((item.declaration().help()
                                + values
                                + (byDefault.isEmpty() ? "" : " Default: " + byDefault + "."))
                        .replace("%", "%%"))
                .build();
    }

    /** The values given on the command line, by the names of their settings. */
    static Map<String, String> given(CommandSpec spec, Collection<Settings.Item> items) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Settings.Item item : items) {
            String value = spec.commandLine().getParseResult().matchedOptionValue("--" + item.optionName(), null);
            if (value != null) {
                given.put(item.name(), value);
            }
        }
        return given;
    }
}
