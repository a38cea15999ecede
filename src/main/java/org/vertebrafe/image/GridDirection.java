package org.vertebrafe.image;

import org.vertebrafe.base.Vec3;

/**
 * One of the six directions along a grid's axes.
 *
 * @param axis 0, 1 or 2
 * @param sign 1 for rising, -1 for falling voxel numbers
 */
public record GridDirection(int axis, int sign) {

    public GridDirection {
        if (axis < 0 || axis > 2 || Math.abs(sign) != 1) {
            throw new IllegalArgumentException("axis " + axis + ", sign " + sign);
        }
    }

    /** The direction of the grid that is nearest to a patient direction. */
    public static GridDirection nearest(VoxelGrid grid, Vec3 patientDirection) {
        int best = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(grid.axis(axis).dot(patientDirection))
                    > Math.abs(grid.axis(best).dot(patientDirection))) {
                best = axis;
            }
        }
        return new GridDirection(best, grid.axis(best).dot(patientDirection) < 0 ? -1 : 1);
    }

    /** The other way along the same axis. */
    public GridDirection opposite() {
        return new GridDirection(axis, -sign);
    }

    /** The unit vector in LPS. */
    public Vec3 vector(VoxelGrid grid) {
        return grid.axis(axis).times(sign);
    }

    /** Distance between voxel centres this way, mm. */
    public double step(VoxelGrid grid) {
        return grid.spacing().get(axis);
    }
}
