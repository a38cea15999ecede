package org.vertebrafe.imagej.bonej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.util.function.Predicate;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/**
 * Parts of a vertebra that BoneJ measures, as it wants them: 8-bit stacks of 0 and 255, no larger than the part, in cubic
 * voxels. Of others it measures thickness and surface in voxels and asks whether to go on.
 */
enum BoneJMask {
    BODY("body", Tissue::isBody),
    CORTEX("cortex", tissue -> tissue == Tissue.CORTICAL_BODY);

    private static final int MARGIN = 2;

    private final String part;
    private final Predicate<Tissue> kind;

    BoneJMask(String part, Predicate<Tissue> kind) {
        this.part = part;
        this.kind = kind;
    }

    /** Name of the part. */
    String part() {
        return part;
    }

    /**
     * The mask.
     *
     * @throws InputException if the labels do not tell the part
     */
    ImagePlus of(TissueMap vertebra, String title) {
        TissueMap kept = vertebra.only(kind);
        if (!kept.any(tissue -> true)) {
            throw InputException.of(
                    "The label map does not tell the vertebra's %s, which BoneJ is to measure: import the labels with"
                            + " Import Vertebra Labels..., which tells it.",
                    part);
        }
        int[] box = kept.boundingBox();
        VoxelGrid grid = kept.grid();
        double edge = Math.min(
                grid.spacing().x(), Math.min(grid.spacing().y(), grid.spacing().z()));
        int[] size = new int[3];
        double[] step = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            step[axis] = edge / grid.spacing().get(axis);
            size[axis] = (int) Math.rint((box[3 + axis] - box[axis]) / step[axis]) + 2 * MARGIN;
        }
        ImageStack stack = new ImageStack(size[0], size[1]);
        for (int k = 0; k < size[2]; k++) {
            byte[] slice = new byte[size[0] * size[1]];
            for (int p = 0; p < slice.length; p++) {
                int i = nearest(p % size[0], 0, box, step);
                int j = nearest(p / size[0], 1, box, step);
                int l = nearest(k, 2, box, step);
                boolean inside = i >= box[0] && j >= box[1] && l >= box[2] && i < box[3] && j < box[4] && l < box[5];
                slice[p] = (byte) (inside && kept.get(grid.index(i, j, l)) != null ? 255 : 0);
            }
            stack.addSlice("", slice);
        }
        ImagePlus mask = new ImagePlus(title, stack);
        Calibration calibration = mask.getCalibration();
        calibration.setUnit("mm");
        calibration.pixelWidth = edge;
        calibration.pixelHeight = edge;
        calibration.pixelDepth = edge;
        return mask;
    }

    /** The voxel of the label map that the middle of a voxel of the mask lies in. */
    private static int nearest(int at, int axis, int[] box, double[] step) {
        return (int) Math.floor(box[axis] + (at - MARGIN + 0.5) * step[axis]);
    }
}
