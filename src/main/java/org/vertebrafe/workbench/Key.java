package org.vertebrafe.workbench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Setting;
import org.vertebrafe.analysis.Settings;

/**
 * Everything that a stage's outcome depends on, by name: as long as it is the same, the outcome is.
 *
 * @param parts names of settings with their values, and of other stages with the fingerprints of their outcomes
 */
public record Key(Map<String, String> parts) {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    public Key {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** What is different in another key, in a sentence for a person; empty if nothing is. */
    String difference(Key before) {
        List<String> changes = new ArrayList<>();
        parts.forEach((name, value) -> {
            String old = before.parts.get(name);
            if (!value.equals(old)) {
                changes.add(words(name, old, value));
            }
        });
        return changes.isEmpty() ? "" : String.join("; ", changes) + ".";
    }

    private static String words(String name, String before, String now) {
        for (Stage stage : Stage.values()) {
            if (stage.name().equals(name)) {
                return switch (stage) {
                    case CT -> "The CT is another one, or its pixels were changed";
                    case CALIBRATE -> "The calibration is another one";
                    case SEGMENT -> "The labels are others";
                    case MESH -> "The mesh is another one";
                    case MATERIAL -> "The material is another one";
                    default -> stage.title() + " gave something else";
                };
            }
        }
        for (Settings.Item item : SETTINGS.items()) {
            if (item.name().equals(name)) {
                Setting setting = item.declaration();
                String unit = setting.unit().isEmpty() ? "" : " " + setting.unit();
                return "%s changed from %s to %s%s".formatted(setting.label(), shown(before), shown(now), unit);
            }
        }
        return "%s changed from %s to %s".formatted(name, shown(before), shown(now));
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "nothing" : value.replaceFirst("\\.0$", "");
    }
}
