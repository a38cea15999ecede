package org.vertebrafe.io;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;

/** Tables of separated values as RFC 4180 has them; read also with semicolons or tabs, as spreadsheets write them. */
public final class Csv {

    private Csv() {}

    /** A line with its end; fields are quoted where they must be. */
    public static String line(List<?> fields) {
        return fields.stream().map(field -> quoted(field.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A field, in quotes where it holds a comma, a quote or a line break. */
    public static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * The records of a text; empty lines are none. What separates the fields is what the first line has most of: commas,
     * semicolons or tabs.
     *
     * @param text the whole table
     * @param where its name, for errors
     * @throws InputException if a quoted field does not end
     */
    public static List<List<String>> parse(String text, String where) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Reader(content, separator(content), where).records();
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = count(first, candidate) > count(first, best) ? candidate : best;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static final class Reader {

        private final String text;
        private final char separator;
        private final String where;
        private final List<List<String>> records = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private List<String> record = new ArrayList<>();

        private Reader(String text, char separator, String where) {
            this.text = text;
            this.separator = separator;
            this.where = where;
        }

        private List<List<String>> records() {
            boolean quoted = false;
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (quoted) {
                    boolean doubled = c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"';
                    if (c != '"' || doubled) {
                        field.append(c);
                        at += doubled ? 1 : 0;
                    } else {
                        quoted = false;
                    }
                } else if (c == '"' && field.toString().isBlank()) {
                    field.setLength(0);
                    quoted = true;
                } else if (c == separator) {
                    endField();
                } else if (c == '\n') {
                    endRecord();
                } else if (c != '\r') {
                    field.append(c);
                }
            }
            if (quoted) {
                throw InputException.of(
                        "%s: a field that begins with a quote in record %d does not end; close it with a quote.",
                        where, records.size() + 1);
            }
            endRecord();
            return records;
        }

        private void endField() {
            record.add(field.toString().strip());
            field.setLength(0);
        }

        private void endRecord() {
            endField();
            if (record.size() > 1 || !record.get(0).isEmpty()) {
                records.add(record);
            }
            record = new ArrayList<>();
        }
    }
}
