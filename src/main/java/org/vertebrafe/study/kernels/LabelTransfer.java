package org.vertebrafe.study.kernels;

import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/** Moves a label map to the grid of another image of the same patient. */
public final class LabelTransfer {

    private LabelTransfer() {}

    /**
     * The label at the centre of each voxel; the same map where the grids are the same.
     *
     * @throws InputException if no label lies in the other image
     */
    public static Labels onto(Labels labels, VoxelGrid grid) {
        VoxelGrid from = labels.grid();
        if (from.difference(grid).isEmpty()) {
            return labels;
        }
        short[] moved = new short[grid.voxels()];
        boolean any = false;
        for (int at = 0; at < moved.length; at++) {
            Vec3 p = from.toVoxel(
                    grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), (double) (at / grid.nx() / grid.ny())));
            int i = (int) Math.rint(p.x());
            int j = (int) Math.rint(p.y());
            int k = (int) Math.rint(p.z());
            if (i >= 0 && j >= 0 && k >= 0 && i < from.nx() && j < from.ny() && k < from.nz()) {
                moved[at] = (short) labels.get(i, j, k);
                any |= moved[at] != 0;
            }
        }
        if (!any) {
            throw new InputException(
                    "The segmentation lies outside the other reconstruction: are both of one patient?");
        }
        return new Labels(grid, moved);
    }
}
