package org.vertebrafe.synthetic;

import org.vertebrafe.image.VoxelGrid;

/** Which tissue a position is in, and the closed cortical layer of the label map. */
final class BoneLabeller {

    private BoneLabeller() {}

    /** Label of the continuous tissue with these distances, 0 outside the bone. */
    static int tissue(double[] distances) {
        if (distances[VertebraGeometry.OUTER] > 0) {
            return 0;
        }
        boolean body = distances[VertebraGeometry.BODY] <= 0;
        if (distances[VertebraGeometry.CORE] > 0) {
            return body ? SyntheticScan.CORTICAL_BODY : SyntheticScan.CORTICAL_ARCH;
        }
        return body ? SyntheticScan.TRABECULAR_BODY : SyntheticScan.TRABECULAR_ARCH;
    }

    /**
     * Labels in which no trabecular voxel has a background voxel at one of its six faces: those that had are cortical.
     * Beyond the border of the image nothing is known and nothing is closed.
     *
     * @param tissue label of the tissue at each voxel's centre
     */
    static short[] close(VoxelGrid grid, byte[] tissue) {
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        int slice = nx * ny;
        short[] labels = new short[tissue.length];
        for (int index = 0; index < tissue.length; index++) {
            int own = tissue[index];
            labels[index] = (short) own;
            if (own != SyntheticScan.TRABECULAR_BODY && own != SyntheticScan.TRABECULAR_ARCH) {
                continue;
            }
            int i = index % nx;
            int j = index / nx % ny;
            int k = index / slice;
            boolean surface = i > 0 && tissue[index - 1] == 0
                    || i < nx - 1 && tissue[index + 1] == 0
                    || j > 0 && tissue[index - nx] == 0
                    || j < ny - 1 && tissue[index + nx] == 0
                    || k > 0 && tissue[index - slice] == 0
                    || k < nz - 1 && tissue[index + slice] == 0;
            if (surface) {
                labels[index] = (short)
                        (own == SyntheticScan.TRABECULAR_BODY
                                ? SyntheticScan.CORTICAL_BODY
                                : SyntheticScan.CORTICAL_ARCH);
            }
        }
        return labels;
    }
}
