package org.vertebrafe.study.kernels;

import java.util.Optional;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The most even patch of soft tissue near a vertebra, where nothing but noise differs from voxel to voxel.
 *
 * @param corner first voxel
 * @param size in voxels along each axis
 */
record EvenPatch(int[] corner, int[] size) {

    /** Side of the patch across and along the axis, mm. */
    private static final double ACROSS = 14;

    private static final double ALONG = 12;

    /** How far from the labels the patch may lie, mm. */
    private static final double REACH = 35;

    /** Distance from bone within which kernels overshoot, mm. */
    private static final double MARGIN = 5;

    private static final double LEAST_HU = -30;
    private static final double MOST_HU = 130;

    /** Least voxels of a patch. */
    private static final int LEAST_VOXELS = 200;

    /**
     * Looks for one.
     *
     * @param image HU
     * @param labels of bone, on the same grid
     * @return nothing where there is no soft tissue that is far enough from bone
     */
    static Optional<EvenPatch> find(Volume image, Labels labels) {
        Search search = new Search(image);
        search.find(labels);
        return search.best == null ? Optional.empty() : Optional.of(new EvenPatch(search.best, search.size));
    }

    /** Mean and variance of an image in the patch. */
    double[] moments(Volume image) {
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < size[2]; k++) {
            for (int j = 0; j < size[1]; j++) {
                for (int i = 0; i < size[0]; i++) {
                    double value = image.get(corner[0] + i, corner[1] + j, corner[2] + k);
                    sum += value;
                    squares += value * value;
                }
            }
        }
        double n = (double) size[0] * size[1] * size[2];
        double mean = sum / n;
        return new double[] {mean, Math.max(0, squares / n - mean * mean)};
    }

    private static final class Search {

        private final Volume image;
        private final VoxelGrid grid;
        private final int[] size;
        private int[] best;
        private double bestVariance = Double.POSITIVE_INFINITY;

        Search(Volume image) {
            this.image = image;
            grid = image.grid();
            size = new int[] {voxels(0, ACROSS, grid.nx()), voxels(1, ACROSS, grid.ny()), voxels(2, ALONG, grid.nz())};
        }

        private int voxels(int axis, double length, int most) {
            return Math.min(
                    most, Math.max(1, (int) Math.round(length / grid.spacing().get(axis))));
        }

        /** Looks through patches half a patch apart. */
        private void find(Labels labels) {
            if ((long) size[0] * size[1] * size[2] < LEAST_VOXELS) {
                return;
            }
            int[][] box = box(labels);
            for (int k = box[2][0]; k + size[2] <= box[2][1]; k += Math.max(1, size[2] / 2)) {
                for (int j = box[1][0]; j + size[1] <= box[1][1]; j += Math.max(1, size[1] / 2)) {
                    for (int i = box[0][0]; i + size[0] <= box[0][1]; i += Math.max(1, size[0] / 2)) {
                        consider(new int[] {i, j, k}, labels);
                    }
                }
            }
        }

        /** The labels' bounding box with {@link #REACH} about it, within the image. */
        private int[][] box(Labels labels) {
            int[][] box = {{grid.nx(), 0}, {grid.ny(), 0}, {grid.nz(), 0}};
            for (int at = 0; at < grid.voxels(); at++) {
                if (labels.get(at) != 0) {
                    int[] voxel = {at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny()};
                    for (int a = 0; a < 3; a++) {
                        box[a][0] = Math.min(box[a][0], voxel[a]);
                        box[a][1] = Math.max(box[a][1], voxel[a] + 1);
                    }
                }
            }
            for (int a = 0; a < 3; a++) {
                int reach = (int) (REACH / grid.spacing().get(a));
                box[a][0] = Math.max(0, box[a][0] - reach);
                box[a][1] = Math.min(grid.size(a), box[a][1] + reach);
            }
            return box;
        }

        private void consider(int[] corner, Labels labels) {
            double[] moments = new EvenPatch(corner, size).moments(image);
            if (moments[0] < LEAST_HU
                    || moments[0] > MOST_HU
                    || moments[1] >= bestVariance
                    || nearBone(corner, labels)) {
                return;
            }
            bestVariance = moments[1];
            best = corner;
        }

        private boolean nearBone(int[] corner, Labels labels) {
            int[] from = new int[3];
            int[] to = new int[3];
            for (int a = 0; a < 3; a++) {
                int margin = (int) Math.ceil(MARGIN / grid.spacing().get(a));
                from[a] = Math.max(0, corner[a] - margin);
                to[a] = Math.min(grid.size(a), corner[a] + size[a] + margin);
            }
            for (int k = from[2]; k < to[2]; k++) {
                for (int j = from[1]; j < to[1]; j++) {
                    for (int i = from[0]; i < to[0]; i++) {
                        if (labels.get(i, j, k) != 0) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }
}
