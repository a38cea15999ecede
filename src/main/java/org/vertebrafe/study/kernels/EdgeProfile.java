package org.vertebrafe.study.kernels;

import java.util.BitSet;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The mean profile across the surface of the labelled bone, along the surface's normals. The cortex is thinner than what a
 * clinical CT resolves, so that its peak and slope are those of the reconstruction more than of the bone.
 *
 * @param offsets mm from the surface of the labels, outwards positive
 * @param hu mean over the surface at each, HU
 */
public record EdgeProfile(double[] offsets, double[] hu) {

    private static final double REACH = 4;
    private static final double STEP = 0.25;

    static EdgeProfile of(Volume image, Labels labels) {
        VoxelGrid grid = image.grid();
        BitSet bone = new BitSet(grid.voxels());
        for (int at = 0; at < grid.voxels(); at++) {
            bone.set(at, labels.get(at) != 0);
        }
        float[] inside = DistanceTransform.inside(grid, bone);
        float[] outside = DistanceTransform.outside(grid, bone);
        float[] signed = new float[grid.voxels()];
        for (int at = 0; at < signed.length; at++) {
            signed[at] = outside[at] - inside[at];
        }
        Volume distance = new Volume(grid, signed);
        int steps = (int) (2 * REACH / STEP) + 1;
        double[] offsets = new double[steps];
        double[] sums = new double[steps];
        int count = 0;
        for (int s = 0; s < steps; s++) {
            offsets[s] = -REACH + s * STEP;
        }
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            int i = at % grid.nx();
            int j = at / grid.nx() % grid.ny();
            int k = at / grid.nx() / grid.ny();
            if (inner(i, grid.nx()) && inner(j, grid.ny()) && inner(k, grid.nz()) && onSurface(labels, i, j, k)) {
                Vec3 normal = normal(distance, i, j, k);
                double norm = normal.norm();
                if (norm > 0) {
                    // The surface of the labels lies where the signed distance, linear along the normal, is zero.
                    add(image, grid.toPatient(i, j, k), normal.times(1 / norm), signed[at], offsets, sums);
                    count++;
                }
            }
        }
        for (int s = 0; s < steps; s++) {
            sums[s] = count == 0 ? Double.NaN : sums[s] / count;
        }
        return new EdgeProfile(offsets, sums);
    }

    private static boolean inner(int index, int n) {
        return index > 0 && index < n - 1;
    }

    private static boolean onSurface(Labels labels, int i, int j, int k) {
        return labels.get(i - 1, j, k) == 0
                || labels.get(i + 1, j, k) == 0
                || labels.get(i, j - 1, k) == 0
                || labels.get(i, j + 1, k) == 0
                || labels.get(i, j, k - 1) == 0
                || labels.get(i, j, k + 1) == 0;
    }

    /** Gradient of the signed distance, LPS. */
    private static Vec3 normal(Volume distance, int i, int j, int k) {
        VoxelGrid grid = distance.grid();
        double x = (distance.get(i + 1, j, k) - distance.get(i - 1, j, k))
                / grid.spacing().x();
        double y = (distance.get(i, j + 1, k) - distance.get(i, j - 1, k))
                / grid.spacing().y();
        double z = (distance.get(i, j, k + 1) - distance.get(i, j, k - 1))
                / grid.spacing().z();
        return grid.xAxis()
                .times(x)
                .plus(grid.yAxis().times(y))
                .plus(grid.zAxis().times(z));
    }

    private static void add(Volume image, Vec3 from, Vec3 normal, double signed, double[] offsets, double[] sums) {
        for (int s = 0; s < offsets.length; s++) {
            Vec3 voxel = image.grid().toVoxel(from.plus(normal.times(offsets[s] - signed)));
            sums[s] += image.interpolated(voxel);
        }
    }

    /** The steepest fall from bone to soft tissue, HU/mm. */
    public double steepest() {
        double steepest = 0;
        for (int s = 1; s < hu.length; s++) {
            steepest = Math.max(steepest, (hu[s - 1] - hu[s]) / (offsets[s] - offsets[s - 1]));
        }
        return steepest;
    }

    /** The highest mean, HU: how much of the thin cortex the image still shows. */
    public double peak() {
        double peak = Double.NEGATIVE_INFINITY;
        for (double value : hu) {
            peak = Math.max(peak, value);
        }
        return peak;
    }
}
