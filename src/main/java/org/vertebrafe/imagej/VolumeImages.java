package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.util.Locale;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Makes an {@link ImagePlus} of a value of the core: spatial calibration in mm, unit of the values, provenance in the
 * Info property, display range from percentiles. Because ImageJ keeps no orientation, the voxels are put into the LPS
 * order nearest to the grid's own, axial slices from the feet to the head; an image that came from an ImagePlus is in
 * that order already.
 */
public final class VolumeImages {

    /** Display ranges run from this percentile to its complement: a single hot voxel must not hide the rest. */
    public static final double LOW_PERCENTILE = 1;

    private VolumeImages() {}

    /**
     * A 32-bit stack.
     *
     * @param title window title, the name by which macros know it
     * @param unit unit of the values, for instance "MPa"
     * @param colours colour table it is shown in
     * @param info provenance, for Image &gt; Show Info; may be empty
     */
    public static ImagePlus image(Volume volume, String title, String unit, ColourTable colours, String info) {
        LpsOrder order = LpsOrder.of(volume.grid());
        VoxelGrid grid = order.grid();
        ImageStack stack = new ImageStack(grid.nx(), grid.ny());
        int plane = grid.nx() * grid.ny();
        for (int k = 0; k < grid.nz(); k++) {
            float[] slice = new float[plane];
            for (int p = 0; p < plane; p++) {
                slice[p] = volume.values()[order.source(p % grid.nx(), p / grid.nx(), k)];
            }
            stack.addSlice("", slice);
        }
        ImagePlus image = new ImagePlus(title, stack);
        finish(image, grid, order.oblique(), unit, info);
        ValueRange range = ValueRange.percentiles(volume.values(), LOW_PERCENTILE, 100 - LOW_PERCENTILE)
                .orElse(new ValueRange(0, 1));
        image.setLut(colours.lut());
        image.setDisplayRange(range.min(), range.max());
        return image;
    }

    /** A 16-bit label stack, shown from black to its largest label. */
    public static ImagePlus image(Labels labels, String title, String info) {
        LpsOrder order = LpsOrder.of(labels.grid());
        VoxelGrid grid = order.grid();
        ImageStack stack = new ImageStack(grid.nx(), grid.ny());
        int plane = grid.nx() * grid.ny();
        int largest = 1;
        for (int k = 0; k < grid.nz(); k++) {
            short[] slice = new short[plane];
            for (int p = 0; p < plane; p++) {
                int label = labels.get(order.source(p % grid.nx(), p / grid.nx(), k));
                largest = Math.max(largest, label);
                slice[p] = (short) label;
            }
            stack.addSlice("", slice);
        }
        ImagePlus image = new ImagePlus(title, stack);
        finish(image, grid, order.oblique(), null, info);
        image.setDisplayRange(0, largest);
        return image;
    }

    private static void finish(ImagePlus image, VoxelGrid grid, boolean oblique, String unit, String info) {
        Calibration calibration = image.getCalibration();
        Vec3 spacing = grid.spacing();
        calibration.setUnit("mm");
        calibration.pixelWidth = spacing.x();
        calibration.pixelHeight = spacing.y();
        calibration.pixelDepth = spacing.z();
        calibration.xOrigin = -grid.origin().x() / spacing.x();
        calibration.yOrigin = -grid.origin().y() / spacing.y();
        calibration.zOrigin = -grid.origin().z() / spacing.z();
        if (unit != null && !unit.isEmpty()) {
            calibration.setValueUnit(unit);
        }
        String text = info == null ? "" : info;
        if (oblique) {
            text += String.format(
                    Locale.ROOT,
                    "%sAxes in the patient (LPS): %s, %s, %s. ImageJ does not keep them.",
                    text.isEmpty() || text.endsWith("\n") ? "" : "\n",
                    grid.xAxis(),
                    grid.yAxis(),
                    grid.zAxis());
        }
        if (!text.isEmpty()) {
            image.setProperty("Info", text);
        }
        image.setSlice((grid.nz() + 1) / 2);
    }
}
