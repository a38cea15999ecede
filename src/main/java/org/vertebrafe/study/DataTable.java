package org.vertebrafe.study;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.Csv;

/**
 * A table of texts with named columns, from a CSV file. Empty fields, NA and NaN are missing values.
 *
 * @param name of the file, for errors
 * @param header names of the columns
 * @param rows as many fields each
 */
public record DataTable(String name, List<String> header, List<List<String>> rows) {

    private static final Set<String> MISSING = Set.of("", "na", "nan", "n/a");

    /**
     * Reads a file in UTF-8.
     *
     * @throws InputException if it is no table or its rows differ in length
     * @throws IOException if it cannot be read
     */
    public static DataTable read(Path file) throws IOException {
        try {
            return parse(Files.readString(file), file.getFileName().toString());
        } catch (NoSuchFileException e) {
            throw new InputException("Table " + file + " does not exist.", e);
        } catch (MalformedInputException e) {
            throw new InputException("Table " + file + " is not text in UTF-8: save it as CSV in UTF-8.", e);
        }
    }

    /** Reads a text; its name is for errors. */
    public static DataTable parse(String text, String name) {
        List<List<String>> records = Csv.parse(text, name);
        if (records.size() < 2) {
            throw InputException.of("%s: there must be a line of column names and at least one row.", name);
        }
        List<String> header = records.get(0);
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!seen.add(column)) {
                throw InputException.of("%s: there are two columns \"%s\"; rename one.", name, column);
            }
        }
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).size() != header.size()) {
                throw InputException.of(
                        "%s, row %d: %d fields, but there are %d columns; a text that holds a comma must stand in"
                                + " quotes.",
                        name, i, records.get(i).size(), header.size());
            }
        }
        return new DataTable(name, header, records.subList(1, records.size()));
    }

    /** Whether there is a column of this name. */
    public boolean has(String column) {
        return header.contains(column);
    }

    /** Refuses a table without one of these columns. */
    public void require(String... columns) {
        for (String column : columns) {
            if (!has(column)) {
                throw InputException.of(
                        "%s: column \"%s\" is missing; there are %s.", name, column, String.join(", ", header));
            }
        }
    }

    /** A field; empty where the table has no such column or the value is missing. */
    public String text(int row, String column) {
        int at = header.indexOf(column);
        String text = at < 0 ? "" : rows.get(row).get(at);
        return MISSING.contains(text.toLowerCase(Locale.ROOT)) ? "" : text;
    }

    /**
     * A number; NaN where it is missing.
     *
     * @throws InputException if it is no number
     */
    public double number(int row, String column) {
        String text = text(row, column);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw InputException.of(
                "%s, row %d: %s is \"%s\", not a number; write decimals with a point and leave missing values empty.",
                name, row + 1, column, text);
    }
}
