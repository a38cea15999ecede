package org.vertebrafe.command;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import java.awt.Point;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.maps.MappedImage;
import org.vertebrafe.imagej.maps.Readings;

/** Keeps what a result says at some points as rows of a table: what clicks of the probe record. */
@Plugin(
        type = Command.class,
        description = "Adds what an analysed vertebra says at some points to a table.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Measure Vertebra Points...", weight = 24)
        })
public class MeasureVertebraPoints extends GuidedCommand {

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Points (empty: the point selection)",
            description = "Pixels x,y,slice with a space between points; x and y from 0, slice from 1.",
            required = false,
            persist = false)
    private String points = "";

    @Parameter(label = Readings.TABLE, type = ItemIO.OUTPUT)
    private ResultsTable table;

    @Override
    public void run() {
        Failures.guard(this, this::measure);
    }

    private void measure() {
        MappedImage.require(image);
        if (points != null && !points.isBlank()) {
            for (String point : points.trim().split("[\\s;]+")) {
                if (!point.matches("\\d{1,6},\\d{1,6},\\d{1,6}")) {
                    throw InputException.of(
                            "Point \"%s\": write x,y,slice in pixels, for instance 60,45,20, points with a space between.",
                            point);
                }
                String[] numbers = point.split(",");
                table = Readings.keep(
                        image,
                        Integer.parseInt(numbers[0]),
                        Integer.parseInt(numbers[1]),
                        Integer.parseInt(numbers[2]));
            }
            return;
        }
        if (!(image.getRoi() instanceof PointRoi selection)) {
            throw InputException.of(
                    "\"%s\" has no point selection: set points with ImageJ's point tool, or give them as x,y,slice.",
                    image.getTitle());
        }
        Point[] all = selection.getContainedPoints();
        for (int n = 0; n < all.length; n++) {
            int position = selection.getPointPosition(n);
            int slice = position == 0 ? image.getCurrentSlice() : position;
            int along = image.isHyperStack() ? image.convertIndexToPosition(slice)[1] : slice;
            table = Readings.keep(image, all[n].x, all[n].y, along);
        }
    }
}
