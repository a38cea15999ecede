package org.vertebrafe.calibration.rods;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * A CT turned and thinned for the search: slices across the patient, whatever the voxel order, averaged to pixels of about
 * 1.5 mm and layers of a few mm. Its own coordinates, mm, run from the first voxel: x to the patient's left, y to
 * posterior, z to superior, each along the grid axis nearest to it.
 */
final class WorkingStack {

    private static final double PIXEL = 1.5;
    /** Standard deviation of the blur against the noise of sharp kernels, mm; rods are at least 4 mm in radius. */
    private static final double SMOOTH = 1.2;

    private static final double THINNEST = 4;
    private static final double THICKEST = 8;
    private static final int LAYERS = 8;

    private final Volume hu;
    private final double blur;
    private final Vec3 corner;
    private final Vec3 left;
    private final Vec3 posterior;
    private final Vec3 superior;
    private final int start;
    private final int[] strides = new int[3];
    private final int[] sizes = new int[3];
    private final double[] spacing = new double[3];

    final int nx;
    final int ny;
    final int nz;
    /** Distance of pixels and layers, mm. */
    final double px;

    final double py;
    final double pz;

    private final int[] factors = new int[3];
    private final SliceImage[] layers;

    /** @param blur how coarse: 1 for an ordinary scan, more where noise hides the rods */
    WorkingStack(Volume hu, double blur, TaskExecutor threads) {
        this.hu = hu;
        this.blur = blur;
        VoxelGrid grid = hu.grid();
        GridDirection up = GridDirection.nearest(grid, new Vec3(0, 0, 1));
        GridDirection back = best(grid, new Vec3(0, 1, 0), up.axis(), up.axis());
        GridDirection side = best(grid, new Vec3(1, 0, 0), up.axis(), back.axis());
        GridDirection[] directions = {side, back, up};
        int[] gridStrides = {1, grid.nx(), grid.nx() * grid.ny()};
        int[] first = new int[3];
        for (int n = 0; n < 3; n++) {
            int axis = directions[n].axis();
            strides[n] = directions[n].sign() * gridStrides[axis];
            sizes[n] = grid.size(axis);
            spacing[n] = grid.spacing().get(axis);
            first[axis] = directions[n].sign() < 0 ? grid.size(axis) - 1 : 0;
        }
        start = grid.index(first[0], first[1], first[2]);
        corner = grid.toPatient(first[0], first[1], first[2]);
        left = side.vector(grid);
        posterior = back.vector(grid);
        superior = up.vector(grid);
        factors[0] = Math.max(1, (int) Math.round(PIXEL / spacing[0]));
        factors[1] = Math.max(1, (int) Math.round(PIXEL / spacing[1]));
        double thick = Math.min(blur * THICKEST, Math.max(blur * THINNEST, sizes[2] * spacing[2] / LAYERS));
        factors[2] = Math.min(sizes[2], Math.max(1, (int) Math.round(thick / spacing[2])));
        nx = Math.max(1, sizes[0] / factors[0]);
        ny = Math.max(1, sizes[1] / factors[1]);
        nz = Math.max(1, sizes[2] / factors[2]);
        px = factors[0] * spacing[0];
        py = factors[1] * spacing[1];
        pz = factors[2] * spacing[2];
        layers = new SliceImage[nz];
        Chunks.forEach(threads, nz, 1, (from, to) -> {
            for (int k = from; k < to; k++) {
                layers[k] = layer(k, blur * SMOOTH);
            }
        });
    }

    /** The free grid axis nearest to a direction. */
    private static GridDirection best(VoxelGrid grid, Vec3 direction, int taken, int alsoTaken) {
        int axis = -1;
        for (int n = 0; n < 3; n++) {
            if (n != taken
                    && n != alsoTaken
                    && (axis < 0
                            || Math.abs(grid.axis(n).dot(direction))
                                    > Math.abs(grid.axis(axis).dot(direction)))) {
                axis = n;
            }
        }
        return new GridDirection(axis, grid.axis(axis).dot(direction) < 0 ? -1 : 1);
    }

    private SliceImage layer(int k, double sigma) {
        float[] sums = new float[nx * ny];
        float[] values = hu.values();
        for (int c = k * factors[2]; c < (k + 1) * factors[2]; c++) {
            for (int b = 0; b < ny * factors[1]; b++) {
                int row = start + c * strides[2] + b * strides[1];
                int to = b / factors[1] * nx;
                for (int i = 0, a = 0; i < nx; i++) {
                    float sum = 0;
                    for (int n = 0; n < factors[0]; n++, a++) {
                        sum += values[row + a * strides[0]];
                    }
                    sums[to + i] += sum;
                }
            }
        }
        float scale = 1f / (factors[0] * factors[1] * factors[2]);
        for (int at = 0; at < sums.length; at++) {
            sums[at] *= scale;
        }
        return new SliceImage(
                        nx, ny, px, py, (factors[0] - 1) * spacing[0] / 2, (factors[1] - 1) * spacing[1] / 2, sums)
                .smoothed(sigma);
    }

    SliceImage image(int k) {
        return layers[k];
    }

    /** Middle of a layer, mm. */
    double z(int layer) {
        return (layer * factors[2] + (factors[2] - 1) / 2.0) * spacing[2];
    }

    /** Position in the middle of the last slice, mm. */
    double top() {
        return (sizes[2] - 1) * spacing[2];
    }

    /** Distance of the slices of the CT, mm. */
    double sliceSpacing() {
        return spacing[2];
    }

    int slices() {
        return sizes[2];
    }

    /** Larger of the two pixel sizes of the CT, mm. */
    double pixel() {
        return Math.max(spacing[0], spacing[1]);
    }

    double blur() {
        return blur;
    }

    double width() {
        return (sizes[0] - 1) * spacing[0];
    }

    double height() {
        return (sizes[1] - 1) * spacing[1];
    }

    Vec3 toPatient(double x, double y, double z) {
        return corner.plus(left.times(x)).plus(posterior.times(y)).plus(superior.times(z));
    }

    /** The CT in one of its own slices, interpolated, HU; NaN outside. */
    double at(double x, double y, int slice) {
        double u = x / spacing[0];
        double v = y / spacing[1];
        if (!(u >= 0 && v >= 0 && u <= sizes[0] - 1 && v <= sizes[1] - 1)) {
            return Double.NaN;
        }
        int a = Math.min((int) u, Math.max(0, sizes[0] - 2));
        int b = Math.min((int) v, Math.max(0, sizes[1] - 2));
        int nextA = sizes[0] > 1 ? strides[0] : 0;
        int nextB = sizes[1] > 1 ? strides[1] : 0;
        u -= a;
        v -= b;
        float[] values = hu.values();
        int at = start + a * strides[0] + b * strides[1] + slice * strides[2];
        double low = values[at] + u * (values[at + nextA] - values[at]);
        double high = values[at + nextB] + u * (values[at + nextA + nextB] - values[at + nextB]);
        return low + v * (high - low);
    }
}
