package org.vertebrafe.imagej.calibrate;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.CarriedCalibration;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.io.SafeFiles;

/** Hands a calibration over: to the image, the Log window, the overlay, a plot and a file. */
public final class CalibrationReport {

    private CalibrationReport() {}

    /**
     * Lets the calibration travel with the image and shows on it where it was measured; the pixels stay as they are.
     *
     * @param stack how the image was read
     */
    public static void attach(CalibrationResult result, ImagePlus image, CtStack stack) {
        CarriedCalibration.put(image, result.saved());
        result.phantom().ifPresent(evidence -> {
            RodRois.show(
                    image, stack, evidence.phantom(), evidence.measurement().regions());
            Vec3 middle = evidence.measurement().regions().get(0).centre();
            VoxelGrid grid = stack.volume().grid();
            int layer = (int) Math.round(grid.toVoxel(middle).z());
            image.setSlice(stack.slice(Math.max(0, Math.min(grid.nz() - 1, layer))));
        });
        result.tissues().ifPresent(evidence -> TissueRois.show(image, stack, evidence.found()));
        image.changes = true;
    }

    /** Writes equation, uncertainty and warnings into the Log window; headless they go where ImageJ logs. */
    public static void log(CalibrationResult result, CtStack stack) {
        IJ.log("Density calibration of " + stack.title());
        result.words().forEach(line -> IJ.log("  " + line));
        stack.warnings().forEach(warning -> IJ.log("  Note: " + warning));
        result.warnings().forEach(warning -> IJ.log("  Note: " + warning));
    }

    /** The plot of the fit, for calibrations by phantom. */
    public static Optional<ImagePlus> plot(CalibrationResult result, String title) {
        return result.phantom().map(evidence -> {
            Plot plot = FitPlot.of(evidence.fit(), title);
            return plot.getImagePlus();
        });
    }

    /** Saves the calibration where a file is named. */
    public static void save(CalibrationResult result, String file) {
        if (file == null || file.isBlank()) {
            return;
        }
        try {
            SafeFiles.writeText(Path.of(file), result.saved().toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("Calibration file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
