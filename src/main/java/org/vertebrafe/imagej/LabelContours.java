package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.util.function.IntPredicate;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.Segmentation;

/** Outlines of labels in the overlay of the CT they belong to: body and posterior elements, in the labels' colours. */
public final class LabelContours {

    /** Names of the outlines begin with it. */
    public static final String NAME = "VertebraFE outline of ";

    private LabelContours() {}

    /**
     * Draws the outlines in place of those drawn before; what else is in the overlay stays.
     *
     * @param labels in the program's own numbering, on the grid of the stack
     */
    public static void show(ImagePlus image, CtStack stack, Labels labels) {
        Overlay overlay = without(image);
        VoxelGrid grid = labels.grid();
        for (int k = 0; k < grid.nz(); k++) {
            add(
                    overlay,
                    labels,
                    k,
                    stack.slice(k),
                    "body",
                    Segmentation.TRABECULAR_BODY,
                    l -> l == Segmentation.TRABECULAR_BODY || l == Segmentation.CORTICAL_BODY);
            add(
                    overlay,
                    labels,
                    k,
                    stack.slice(k),
                    "posterior elements",
                    Segmentation.TRABECULAR_PROCESS,
                    l -> l == Segmentation.TRABECULAR_PROCESS || l == Segmentation.CORTICAL_PROCESS);
        }
        image.setOverlay(overlay);
    }

    /**
     * Draws the outline of a mask in place of those drawn before; what else is in the overlay stays.
     *
     * @param mask any label but 0, on the grid of the stack
     * @param what it is, for the name of the outline
     * @param colour label whose colour it gets
     */
    public static void showMask(ImagePlus image, CtStack stack, Labels mask, String what, int colour) {
        Overlay overlay = without(image);
        for (int k = 0; k < mask.grid().nz(); k++) {
            add(overlay, mask, k, stack.slice(k), what, colour, label -> label != 0);
        }
        image.setOverlay(overlay);
    }

    /** Takes the outlines away; what else is in the overlay stays. */
    public static void clear(ImagePlus image) {
        image.setOverlay(without(image));
    }

    private static Overlay without(ImagePlus image) {
        return Overlays.without(image, NAME);
    }

    private static void add(
            Overlay overlay, Labels labels, int k, int slice, String part, int colour, IntPredicate chosen) {
        VoxelGrid grid = labels.grid();
        int plane = grid.nx() * grid.ny();
        ByteProcessor mask = new ByteProcessor(grid.nx(), grid.ny());
        boolean any = false;
        for (int p = 0; p < plane; p++) {
            if (chosen.test(labels.get(k * plane + p))) {
                mask.set(p, 255);
                any = true;
            }
        }
        if (!any) {
            return;
        }
        mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
        Roi outline = new ThresholdToSelection().convert(mask);
        outline.setName(NAME + part + ", slice " + slice);
        outline.setPosition(slice);
        outline.setStrokeColor(new Color(LabelImages.colour(colour)));
        overlay.add(outline);
    }
}
