package org.vertebrafe.calibration.rods;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Reads the voxels of rods, slice by slice along the grid axis nearest to the rod. */
final class RodSampler {

    /** Blur that the erosion allows for, mm: four standard deviations of a smooth kernel's point spread. */
    private static final double BLUR = 2;

    /** Most of a radius that may be eroded. */
    private static final double MOST = 0.6;

    /** Part of the voxels of a slice's region that must lie in the image. */
    private static final double IN_VIEW = 0.7;

    /** Padding outside the circle of reconstruction is air or below; nothing a rod is made of, HU. */
    private static final double PADDING = -900;

    /** Voxels further from the median of a slice are no noise, robust standard deviations. */
    private static final double OUTLIER = 4;

    private static final int SLICES_AT_ONCE = 4;

    final Volume hu;

    RodSampler(Volume hu) {
        this.hu = hu;
    }

    double erosion(RodRegion region) {
        VoxelGrid grid = hu.grid();
        int along = GridDirection.nearest(grid, region.axis()).axis();
        double cosine = Math.abs(grid.axis(along).dot(region.axis()));
        double smear = grid.spacing().get(along) * Math.sqrt(1 - Math.min(1, cosine * cosine)) / cosine / 2;
        double voxel =
                Math.max(grid.spacing().get((along + 1) % 3), grid.spacing().get((along + 2) % 3));
        return Math.min(BLUR + voxel / 2 + smear, MOST * region.radius());
    }

    /** Every slice between the two ends of a region, in order along it; those with no voxel at all have no mean. */
    List<RodSlice> slices(RodRegion region, TaskExecutor threads) {
        VoxelGrid grid = hu.grid();
        int along = GridDirection.nearest(grid, region.axis()).axis();
        double one = grid.toVoxel(region.from()).get(along);
        double two = grid.toVoxel(region.to()).get(along);
        int first = Math.max(0, (int) Math.ceil(Math.min(one, two) - 1e-6));
        int last = Math.min(grid.size(along) - 1, (int) Math.floor(Math.max(one, two) + 1e-6));
        if (first > last) {
            throw InputException.of(
                    "Rod %s: its region from %s to %s mm holds no slice of the image. Move its ends.",
                    region.rod(), region.from(), region.to());
        }
        RodSlice[] slices = new RodSlice[last - first + 1];
        Chunks.forEach(threads, slices.length, SLICES_AT_ONCE, (from, to) -> {
            for (int n = from; n < to; n++) {
                slices[n] = slice(region, along, first + n, (first + n - one) / (two - one));
            }
        });
        return Stream.of(slices).toList();
    }

    private RodSlice slice(RodRegion region, int along, int slice, double fraction) {
        VoxelGrid grid = hu.grid();
        double reach = region.radius() - erosion(region);
        Vec3 axis = region.axis();
        Vec3 centre = region.from().plus(region.to().minus(region.from()).times(fraction));
        Vec3 middle = grid.toVoxel(centre);
        int[] low = new int[3];
        int[] high = new int[3];
        double cosine = Math.abs(grid.axis(along).dot(axis));
        for (int n = 0; n < 3; n++) {
            double half = n == along ? 0 : reach / cosine / grid.spacing().get(n);
            low[n] = n == along ? slice : (int) Math.ceil(middle.get(n) - half);
            high[n] = n == along ? slice : (int) Math.floor(middle.get(n) + half);
        }
        double[] values = new double[(high[0] - low[0] + 1) * (high[1] - low[1] + 1) * (high[2] - low[2] + 1)];
        int count = 0;
        int wanted = 0;
        for (int k = low[2]; k <= high[2]; k++) {
            for (int j = low[1]; j <= high[1]; j++) {
                for (int i = low[0]; i <= high[0]; i++) {
                    Vec3 d = grid.toPatient(i, j, k).minus(centre);
                    double deep = d.dot(axis);
                    if (d.dot(d) - deep * deep > reach * reach) {
                        continue;
                    }
                    wanted++;
                    if (inside(i, j, k) && hu.get(i, j, k) > PADDING) {
                        values[count++] = hu.get(i, j, k);
                    }
                }
            }
        }
        double position = (fraction - 0.5) * region.length();
        if (count == 0 || count < IN_VIEW * wanted) {
            return new RodSlice(
                    region.rod(), slice, position, Double.NaN, Double.NaN, count, RodSlice.State.OUT_OF_VIEW);
        }
        double[] seen = Arrays.copyOf(values, count);
        double median = SliceSeries.median(seen);
        double limit = OUTLIER * SliceSeries.robustSd(seen);
        double[] usual = Arrays.stream(seen)
                .filter(value -> Math.abs(value - median) <= limit)
                .toArray();
        double mean = SliceSeries.mean(usual);
        return new RodSlice(region.rod(), slice, position, mean, SliceSeries.sd(seen), count, RodSlice.State.USED);
    }

    private boolean inside(int i, int j, int k) {
        VoxelGrid grid = hu.grid();
        return i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
    }

    /** The voxel nearest to a position, HU; NaN outside the image. */
    double at(Vec3 patient) {
        Vec3 voxel = hu.grid().toVoxel(patient);
        int i = (int) Math.round(voxel.x());
        int j = (int) Math.round(voxel.y());
        int k = (int) Math.round(voxel.z());
        return inside(i, j, k) ? hu.get(i, j, k) : Double.NaN;
    }
}
