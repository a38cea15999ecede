package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.dicom.CtSeries;

/**
 * A CT series as an image: HU, voxel size in mm, axial slices from the feet to the head where the series lies near those
 * axes. {@link CtStack} reads volume, place in the patient, record of the scan and warnings back from it, also after it
 * was saved as TIFF.
 */
public final class SeriesImages {

    private static final int SHIFT = 32768;

    /** What is shown from black to white, HU: fat to dense bone. */
    private static final double BLACK = -250;

    private static final double WHITE = 1000;

    private SeriesImages() {}

    /**
     * An image of a series, of 16 bits where all HU are whole numbers, else of 32.
     *
     * @param title window title, the name by which macros know it
     * @param dated whether the record of the scan keeps its day, as calibration with a phantom needs it
     */
    public static ImagePlus image(CtSeries series, String title, boolean dated) {
        Volume volume = series.volume();
        VoxelOrder order = VoxelOrder.lps(volume.grid());
        VoxelGrid grid = order.grid();
        boolean whole = whole(volume.values());
        ImageStack stack = new ImageStack(grid.nx(), grid.ny());
        for (int k = 0; k < grid.nz(); k++) {
            stack.addSlice("", slice(volume, order, k, whole));
        }
        ImagePlus image = new ImagePlus(title, stack);
        VolumeImages.finish(image, grid, "HU", info(series));
        if (whole) {
            image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-SHIFT, 1}, "HU");
        }
        double shift = whole ? SHIFT : 0;
        image.setDisplayRange(BLACK + shift, WHITE + shift);
        SeriesProperties.write(series.acquisition(), dated, series.warnings(), image);
        return image;
    }

    private static boolean whole(float[] values) {
        for (float value : values) {
            if (value != (short) value) {
                return false;
            }
        }
        return true;
    }

    private static ImageProcessor slice(Volume volume, VoxelOrder order, int k, boolean whole) {
        int nx = order.grid().nx();
        int ny = order.grid().ny();
        ImageProcessor slice = whole ? new ShortProcessor(nx, ny) : new FloatProcessor(nx, ny);
        for (int p = 0; p < nx * ny; p++) {
            float value = volume.values()[order.source(p % nx, p / nx, k)];
            if (whole) {
                slice.set(p, (int) value + SHIFT);
            } else {
                slice.setf(p, value);
            }
        }
        return slice;
    }

    private static String info(CtSeries series) {
        StringBuilder info =
                new StringBuilder("CT in HU: ").append(series.acquisition().words());
        series.acquisition().osteo().ifPresent(osteo -> info.append("\nSiemens OSTEO (shown, not applied): ")
                .append(osteo.words()));
        series.warnings().forEach(warning -> info.append("\nNote: ").append(warning));
        return info.append('\n').toString();
    }
}
