package org.vertebrafe.imagej.plain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.vertebrafe.base.InputException;

/**
 * The options of a macro's {@code run("Name...", "key=value other=[a value] flag")}, as ImageJ writes them: keys in lower
 * case, values with spaces in brackets (which may nest) or single quotes, a key alone meaning {@code true}.
 */
final class MacroOptions {

    private final String text;
    private int at;

    private MacroOptions(String text) {
        this.text = text;
    }

    /**
     * Reads all options, in their order.
     *
     * @throws InputException if a bracket is not closed or an option is given twice
     */
    static Map<String, String> parse(String options) {
        return new MacroOptions(options).all();
    }

    private Map<String, String> all() {
        Map<String, String> options = new LinkedHashMap<>();
        skipSpace();
        while (at < text.length()) {
            String key = key();
            String value = "true";
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                value = value();
            }
            if (options.put(key, value) != null) {
                throw InputException.of("Macro option \"%s\" is given twice in \"%s\".", key, text);
            }
            skipSpace();
        }
        return Collections.unmodifiableMap(options);
    }

    private String key() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw InputException.of("Macro options \"%s\": a name is missing before \"=\".", text);
        }
        return text.substring(start, at).toLowerCase(Locale.US);
    }

    private String value() {
        if (at < text.length() && text.charAt(at) == '[') {
            return bracketed();
        }
        if (at < text.length() && text.charAt(at) == '\'') {
            int end = text.indexOf('\'', at + 1);
            if (end < 0) {
                throw InputException.of("Macro options \"%s\": the quote ' is not closed.", text);
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return value;
        }
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String bracketed() {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                String value = text.substring(at + 1, i);
                at = i + 1;
                return value;
            }
        }
        throw InputException.of("Macro options \"%s\": a bracket [ is not closed.", text);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
