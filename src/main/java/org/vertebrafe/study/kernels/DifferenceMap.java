package org.vertebrafe.study.kernels;

import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Where a quantity differs between two reconstructions, other minus reference.
 *
 * @param id in file names
 * @param title for a person
 * @param unit of the values
 * @param values on the reference's grid; NaN where one of the two has none
 */
public record DifferenceMap(String id, String title, String unit, Volume values) {

    /** The difference of two images; the other is interpolated where grids differ. */
    static DifferenceMap of(String id, String title, String unit, Volume reference, Volume other) {
        VoxelGrid grid = reference.grid();
        boolean same = grid.difference(other.grid()).isEmpty();
        float[] values = new float[grid.voxels()];
        for (int at = 0; at < values.length; at++) {
            float here = reference.values()[at];
            if (Float.isNaN(here)) {
                values[at] = Float.NaN;
            } else {
                values[at] = (same ? other.values()[at] : there(other, grid, at)) - here;
            }
        }
        return new DifferenceMap(id, title, unit, new Volume(grid, values));
    }

    private static float there(Volume other, VoxelGrid grid, int at) {
        Vec3 voxel = other.grid().toVoxel(grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), (double)
                (at / grid.nx() / grid.ny())));
        for (int axis = 0; axis < 3; axis++) {
            if (voxel.get(axis) < -0.5 || voxel.get(axis) > other.grid().size(axis) - 0.5) {
                return Float.NaN;
            }
        }
        return (float) other.interpolated(voxel);
    }
}
