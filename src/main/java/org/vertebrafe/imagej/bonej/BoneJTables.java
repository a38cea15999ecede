package org.vertebrafe.imagej.bonej;

import ij.measure.ResultsTable;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads BoneJ's tables. They are lists of columns, of classes that are not there without BoneJ, and shared by all its
 * commands: a row is copied at once, found by the title of the mask that was measured.
 */
final class BoneJTables {

    private static final String LABEL = "Label";
    private static final String SHARED_TABLE = "org.bonej.utilities.SharedTable";

    private BoneJTables() {}

    /**
     * The numbers of a row, by column header.
     *
     * @param table a list of columns whose elements have the method getHeader
     * @param label the row's label
     */
    static Map<String, Double> row(Object table, String label) {
        Map<String, Double> row = new LinkedHashMap<>();
        if (!(table instanceof List<?> columns)) {
            return row;
        }
        for (Object candidate : columns) {
            if (candidate instanceof List<?> column && LABEL.equals(header(column))) {
                for (int at = 0; at < column.size(); at++) {
                    if (label.equals(String.valueOf(column.get(at)))) {
                        copy(columns, at, row);
                    }
                }
            }
        }
        return row;
    }

    private static void copy(List<?> columns, int at, Map<String, Double> row) {
        for (Object candidate : columns) {
            if (candidate instanceof List<?> column && at < column.size() && !LABEL.equals(header(column))) {
                number(column.get(at)).ifPresent(value -> row.put(header(column), value));
            }
        }
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
