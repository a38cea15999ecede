package org.vertebrafe.imagej.calibrate;

import ij.measure.ResultsTable;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.calibration.PhantomRod;
import org.vertebrafe.calibration.RodReading;
import org.vertebrafe.calibration.TissueSample;
import org.vertebrafe.calibration.rods.RodDrift;
import org.vertebrafe.calibration.tissues.TissueRegion;

/** What calibrations were measured on, as a table of its own: the Results table has one row for each vertebra. */
public final class CalibrationTables {

    /** Title of its window. */
    public static final String TITLE = "Density Calibration";

    private static final double MG_PER_G = 1000;

    private CalibrationTables() {}

    /**
     * A row for each rod or tissue, after those of earlier calibrations that are on the screen; shown where there is one.
     * Other methods measure nothing and add nothing.
     *
     * @param title of the CT, the label of the rows
     * @return the table
     */
    public static ResultsTable append(CalibrationResult result, String title) {
        ResultsTable shown = ResultsTable.getResultsTable(TITLE);
        ResultsTable table = shown == null ? new ResultsTable() : shown;
        result.phantom().ifPresent(evidence -> rods(table, evidence, title));
        result.tissues()
                .ifPresent(evidence -> evidence.found().regions().forEach(region -> tissue(table, region, title)));
        if (table.size() > 0) {
            table.show(TITLE);
        }
        return table;
    }

    private static void rods(ResultsTable table, CalibrationResult.PhantomEvidence evidence, String title) {
        PhantomFit fit = evidence.fit();
        for (int r = 0; r < fit.readings().size(); r++) {
            RodReading reading = fit.readings().get(r);
            PhantomRod rod = fit.phantom().rod(reading.rod());
            table.incrementCounter();
            table.addLabel(title);
            table.addValue("Phantom", fit.phantom().id());
            table.addValue("Rod", reading.rod());
            table.addValue("Reference density (mg/cm3)", MG_PER_G * rod.density());
            table.addValue("Mean (HU)", reading.meanHu());
            table.addValue("SD (HU)", reading.sdHu());
            table.addValue("Standard error (HU)", reading.standardError());
            table.addValue("Voxels", reading.voxels());
            table.addValue(
                    "Residual (mg/cm3)", MG_PER_G * fit.residuals().get(r).value());
            RodDrift drift = evidence.measurement().drift().get(r);
            table.addValue("Drift along the slices (HU)", drift.range());
        }
    }

    private static void tissue(ResultsTable table, TissueRegion region, String title) {
        TissueSample sample = region.sample();
        table.incrementCounter();
        table.addLabel(title);
        table.addValue("Tissue", sample.tissue().words());
        table.addValue("Mean (HU)", sample.meanHu());
        table.addValue("SD (HU)", sample.sdHu());
        table.addValue("Standard error (HU)", sample.standardError());
        table.addValue("Voxels", sample.voxels());
        table.addValue("Where", region.where());
        table.addValue("Confidence", region.confidence());
        table.addValue("Remark", region.remark());
    }
}
