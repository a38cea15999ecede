package org.bonej.utilities;

import java.util.ArrayList;
import java.util.List;

/**
 * Stand-in: one table for all commands and runs, a list of columns with headers. Rows have headers too, and no column for
 * them; an empty cell is null. A value goes into the last row of its label that has none in its column, or else into a new
 * row.
 */
public final class SharedTable {

    private static Table table = new Table();

    private SharedTable() {}

    /** A column. */
    public static final class Column extends ArrayList<Double> {
        private static final long serialVersionUID = 1;
        private final String header;

        Column(String header) {
            this.header = header;
        }

        public String getHeader() {
            return header;
        }
    }

    /** The columns, and the rows' headers. */
    public static final class Table extends ArrayList<Column> {
        private static final long serialVersionUID = 1;
        private final List<String> rows = new ArrayList<>();

        public String getRowHeader(int row) {
            return rows.get(row);
        }
    }

    /** Puts a number into a row of a label. */
    public static void add(String label, String header, double value) {
        Column column = table.stream()
                .filter(c -> c.getHeader().equals(header))
                .findFirst()
                .orElseGet(() -> {
                    Column made = new Column(header);
                    table.rows.forEach(row -> made.add(null));
                    table.add(made);
                    return made;
                });
        for (int row = table.rows.size() - 1; row >= 0; row--) {
            if (table.rows.get(row).equals(label) && column.get(row) == null) {
                column.set(row, value);
                return;
            }
        }
        table.rows.add(label);
        table.forEach(c -> c.add(null));
        column.set(table.rows.size() - 1, value);
    }

    public static Table getTable() {
        Table copy = new Table();
        copy.addAll(table);
        copy.rows.addAll(table.rows);
        return copy;
    }

    public static void reset() {
        table = new Table();
    }
}
