package org.vertebrafe.imagej.edit;

import java.util.stream.IntStream;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.segmentation.edit.Region;
import org.vertebrafe.segmentation.edit.Slicing;

/**
 * Where the pixels of a window lie among the voxels of a session. Pixel positions are those of ImageJ's canvas: 0 at the
 * left edge of the first pixel.
 *
 * @param grid of the session, in LPS order
 * @param plane that the window shows
 * @param xAxis axis of the grid along the window's rows
 * @param xReversed whether it runs against them
 * @param yAxis axis of the grid down the window
 * @param yReversed whether it runs upwards
 * @param scaleX pixels a voxel along the rows
 * @param scaleY pixels a voxel down the window
 * @param layers the layer along the plane's axis of each slice, the first slice at 0
 */
record ViewGeometry(
        VoxelGrid grid,
        Slicing plane,
        int xAxis,
        boolean xReversed,
        int yAxis,
        boolean yReversed,
        double scaleX,
        double scaleY,
        int[] layers) {

    /** Of the window of the CT itself, however its slices lie and are ordered. */
    static ViewGeometry of(CtStack ct, VoxelGrid grid) {
        VoxelGrid shown = ct.volume().grid();
        Vec3 corner = grid.toVoxel(shown.toPatient(0, 0, 0));
        int[] x = direction(grid.toVoxel(shown.toPatient(1, 0, 0)).minus(corner));
        int[] y = direction(grid.toVoxel(shown.toPatient(0, 1, 0)).minus(corner));
        Slicing plane = Slicing.values()[3 - x[0] - y[0]];
        int[] layers = IntStream.rangeClosed(1, shown.nz())
                .map(slice -> {
                    Vec3 voxel = grid.toVoxel(shown.toPatient(0, 0, ct.layer(slice)));
                    return (int) Math.rint(voxel.get(plane.axis()));
                })
                .toArray();
        return new ViewGeometry(grid, plane, x[0], x[1] < 0, y[0], y[1] < 0, 1, 1, layers);
    }

    private static int[] direction(Vec3 step) {
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs(step.get(axis)) > 0.5) {
                return new int[] {axis, step.get(axis) < 0 ? -1 : 1};
            }
        }
        throw new IllegalArgumentException("no step of a voxel: " + step);
    }

    /** Of a resliced window: head up, front to the left or up, the patient's right to the left. */
    static ViewGeometry resliced(VoxelGrid grid, Slicing plane) {
        double sx = grid.spacing().get(plane.across());
        double sy = grid.spacing().get(plane.down());
        double pixel = Math.min(sx, sy);
        return new ViewGeometry(
                grid,
                plane,
                plane.across(),
                false,
                plane.down(),
                plane != Slicing.AXIAL,
                sx / pixel,
                sy / pixel,
                IntStream.range(0, grid.size(plane.axis())).toArray());
    }

    /** The patient's sides at the ends of the grid's axes. */
    private static final String[] SIDES = {"RL", "AP", "IS"};

    /** The patient's side at the left and at the right of the window: R, L, A, P, S or I. */
    String sidesAcross() {
        return sides(xAxis, xReversed);
    }

    /** The patient's side at the top and at the bottom of the window. */
    String sidesDown() {
        return sides(yAxis, yReversed);
    }

    private static String sides(int axis, boolean reversed) {
        return reversed ? new StringBuilder(SIDES[axis]).reverse().toString() : SIDES[axis];
    }

    /** Number of voxels along the rows. */
    int columns() {
        return grid.size(xAxis);
    }

    /** Number of voxels down the window. */
    int rows() {
        return grid.size(yAxis);
    }

    int width() {
        return (int) Math.round(columns() * scaleX);
    }

    int height() {
        return (int) Math.round(rows() * scaleY);
    }

    /** Size of a pixel along the rows, mm. */
    double pixel() {
        return grid.spacing().get(xAxis) / scaleX;
    }

    /** Voxel coordinates of a pixel position in a layer. */
    Vec3 voxel(double px, double py, int layer) {
        double[] v = new double[3];
        v[xAxis] = px / scaleX - 0.5;
        v[yAxis] = py / scaleY - 0.5;
        v[xAxis] = xReversed ? columns() - 1 - v[xAxis] : v[xAxis];
        v[yAxis] = yReversed ? rows() - 1 - v[yAxis] : v[yAxis];
        v[plane.axis()] = layer;
        return new Vec3(v[0], v[1], v[2]);
    }

    double pixelX(Vec3 voxel) {
        double v = voxel.get(xAxis);
        return ((xReversed ? columns() - 1 - v : v) + 0.5) * scaleX;
    }

    double pixelY(Vec3 voxel) {
        double v = voxel.get(yAxis);
        return ((yReversed ? rows() - 1 - v : v) + 0.5) * scaleY;
    }

    /** Array position of the voxel at a column and row of the window in a layer. */
    int index(int column, int row, int layer) {
        int[] v = new int[3];
        v[xAxis] = xReversed ? columns() - 1 - column : column;
        v[yAxis] = yReversed ? rows() - 1 - row : row;
        v[plane.axis()] = layer;
        return grid.index(v[0], v[1], v[2]);
    }

    /** How far the array position moves from one column to the next. */
    int columnStep() {
        return (xReversed ? -1 : 1) * stride(xAxis);
    }

    private int stride(int axis) {
        return axis == 0 ? 1 : axis == 1 ? grid.nx() : grid.nx() * grid.ny();
    }

    /** First and last column and row of a region: column, row, column, row. */
    int[] cells(Region region) {
        int c0 = region.first(xAxis);
        int c1 = region.last(xAxis);
        int r0 = region.first(yAxis);
        int r1 = region.last(yAxis);
        return new int[] {
            xReversed ? columns() - 1 - c1 : c0,
            yReversed ? rows() - 1 - r1 : r0,
            xReversed ? columns() - 1 - c0 : c1,
            yReversed ? rows() - 1 - r0 : r1
        };
    }

    /** The slice, counted from 1, that shows a layer. */
    int slice(int layer) {
        for (int slice = 0; slice < layers.length; slice++) {
            if (layers[slice] == layer) {
                return slice + 1;
            }
        }
        return 1;
    }
}
