package org.vertebrafe.segmentation;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.VoxelGrid;

/** Tells the cortex of a bone from its cancellous inside by depth below the surface. */
public final class CorticalShell {

    private CorticalShell() {}

    /**
     * The voxels whose distance to the nearest voxel outside is below the cortex's thickness, and everywhere the outermost
     * layer of voxels, so that no cancellous voxel has a face in common with a voxel outside.
     *
     * @param grid where the voxels are; its border does not count as outside
     * @param bone all voxels of the bone
     * @param thickness of the cortex at a voxel, mm
     */
    public static BitSet of(VoxelGrid grid, BitSet bone, IntToDoubleFunction thickness) {
        float[] depth = DistanceTransform.inside(grid, bone);
        double half = (grid.spacing().x() + grid.spacing().y() + grid.spacing().z()) / 6;
        BitSet shell = new BitSet(grid.voxels());
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            if (touchesOutside(grid, bone, at) || depth[at] - half < thickness.applyAsDouble(at)) {
                shell.set(at);
            }
        }
        return shell;
    }

    private static boolean touchesOutside(VoxelGrid grid, BitSet bone, int at) {
        int i = at % grid.nx();
        int j = at / grid.nx() % grid.ny();
        int k = at / grid.nx() / grid.ny();
        int slice = grid.nx() * grid.ny();
        return i > 0 && !bone.get(at - 1)
                || i < grid.nx() - 1 && !bone.get(at + 1)
                || j > 0 && !bone.get(at - grid.nx())
                || j < grid.ny() - 1 && !bone.get(at + grid.nx())
                || k > 0 && !bone.get(at - slice)
                || k < grid.nz() - 1 && !bone.get(at + slice);
    }
}
