package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
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

    /**
     * The settings that a JSON file names, the others at their default; all at their default without a file.
     *
     * @param file may be null
     * @throws InputException if it cannot be read or holds no such settings
     */
    static <T extends Record> T read(Settings<T> settings, Path file) throws IOException {
        if (file == null) {
            return settings.defaults();
        }
        if (!Files.isReadable(file)) {
            throw InputException.of("Configuration %s does not exist or cannot be read.", file);
        }
        return settings.fromJson(Files.readString(file));
    }
}
