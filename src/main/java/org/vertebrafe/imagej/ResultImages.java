package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ResultJson;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Volume;

/** A result as ImageJ shows it: maps as images, numbers as a row of the Results table. */
public final class ResultImages {

    /** Image property with the name of the quantity a map shows; kept in TIFF files. */
    private static final String QUANTITY = "VertebraFE.quantity";

    private static final int SCIENTIFIC = -3;

    private ResultImages() {}

    /**
     * A map on the CT's grid, its slices in the order of the CT's, its provenance in the Info property.
     *
     * @param ct the image the analysis started from; names the map
     */
    public static ImagePlus map(AnalysisResult result, MapQuantity quantity, CtStack ct) {
        Volume map = result.map(quantity);
        ImagePlus image = ct.image(
                map,
                quantity.id() + " of " + ct.title(),
                quantity.unit(),
                ColourTable.of(quantity.scale()),
                provenance(result));
        ValueRange.of(quantity.scale(), map.values())
                .ifPresent(range -> image.setDisplayRange(range.min(), range.max()));
        image.setProp(QUANTITY, quantity.id());
        return image;
    }

    /** What is known about how a result came about, for Image &gt; Show Info. */
    public static String provenance(AnalysisResult result) {
        return ResultJson.of(result);
    }

    /** The quantity that a map shows, by its property or else by its title. */
    public static Optional<MapQuantity> quantity(ImagePlus map) {
        String known = map.getProp(QUANTITY);
        return known == null ? MapQuantity.named(map.getTitle()) : Optional.of(MapQuantity.ofId(known));
    }

    /**
     * Appends the result to ImageJ's Results table, the one that macros read, and shows it where there is a screen.
     *
     * @return that table
     */
    public static ResultsTable appendRow(AnalysisResult result) {
        return appendRow(result.name(), ResultRow.of(result));
    }

    /**
     * Appends a row to ImageJ's Results table and shows it where there is a screen.
     *
     * @param label first in the row
     * @param row column header to number or text
     * @return that table
     */
    public static ResultsTable appendRow(String label, Map<String, Object> row) {
        ResultsTable table = ResultsTable.getResultsTable();
        addRow(table, label, row);
        table.show("Results");
        return table;
    }

    /**
     * Adds a row to any table.
     *
     * @param label first in the row
     * @param row column header to number or text
     */
    public static void addRow(ResultsTable table, String label, Map<String, Object> row) {
        table.incrementCounter();
        table.addLabel(label);
        row.forEach((column, value) -> {
            if (value instanceof Double number) {
                table.addValue(column, number);
                if (number != 0 && Math.abs(number) < 1e-3) {
                    table.setDecimalPlaces(table.getColumnIndex(column), SCIENTIFIC);
                }
            } else {
                table.addValue(column, value.toString());
            }
        });
    }
}
