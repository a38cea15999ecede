package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;

/** Label maps as ImageJ shows them: 8 bits, one colour a label, the same ones wherever labels are drawn. */
public final class LabelImages {

    /**
     * Colours of the labels from 1 on, 0xRRGGBB, told apart with any colour vision (Okabe and Ito 2008): cancellous and
     * cortical bone of the body, then of arch and processes, inferior and superior cap.
     */
    private static final int[] COLOURS = {0xF0E442, 0xE69F00, 0x56B4E9, 0x0072B2, 0x009E73, 0xCC79A7};

    private static final int OTHER = 0xB0B0B0;

    private LabelImages() {}

    /** The colour of a label, 0xRRGGBB; background is black. */
    public static int colour(int label) {
        return label == 0 ? 0 : label <= COLOURS.length ? COLOURS[label - 1] : OTHER;
    }

    /** The colours of all labels of an 8-bit map. */
    public static LUT lut() {
        byte[] r = new byte[256];
        byte[] g = new byte[256];
        byte[] b = new byte[256];
        for (int label = 0; label < 256; label++) {
            r[label] = (byte) (colour(label) >> 16);
            g[label] = (byte) (colour(label) >> 8);
            b[label] = (byte) colour(label);
        }
        return new LUT(r, g, b);
    }

    /**
     * A label map.
     *
     * @param labels at most 255
     * @param order of the voxels in the image
     * @param title window title, the name by which macros know it
     * @param info provenance, for Image &gt; Show Info; may be empty
     */
    static ImagePlus image(Labels labels, VoxelOrder order, String title, String info) {
        VoxelGrid grid = order.grid();
        ImageStack stack = new ImageStack(grid.nx(), grid.ny());
        int plane = grid.nx() * grid.ny();
        for (int k = 0; k < grid.nz(); k++) {
            byte[] slice = new byte[plane];
            for (int p = 0; p < plane; p++) {
                slice[p] = (byte) labels.get(order.source(p % grid.nx(), p / grid.nx(), k));
            }
            stack.addSlice("", slice);
        }
        stack.setColorModel(lut());
        ImagePlus image = new ImagePlus(title, stack);
        VolumeImages.finish(image, grid, null, info);
        return image;
    }
}
