package org.vertebrafe.mesh;

import java.util.BitSet;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/**
 * The voxels a model is made of: what each is, and its density. Where there is no bone the density has no meaning.
 *
 * @param tissues what each voxel is
 * @param density density of each voxel, g/cm3, on the same grid
 */
public record VoxelSolid(TissueMap tissues, Volume density) {

    public VoxelSolid {
        if (!tissues.grid().equals(density.grid())) {
            throw new IllegalArgumentException("tissues and density on different grids");
        }
    }

    public VoxelGrid grid() {
        return tissues.grid();
    }

    /** Positions of the voxels that are something. */
    public BitSet occupied() {
        BitSet mask = new BitSet(grid().voxels());
        byte[] codes = tissues.codes();
        for (int at = 0; at < codes.length; at++) {
            if (codes[at] != 0) {
                mask.set(at);
            }
        }
        return mask;
    }

    /** Positions of the voxels that are bone. */
    public BitSet bone() {
        BitSet mask = new BitSet(grid().voxels());
        byte[] codes = tissues.codes();
        for (int at = 0; at < codes.length; at++) {
            mask.set(at, codes[at] != 0 && Tissue.ofCode(codes[at]).isBone());
        }
        return mask;
    }

    /** Whether the voxel at an array position is bone of the vertebral body. */
    public boolean isBody(int at) {
        Tissue tissue = tissues.get(at);
        return tissue != null && tissue.isBody();
    }

    /** The part of this solid in the smallest box around its voxels, with empty voxels around it. */
    public VoxelSolid cropped(int margin) {
        return cropped(margin, margin, margin);
    }

    /** As {@link #cropped(int)}, with another margin along each of the grid's axes. */
    VoxelSolid cropped(int mi, int mj, int mk) {
        int[] box = tissues.boundingBox();
        VoxelGrid grid = grid();
        VoxelGrid small = new VoxelGrid(
                box[3] - box[0] + 2 * mi,
                box[4] - box[1] + 2 * mj,
                box[5] - box[2] + 2 * mk,
                grid.spacing(),
                grid.toPatient(box[0] - mi, box[1] - mj, box[2] - mk),
                grid.xAxis(),
                grid.yAxis(),
                grid.zAxis());
        byte[] codes = new byte[small.voxels()];
        float[] values = new float[small.voxels()];
        for (int k = box[2]; k < box[5]; k++) {
            for (int j = box[1]; j < box[4]; j++) {
                int from = grid.index(box[0], j, k);
                int to = small.index(mi, j - box[1] + mj, k - box[2] + mk);
                System.arraycopy(tissues.codes(), from, codes, to, box[3] - box[0]);
                System.arraycopy(density.values(), from, values, to, box[3] - box[0]);
            }
        }
        return new VoxelSolid(new TissueMap(small, codes), new Volume(small, values));
    }
}
