package org.bonej.plugins;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;

/** Stand-in of a plugin that opens a dialog unless it is told what it asks; it measures the slice that is shown. */
public class SliceGeometry implements PlugIn {

    @Override
    public void run(String arg) {
        String options = Macro.getOptions();
        if (options == null) {
            throw new AssertionError("a dialog would open");
        }
        ImagePlus image = IJ.getImage();
        ResultsTable table = ResultsTable.getResultsTable();
        table.incrementCounter();
        table.addLabel(image.getTitle());
        table.addValue("Slice", image.getCurrentSlice());
        table.addValue("drawn", options.contains("draw_axes") ? 1 : 0);
        table.addValue(
                "CSA (mm\u00b2)",
                image.getProcessor().getHistogram()[255] * Math.pow(image.getCalibration().pixelWidth, 2));
    }
}
