package org.vertebrafe.imagej.calibrate;

import ij.gui.Plot;
import java.awt.Color;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.calibration.PhantomRod;
import org.vertebrafe.calibration.RodReading;
import org.vertebrafe.calibration.WaterTerm;

/** The line through the rods of a phantom: CT number against reference density, each rod with its residual. */
public final class FitPlot {

    private static final double MG_PER_G = 1000;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 400;
    private static final float LETTER = 14;
    private static final Color LINE = new Color(0x555555);

    private FitPlot() {}

    /** The plot, in ImageJ's own editable form. */
    public static Plot of(PhantomFit fit, String title) {
        boolean water = fit.phantom().waterTerm().isPresent();
        int n = fit.readings().size();
        double[] density = new double[n];
        double[] hu = new double[n];
        double[] sd = new double[n];
        for (int r = 0; r < n; r++) {
            RodReading reading = fit.readings().get(r);
            PhantomRod rod = fit.phantom().rod(reading.rod());
            density[r] = MG_PER_G * rod.density();
            hu[r] = reading.meanHu() - MG_PER_G * rod.waterEquivalent().orElse(0);
            sd[r] = reading.sdHu();
        }
        Plot plot = new Plot(
                "Fit of " + title,
                "Reference density of the rod (mg/cm3, "
                        + (water ? "K2HPO4" : fit.calibration().kind().id()) + ")",
                water ? "CT number less its water (HU)" : "CT number (HU)");
        plot.setFrameSize(WIDTH, HEIGHT);
        plot.setFormatFlags(Plot.X_NUMBERS | Plot.Y_NUMBERS | Plot.X_TICKS | Plot.Y_TICKS);
        plot.setFont(java.awt.Font.PLAIN, LETTER);
        double[] line = line(fit);
        double[] x = limits(density, 0.14, 0.42);
        double[] y = limits(hu, 0.22, 0.45);
        plot.setLimits(x[0], x[1], y[0], y[1]);
        plot.setColor(LINE);
        plot.setLineWidth(1.5f);
        plot.drawLine(x[0], line[0] + line[1] * x[0], x[1], line[0] + line[1] * x[1]);
        for (int r = 0; r < n; r++) {
            plot.setColor(RodColours.of(r), RodColours.of(r));
            plot.setLineWidth(3);
            plot.addPoints(new double[] {density[r]}, new double[] {hu[r]}, new double[] {sd[r]}, Plot.CIRCLE);
        }
        plot.setColor(Color.BLACK);
        for (int r = 0; r < n; r++) {
            double right = (density[r] - x[0]) / (x[1] - x[0]);
            double up = (y[1] - hu[r]) / (y[1] - y[0]);
            // To the right and below, where the line is not.
            plot.addLabel(right + 0.03, up + 0.045 * (1 + before(density, r)), label(fit, r));
        }
        plot.addLabel(0.02, 0.07, words(fit));
        // That of the frame as well.
        plot.setLineWidth(1);
        return plot;
    }

    /** How many rods before this one lie so near that their labels stand where its own would. */
    private static int before(double[] density, int rod) {
        double range = limits(density, 0, 0)[1] - limits(density, 0, 0)[0];
        return (int) IntStream.range(0, rod)
                .filter(other -> Math.abs(density[other] - density[rod]) < 0.05 * range)
                .count();
    }

    private static String label(PhantomFit fit, int rod) {
        // A rounded zero has no sign.
        double residual = Math.rint(10 * MG_PER_G * fit.residuals().get(rod).value()) / 10 + 0.0;
        return String.format(
                Locale.ROOT, "%s: %+.1f mg/cm3", fit.readings().get(rod).rod(), residual);
    }

    private static String words(PhantomFit fit) {
        String errors = Double.isNaN(fit.standardErrorOfSlope())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "\nstandard errors: %.2f mg/cm3, %.4f mg/cm3 per HU",
                        MG_PER_G * fit.standardErrorOfIntercept(),
                        MG_PER_G * fit.standardErrorOfSlope());
        return String.format(
                Locale.ROOT,
                "%s\ndensity = %.2f + %.4f HU (mg/cm3)\nR2 = %.6f%s\nbars: SD of the voxels; numbers: residuals",
                fit.phantom().name(),
                MG_PER_G * fit.calibration().intercept(),
                MG_PER_G * fit.calibration().slope(),
                fit.r2(),
                errors);
    }

    /** Intercept in HU and slope in HU per mg/cm3 of the regression through the points. */
    private static double[] line(PhantomFit fit) {
        double sigma = 1 / (MG_PER_G * fit.calibration().slope());
        double beta = -fit.calibration().intercept() / fit.calibration().slope();
        if (fit.phantom().waterTerm().isEmpty()) {
            return new double[] {beta, sigma};
        }
        WaterTerm water = fit.phantom().waterTerm().get();
        return new double[] {beta - water.interceptCorrection(), sigma - water.slopeCorrection()};
    }

    private static double[] limits(double[] values, double below, double above) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new double[] {min - below * (max - min), max + above * (max - min)};
    }
}
