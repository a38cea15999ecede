package org.vertebrafe.calibration.tissues;

import java.util.BitSet;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Cortical bone that is thick enough to be free of partial volume: voxels around which all is dense for 1.5 mm and at
 * least one voxel. The cortex of vertebrae never is; that of the femoral shaft and parts of the pelvis are.
 */
final class CorticalBone {

    /** Largest voxels in which cortex can be told from its borders, mm. */
    static final double MAX_VOXEL = 2;

    /** Least volume of a sample, mm3. */
    static final double LEAST = 40;

    /** Volume of a sample that is enough, mm3. */
    static final double ENOUGH = 400;

    /** Denser than trabecular bone, calcified cartilage and most contrast agent, HU. */
    private static final double DENSE = 800;

    /** Denser than any bone, HU. */
    private static final double METAL = 2200;

    private static final double DEPTH = 1.5;

    private CorticalBone() {}

    /**
     * Finds the voxels, on the CT's grid.
     *
     * @param allowed where bone may be sampled, on the CT's grid
     */
    static BitSet of(Volume ct, BitSet allowed) {
        VoxelGrid grid = ct.grid();
        float[] hu = ct.values();
        BitSet found = new BitSet(grid.voxels());
        int[] reach = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            reach[axis] = (int) Math.max(1, Math.round(DEPTH / grid.spacing().get(axis)));
        }
        for (int at = allowed.nextSetBit(0); at >= 0; at = allowed.nextSetBit(at + 1)) {
            if (hu[at] > DENSE && hu[at] < METAL && deep(grid, hu, at, reach)) {
                found.set(at);
            }
        }
        return found;
    }

    private static boolean deep(VoxelGrid grid, float[] hu, int at, int[] reach) {
        int i = at % grid.nx();
        int j = at / grid.nx() % grid.ny();
        int k = at / grid.nx() / grid.ny();
        for (int c = -reach[2]; c <= reach[2]; c++) {
            for (int b = -reach[1]; b <= reach[1]; b++) {
                for (int a = -reach[0]; a <= reach[0]; a++) {
                    double x = a / (double) reach[0];
                    double y = b / (double) reach[1];
                    double z = c / (double) reach[2];
                    if (x * x + y * y + z * z > 1 + 1e-9) {
                        continue;
                    }
                    int u = i + a;
                    int v = j + b;
                    int w = k + c;
                    boolean inside = u >= 0 && v >= 0 && w >= 0 && u < grid.nx() && v < grid.ny() && w < grid.nz();
                    if (!inside || !(hu[grid.index(u, v, w)] > DENSE && hu[grid.index(u, v, w)] < METAL)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
