package org.vertebrafe.segmentation.edit;

import java.util.Arrays;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/** Fills a closed outline in a slice by the even-odd rule, row by row. */
final class LassoFill {

    private LassoFill() {}

    static void apply(Operation.Lasso lasso, Work work) {
        VoxelGrid grid = work.grid();
        Slicing plane = lasso.plane();
        int slice = lasso.slice();
        if (slice < 0 || slice >= grid.size(plane.axis())) {
            throw InputException.of(
                    "Outline in %s slice %d: the image has slices 0 to %d.",
                    plane.id(), slice, grid.size(plane.axis()) - 1);
        }
        work.pen().requireGain(lasso.label());
        int[] voxel = new int[3];
        voxel[plane.axis()] = slice;
        int rows = grid.size(plane.down());
        int columns = grid.size(plane.across());
        for (int row = 0; row < rows; row++) {
            double[] crossings = crossings(lasso.outline(), plane, row);
            for (int c = 0; c + 1 < crossings.length; c += 2) {
                int from = Math.max(0, (int) Math.ceil(crossings[c]));
                int to = Math.min(columns - 1, (int) Math.ceil(crossings[c + 1]) - 1);
                for (int column = from; column <= to; column++) {
                    voxel[plane.across()] = column;
                    voxel[plane.down()] = row;
                    work.pen().set(grid.index(voxel[0], voxel[1], voxel[2]), lasso.label());
                }
            }
        }
    }

    /** Where the outline crosses a row, ascending. */
    private static double[] crossings(List<Vec3> outline, Slicing plane, double row) {
        double[] crossings = new double[outline.size()];
        int count = 0;
        Vec3 a = outline.get(outline.size() - 1);
        for (Vec3 b : outline) {
            double ya = a.get(plane.down());
            double yb = b.get(plane.down());
            if (ya <= row != yb <= row) {
                double xa = a.get(plane.across());
                crossings[count++] = xa + (row - ya) / (yb - ya) * (b.get(plane.across()) - xa);
            }
            a = b;
        }
        double[] sorted = Arrays.copyOf(crossings, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
