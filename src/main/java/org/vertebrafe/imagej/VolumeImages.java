package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;

/**
 * Makes an {@link ImagePlus} of a value of the core: spatial calibration in mm, unit of the values, provenance in the
 * Info property, display range from percentiles. Unless another order is wanted, the voxels are put into the LPS order
 * nearest to the grid's own, axial slices from the feet to the head. Orientation is kept as {@link ImagePlacement} says.
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
        return image(volume, VoxelOrder.lps(volume.grid()), title, unit, colours, info);
    }

    /** A 32-bit stack with its voxels in the order in which they are stored, however they lie in the patient. */
    public static ImagePlus asStored(Volume volume, String title, String unit, ColourTable colours, String info) {
        return image(volume, VoxelOrder.same(volume.grid()), title, unit, colours, info);
    }

    /** A 32-bit stack with its voxels in the order given. */
    static ImagePlus image(
            Volume volume, VoxelOrder order, String title, String unit, ColourTable colours, String info) {
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
        finish(image, grid, unit, info);
        ValueRange range = ValueRange.percentiles(volume.values(), LOW_PERCENTILE, 100 - LOW_PERCENTILE)
                .orElse(new ValueRange(0, 1));
        image.setLut(colours.lut());
        image.setDisplayRange(range.min(), range.max());
        return image;
    }

    /** A 16-bit label stack, shown from black to its largest label. */
    public static ImagePlus image(Labels labels, String title, String info) {
        return image(labels, VoxelOrder.lps(labels.grid()), title, info);
    }

    /** A 16-bit label stack with its voxels in the order given. */
    static ImagePlus image(Labels labels, VoxelOrder order, String title, String info) {
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
        finish(image, grid, null, info);
        image.setDisplayRange(0, largest);
        return image;
    }

    static void finish(ImagePlus image, VoxelGrid grid, String unit, String info) {
        ImagePlacement.write(grid, image);
        if (unit != null && !unit.isEmpty()) {
            image.getCalibration().setValueUnit(unit);
        }
        if (info != null && !info.isEmpty()) {
            image.setProperty("Info", info);
        }
        image.setSlice((grid.nz() + 1) / 2);
    }
}
