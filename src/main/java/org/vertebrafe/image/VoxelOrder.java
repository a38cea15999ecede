package org.vertebrafe.image;

import org.vertebrafe.base.Vec3;

/**
 * Puts label maps into the voxel order of an image. Programs write the same voxels with axes permuted or reversed: a
 * NIfTI made from DICOM usually runs the other way along the patient's y. Nothing is resampled.
 */
public final class VoxelOrder {

    private static final double PARALLEL = 0.9999;

    private VoxelOrder() {}

    /**
     * The same labels in the order of another grid.
     *
     * @param labels any label map
     * @param grid the grid wanted
     * @return labels on {@code grid}; the label map itself if it is on that grid already or holds other voxels than it
     */
    public static Labels onto(Labels labels, VoxelGrid grid) {
        VoxelGrid source = labels.grid();
        if (source.difference(grid).isEmpty()) {
            return labels;
        }
        int[] sourceStrides = {1, source.nx(), source.nx() * source.ny()};
        int[] sourceStart = new int[3];
        int[] from = new int[3];
        int[] strides = new int[3];
        Vec3[] axes = new Vec3[3];
        for (int axis = 0; axis < 3; axis++) {
            GridDirection direction = GridDirection.nearest(source, grid.axis(axis));
            if (direction.vector(source).dot(grid.axis(axis)) < PARALLEL) {
                return labels;
            }
            from[axis] = direction.axis();
            strides[axis] = direction.sign() * sourceStrides[direction.axis()];
            sourceStart[direction.axis()] = direction.sign() < 0 ? source.size(direction.axis()) - 1 : 0;
            axes[axis] = direction.vector(source);
        }
        VoxelGrid ordered = new VoxelGrid(
                source.size(from[0]),
                source.size(from[1]),
                source.size(from[2]),
                new Vec3(
                        source.spacing().get(from[0]),
                        source.spacing().get(from[1]),
                        source.spacing().get(from[2])),
                source.toPatient(sourceStart[0], sourceStart[1], sourceStart[2]),
                axes[0],
                axes[1],
                axes[2]);
        if (ordered.difference(grid).isPresent()) {
            return labels;
        }
        int start = source.index(sourceStart[0], sourceStart[1], sourceStart[2]);
        short[] values = new short[grid.voxels()];
        int to = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int at = start + j * strides[1] + k * strides[2];
                for (int i = 0; i < grid.nx(); i++) {
                    values[to++] = (short) labels.get(at + i * strides[0]);
                }
            }
        }
        return new Labels(grid, values);
    }
}
