package org.vertebrafe.image;

import java.util.function.IntPredicate;
import org.vertebrafe.base.Vec3;

/** Label maps carried over to grids of other spacing, place or orientation: each voxel takes the nearest voxel's label. */
public final class LabelResampler {

    private LabelResampler() {}

    /**
     * The labels on another grid.
     *
     * @param grid wanted; where the label map does not reach, the label is 0
     */
    public static Labels nearest(Labels labels, VoxelGrid grid) {
        VoxelGrid from = labels.grid();
        Vec3 first = from.toVoxel(grid.origin());
        Vec3[] steps = new Vec3[3];
        for (int axis = 0; axis < 3; axis++) {
            steps[axis] = from.toVoxel(grid.origin()
                            .plus(grid.axis(axis).times(grid.spacing().get(axis))))
                    .minus(first);
        }
        short[] values = new short[grid.voxels()];
        int at = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                Vec3 row = first.plus(steps[1].times(j)).plus(steps[2].times(k));
                for (int i = 0; i < grid.nx(); i++, at++) {
                    int u = (int) Math.rint(row.x() + i * steps[0].x());
                    int v = (int) Math.rint(row.y() + i * steps[0].y());
                    int w = (int) Math.rint(row.z() + i * steps[0].z());
                    if (u >= 0 && v >= 0 && w >= 0 && u < from.nx() && v < from.ny() && w < from.nz()) {
                        values[at] = (short) labels.get(u, v, w);
                    }
                }
            }
        }
        return new Labels(grid, values);
    }

    /**
     * Which part of some labels' voxels lies within another grid, 0..1; NaN where no voxel has such a label.
     *
     * @param chosen the labels
     * @param grid its outermost voxels belong to it with their whole volume
     */
    public static double inside(Labels labels, IntPredicate chosen, VoxelGrid grid) {
        VoxelGrid from = labels.grid();
        long inside = 0;
        long all = 0;
        for (int k = 0, at = 0; k < from.nz(); k++) {
            for (int j = 0; j < from.ny(); j++) {
                for (int i = 0; i < from.nx(); i++, at++) {
                    if (chosen.test(labels.get(at))) {
                        all++;
                        inside += within(grid, from.toPatient(i, j, k)) ? 1 : 0;
                    }
                }
            }
        }
        return (double) inside / all;
    }

    private static boolean within(VoxelGrid grid, Vec3 patient) {
        Vec3 v = grid.toVoxel(patient);
        for (int axis = 0; axis < 3; axis++) {
            // A voxel that ends where the grid ends is inside, whatever the last digits say.
            if (!(v.get(axis) >= -0.5 - 1e-6 && v.get(axis) <= grid.size(axis) - 0.5 + 1e-6)) {
                return false;
            }
        }
        return true;
    }
}
