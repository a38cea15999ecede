package org.bonej.utilities;

import java.util.ArrayList;
import java.util.List;

/** Stand-in: one table for all commands, a list of columns with headers, the first of them the labels. */
public final class SharedTable {

    private static final List<Column> COLUMNS = new ArrayList<>();

    private SharedTable() {}

    /** A column. */
    public static final class Column extends ArrayList<Object> {
        private static final long serialVersionUID = 1;
        private final String header;

        Column(String header) {
            this.header = header;
        }

        public String getHeader() {
            return header;
        }
    }

    /** Puts a number into the row of a label. */
    public static void add(String label, String header, double value) {
        if (COLUMNS.isEmpty()) {
            COLUMNS.add(new Column("Label"));
        }
        Column labels = COLUMNS.get(0);
        if (!labels.contains(label)) {
            labels.add(label);
            COLUMNS.stream().skip(1).forEach(column -> column.add(""));
        }
        Column column = COLUMNS.stream()
                .filter(c -> c.getHeader().equals(header))
                .findFirst()
                .orElseGet(() -> {
                    Column made = new Column(header);
                    labels.forEach(row -> made.add(""));
                    COLUMNS.add(made);
                    return made;
                });
        column.set(labels.indexOf(label), value);
    }

    public static List<Column> getTable() {
        return COLUMNS;
    }

    public static void reset() {
        COLUMNS.clear();
    }
}
