package org.vertebrafe.field;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.VoxelMesh;

/** Brings values of voxel elements onto an image grid: each voxel takes the value of the element its centre lies in. */
public final class VoxelMapper {

    private final VoxelMesh mesh;
    private final int[] elementOfVoxel;

    /** @param mesh the voxel mesh whose values are to be mapped */
    public VoxelMapper(VoxelMesh mesh) {
        this.mesh = mesh;
        elementOfVoxel = new int[mesh.grid().voxels()];
        Arrays.fill(elementOfVoxel, -1);
        for (int e = 0; e < mesh.voxelOfElement().length; e++) {
            elementOfVoxel[mesh.voxelOfElement()[e]] = e;
        }
    }

    /**
     * The map of one value an element.
     *
     * @param values one value an element
     * @param target the grid wanted, any spacing and orientation
     * @return 32-bit values; NaN where no element is
     */
    public Volume map(double[] values, VoxelGrid target) {
        float[] mapped = new float[target.voxels()];
        VoxelGrid from = mesh.grid();
        Vec3 start = from.toVoxel(target.toPatient(0, 0, 0));
        Vec3 di = from.toVoxel(target.toPatient(1, 0, 0)).minus(start);
        Vec3 dj = from.toVoxel(target.toPatient(0, 1, 0)).minus(start);
        Vec3 dk = from.toVoxel(target.toPatient(0, 0, 1)).minus(start);
        for (int k = 0, at = 0; k < target.nz(); k++) {
            for (int j = 0; j < target.ny(); j++) {
                Vec3 row = start.plus(dk.times(k)).plus(dj.times(j));
                for (int i = 0; i < target.nx(); i++, at++) {
                    int element = elementAt(row.x() + i * di.x(), row.y() + i * di.y(), row.z() + i * di.z());
                    mapped[at] = element < 0 ? Float.NaN : (float) values[element];
                }
            }
        }
        return new Volume(target, mapped);
    }

    private int elementAt(double x, double y, double z) {
        VoxelGrid grid = mesh.grid();
        // A hair's breadth decides voxels whose centre lies on a face the same way in all orientations.
        int i = (int) Math.floor(x + 0.5 + 1e-6);
        int j = (int) Math.floor(y + 0.5 + 1e-6);
        int k = (int) Math.floor(z + 0.5 + 1e-6);
        boolean inside = i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
        return inside ? elementOfVoxel[grid.index(i, j, k)] : -1;
    }
}
