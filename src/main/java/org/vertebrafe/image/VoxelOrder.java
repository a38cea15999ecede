package org.vertebrafe.image;

import java.util.Optional;
import org.vertebrafe.base.Vec3;

/**
 * The voxels of a grid in another order: axes permuted and reversed, nothing resampled. Programs write the same voxels in
 * different orders: a NIfTI made from DICOM usually runs the other way along the patient's y.
 */
public final class VoxelOrder {

    private static final double PARALLEL = 0.9999;

    private static final double ALIGNED = 1 - 1e-6;

    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final VoxelGrid grid;
    private final int start;
    private final int[] strides;

    /** @param directions of the source grid that become the first, second and third axis */
    private VoxelOrder(VoxelGrid source, GridDirection[] directions) {
        int[] sourceStrides = {1, source.nx(), source.nx() * source.ny()};
        int[] first = new int[3];
        int[] sizes = new int[3];
        double[] spacing = new double[3];
        Vec3[] axes = new Vec3[3];
        strides = new int[3];
        for (int a = 0; a < 3; a++) {
            int s = directions[a].axis();
            strides[a] = directions[a].sign() * sourceStrides[s];
            first[s] = directions[a].sign() < 0 ? source.size(s) - 1 : 0;
            sizes[a] = source.size(s);
            spacing[a] = source.spacing().get(s);
            axes[a] = directions[a].vector(source);
        }
        start = source.index(first[0], first[1], first[2]);
        grid = new VoxelGrid(
                sizes[0],
                sizes[1],
                sizes[2],
                new Vec3(spacing[0], spacing[1], spacing[2]),
                source.toPatient(first[0], first[1], first[2]),
                axes[0],
                axes[1],
                axes[2]);
    }

    /** The order in which first, second and third axis run closest to left, posterior and superior. */
    public static VoxelOrder lps(VoxelGrid source) {
        int[] best = PERMUTATIONS[0];
        double bestSum = -1;
        for (int[] p : PERMUTATIONS) {
            double sum = Math.abs(source.axis(p[0]).x())
                    + Math.abs(source.axis(p[1]).y())
                    + Math.abs(source.axis(p[2]).z());
            if (sum > bestSum + 1e-9) {
                bestSum = sum;
                best = p;
            }
        }
        GridDirection[] directions = new GridDirection[3];
        for (int a = 0; a < 3; a++) {
            directions[a] = new GridDirection(best[a], source.axis(best[a]).get(a) < 0 ? -1 : 1);
        }
        return new VoxelOrder(source, directions);
    }

    /** The order of the grid itself. */
    public static VoxelOrder same(VoxelGrid source) {
        return new VoxelOrder(
                source,
                new GridDirection[] {new GridDirection(0, 1), new GridDirection(1, 1), new GridDirection(2, 1)});
    }

    /** The same voxels with the third axis the other way round. */
    public static VoxelOrder reversed(VoxelGrid source) {
        return new VoxelOrder(
                source,
                new GridDirection[] {new GridDirection(0, 1), new GridDirection(1, 1), new GridDirection(2, -1)});
    }

    /** The order of another grid, if it holds the same voxels. */
    public static Optional<VoxelOrder> of(VoxelGrid source, VoxelGrid wanted) {
        GridDirection[] directions = new GridDirection[3];
        boolean[] taken = new boolean[3];
        for (int a = 0; a < 3; a++) {
            directions[a] = GridDirection.nearest(source, wanted.axis(a));
            if (taken[directions[a].axis()] || directions[a].vector(source).dot(wanted.axis(a)) < PARALLEL) {
                return Optional.empty();
            }
            taken[directions[a].axis()] = true;
        }
        VoxelOrder order = new VoxelOrder(source, directions);
        return order.grid.difference(wanted).isPresent() ? Optional.empty() : Optional.of(order);
    }

    /**
     * The same labels in the order of another grid.
     *
     * @param labels any label map
     * @param grid the grid wanted
     * @return labels on {@code grid}; the label map itself if it is on that grid already or holds other voxels than it
     */
    public static Labels onto(Labels labels, VoxelGrid grid) {
        if (labels.grid().difference(grid).isEmpty()) {
            return labels;
        }
        Optional<VoxelOrder> order = of(labels.grid(), grid);
        if (order.isEmpty()) {
            return labels;
        }
        short[] values = new short[grid.voxels()];
        int to = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    values[to++] = (short) labels.get(order.get().source(i, j, k));
                }
            }
        }
        return new Labels(grid, values);
    }

    /**
     * The same values in the order of another grid.
     *
     * @param volume any image
     * @param grid the grid wanted
     * @return values on {@code grid}; the image itself if it is on that grid already; empty if it holds other voxels
     */
    public static Optional<Volume> onto(Volume volume, VoxelGrid grid) {
        if (volume.grid().difference(grid).isEmpty()) {
            return Optional.of(volume);
        }
        return of(volume.grid(), grid).map(order -> {
            float[] values = new float[grid.voxels()];
            int to = 0;
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        values[to++] = volume.values()[order.source(i, j, k)];
                    }
                }
            }
            return new Volume(grid, values);
        });
    }

    /** The same voxels in the new order. */
    public VoxelGrid grid() {
        return grid;
    }

    /** Array position, on the source grid, of voxel (i, j, k) of the new one. */
    public int source(int i, int j, int k) {
        return start + i * strides[0] + j * strides[1] + k * strides[2];
    }

    /** Whether the axes of the new order still differ from left, posterior and superior. */
    public boolean oblique() {
        return grid.xAxis().x() < ALIGNED
                || grid.yAxis().y() < ALIGNED
                || grid.zAxis().z() < ALIGNED;
    }
}
