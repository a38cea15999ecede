package org.bonej.plugins;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;

/** Stand-in of the generation of ImageJ 1 plugins: measures the current image into ImageJ's own table. */
public class Connectivity implements PlugIn {

    @Override
    public void run(String arg) {
        ImagePlus image = IJ.getImage();
        ResultsTable table = ResultsTable.getResultsTable();
        table.incrementCounter();
        table.addLabel(image.getTitle());
        table.addValue("Euler ch.", -3);
        table.addValue("Conn.D (mm^-3)", 0.125);
    }
}
