package org.vertebrafe.imagej.bonej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.util.function.Predicate;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/** Parts of a vertebra that BoneJ measures, as it wants them: 8-bit stacks of 0 and 255, no larger than the part. */
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
        for (int axis = 0; axis < 3; axis++) {
            box[axis] = Math.max(0, box[axis] - MARGIN);
            box[3 + axis] = Math.min(grid.size(axis), box[3 + axis] + MARGIN);
        }
        int nx = box[3] - box[0];
        int ny = box[4] - box[1];
        ImageStack stack = new ImageStack(nx, ny);
        for (int k = box[2]; k < box[5]; k++) {
            byte[] slice = new byte[nx * ny];
            for (int p = 0; p < slice.length; p++) {
                int at = grid.index(box[0] + p % nx, box[1] + p / nx, k);
                slice[p] = (byte) (kept.get(at) == null ? 0 : 255);
            }
            stack.addSlice("", slice);
        }
        ImagePlus mask = new ImagePlus(title, stack);
        Vec3 spacing = grid.spacing();
        Calibration calibration = mask.getCalibration();
        calibration.setUnit("mm");
        calibration.pixelWidth = spacing.x();
        calibration.pixelHeight = spacing.y();
        calibration.pixelDepth = spacing.z();
        return mask;
    }
}
