package org.vertebrafe.io.inp;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A keyword line, its parameters and where it stands. Every parameter must be asked for, or it is an error. */
final class InpKeyword {

    private final InpLines lines;
    private final String name;
    private final String place;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    private InpKeyword(InpLines lines, String text) {
        this.lines = lines;
        place = lines.place();
        String[] words = text.substring(1).split(",");
        name = words.length == 0 ? "" : words[0].replaceAll("\\s+", " ").trim().toUpperCase(Locale.ROOT);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String key = (equals < 0 ? words[i] : words[i].substring(0, equals)).trim();
            String value =
                    equals < 0 ? "" : unquoted(words[i].substring(equals + 1).trim());
            if (!key.isEmpty()) {
                parameters.put(key.replaceAll("\\s+", "").toUpperCase(Locale.ROOT), value);
            }
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Reads a keyword; a line that ends in a comma goes on in the next one. */
    static InpKeyword read(InpLines lines, String first) throws IOException {
        StringBuilder text = new StringBuilder(first.strip());
        int start = lines.lineNumber();
        while (text.charAt(text.length() - 1) == ',') {
            String line = lines.next();
            if (line == null || line.startsWith("*")) {
                throw lines.error("the line before, line %d, ends in a comma but does not go on.", start);
            }
            text.append(line.strip());
        }
        return new InpKeyword(lines, text.toString());
    }

    /** In capitals, single spaces, without the star. */
    String name() {
        return name;
    }

    /** "FILE, line N". */
    String place() {
        return place;
    }

    /** Value of a parameter as written, empty if it has none; null if the parameter is not given. */
    String get(String key) {
        asked.add(key);
        return parameters.get(key);
    }

    /** A name in capitals, or null. */
    String label(String key) {
        String value = get(key);
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }

    /** A name in capitals that must be given. */
    String required(String key) {
        String value = label(key);
        if (value == null || value.isEmpty()) {
            throw lines.error("*%s needs %s=.", name, key);
        }
        return value;
    }

    /** Parameters that may be given and change nothing. */
    void ignore(String... keys) {
        asked.addAll(Set.of(keys));
    }

    /** Takes one value of a parameter only. */
    void only(String key, String... values) {
        String value = label(key);
        if (value != null && !Set.of(values).contains(value)) {
            throw lines.error("*%s, %s=%s is not supported, only %s.", name, key, value, String.join(", ", values));
        }
    }

    /** Refuses parameters nobody asked for: they would change the answer. */
    void end() {
        for (String key : parameters.keySet()) {
            if (!asked.contains(key)) {
                throw lines.error("*%s: the parameter %s is not supported.", name, key);
            }
        }
    }
}
