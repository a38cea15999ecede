package org.vertebrafe.imagej.maps;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;
import org.vertebrafe.analysis.ResultReading;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;

/** A quantity along a line selection, as ImageJ's own plot, whose numbers its List button and macros give. */
public final class Profile {

    private static final double STEP_PIXELS = 0.5;

    private Profile() {}

    /**
     * Plots a quantity along the line selection of an image of a result.
     *
     * @throws InputException if there is no line, or it misses the model
     */
    public static Plot of(ImagePlus image, MapQuantity quantity) {
        MappedImage place = MappedImage.require(image);
        Roi line = image.getRoi();
        if (line == null || !line.isLine()) {
            throw InputException.of(
                    "\"%s\" has no line selection: draw one with ImageJ's line tool first.", image.getTitle());
        }
        FloatPolygon path = line.getInterpolatedPolygon(STEP_PIXELS, true);
        double[] at = new double[path.npoints];
        double[] values = new double[path.npoints];
        int slice = MappedImage.slice(image);
        for (int n = 0; n < path.npoints; n++) {
            if (n > 0) {
                double dx = (path.xpoints[n] - path.xpoints[n - 1]) * image.getCalibration().pixelWidth;
                double dy = (path.ypoints[n] - path.ypoints[n - 1]) * image.getCalibration().pixelHeight;
                at[n] = at[n - 1] + Math.hypot(dx, dy);
            }
            Optional<ResultReading> reading =
                    Readings.at(place, (int) Math.floor(path.xpoints[n]), (int) Math.floor(path.ypoints[n]), slice);
            values[n] = reading.map(r -> r.values().get(quantity)).orElse(Double.NaN);
        }
        if (Arrays.stream(values).noneMatch(Double::isFinite)) {
            throw InputException.of(
                    "The line on \"%s\", slice %d, has no value of %s: draw it across the vertebra.",
                    image.getTitle(), slice, quantity.title().toLowerCase(java.util.Locale.ROOT));
        }
        Plot plot =
                new Plot(quantity.title() + " along a line in " + image.getTitle(), "Distance (mm)", quantity.column());
        plot.setColor(new Color(0x00, 0x5A, 0x9C));
        plot.setLineWidth(2);
        plot.add("line", at, values);
        double least = Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
        double most = Arrays.stream(values).filter(Double::isFinite).max().orElseThrow();
        double low = Math.min(0, least);
        double high = Math.max(0, most);
        double room = high > low ? 0.05 * (high - low) : 0.5;
        plot.setLimits(0, at[at.length - 1], low < 0 ? low - room : 0, high > 0 ? high + room : 0);
        return plot;
    }
}
