package org.vertebrafe.imagej.bonej;

import ij.measure.ResultsTable;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads BoneJ's table. It is a list of columns, of classes that are not there without BoneJ, and one for all its commands
 * and runs: what a run has added is told from what stood there before. Its rows are named by row headers, in old versions
 * by a column.
 */
final class BoneJTables {

    private static final String LABEL = "Label";
    private static final String SHARED_TABLE = "org.bonej.utilities.SharedTable";

    private BoneJTables() {}

    /** A cell that holds a number. */
    record Cell(int row, String column) {}

    /**
     * The cells of a specimen that hold a number.
     *
     * @param table a list of columns whose elements have the method getHeader; anything else has no cells
     * @param label the name of the specimen's rows; what follows it tells parts of an image
     */
    static Map<Cell, Double> cells(Object table, String label) {
        Map<Cell, Double> cells = new LinkedHashMap<>();
        if (!(table instanceof List<?> columns)) {
            return cells;
        }
        int rows = columns.stream()
                .mapToInt(column -> column instanceof List<?> list ? list.size() : 0)
                .max()
                .orElse(0);
        for (int row = 0; row < rows; row++) {
            if (name(columns, row).startsWith(label)) {
                for (Object candidate : columns) {
                    if (candidate instanceof List<?> column && row < column.size() && !LABEL.equals(header(column))) {
                        Cell cell = new Cell(row, header(column));
                        number(column.get(row)).ifPresent(value -> cells.put(cell, value));
                    }
                }
            }
        }
        return cells;
    }

    /** What was added to a specimen's cells, by column header. */
    static Map<String, Double> added(Map<Cell, Double> before, Map<Cell, Double> after) {
        Map<String, Double> row = new LinkedHashMap<>();
        after.forEach((cell, value) -> {
            if (!before.containsKey(cell)) {
                row.put(cell.column(), value);
            }
        });
        return row;
    }

    private static String name(List<?> columns, int row) {
        try {
            Object header =
                    columns.getClass().getMethod("getRowHeader", int.class).invoke(columns, row);
            if (header != null) {
                return header.toString();
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            // A table of an old version: see below.
        }
        return columns.stream()
                .filter(candidate -> candidate instanceof List<?> column && LABEL.equals(header(column)))
                .map(column -> String.valueOf(((List<?>) column).get(row)))
                .findFirst()
                .orElse("");
    }

    private static Optional<Double> number(Object cell) {
        if (cell instanceof Number number) {
            return Optional.of(number.doubleValue()).filter(Double::isFinite);
        }
        try {
            return cell == null
                    ? Optional.empty()
                    : Optional.of(Double.valueOf(cell.toString().trim()));
        } catch (NumberFormatException e) {
            // An empty cell, or words.
            return Optional.empty();
        }
    }

    private static String header(List<?> column) {
        try {
            return String.valueOf(column.getClass().getMethod("getHeader").invoke(column));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return "";
        }
    }

    /** BoneJ's shared table, where there is one. */
    static Optional<Object> shared(ClassLoader loader) {
        try {
            return Optional.ofNullable(Class.forName(SHARED_TABLE, true, loader)
                    .getMethod("getTable")
                    .invoke(null));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            return Optional.empty();
        }
    }

    /** Takes the row of a label out of ImageJ's own table, into which old plugins write. */
    static Map<String, Double> taken(ResultsTable table, String label) {
        Map<String, Double> row = new LinkedHashMap<>();
        for (int at = table.size() - 1; at >= 0; at--) {
            if (label.equals(table.getLabel(at))) {
                for (String column : table.getHeadings()) {
                    if (!LABEL.equals(column)) {
                        number(table.getStringValue(column, at)).ifPresent(value -> row.put(column, value));
                    }
                }
                table.deleteRow(at);
            }
        }
        return row;
    }
}
