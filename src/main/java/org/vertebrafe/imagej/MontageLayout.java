package org.vertebrafe.imagej;

import java.awt.Rectangle;
import java.util.List;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Where the three planes of a figure go: one scale for all of them, side by side, the calibration bar at the right.
 *
 * @param planes axial, coronal, sagittal
 * @param scale pixels per mm
 * @param bar where the calibration bar is drawn, without its numbers
 * @param width of the figure, pixels
 * @param height of the figure, pixels
 * @param unit a length that text and gaps are multiples of, pixels: 1/100 of the width
 */
record MontageLayout(List<Plane> planes, double scale, Rectangle bar, int width, int height, double unit) {

    /**
     * A plane through the patient.
     *
     * @param name as it is written above it
     * @param across LPS direction to the right in the picture
     * @param down LPS direction downwards
     * @param edges letters at the left, right, top and bottom edge
     * @param corner LPS position of the left upper corner, mm
     * @param frame where it is drawn, pixels
     */
    record Plane(String name, Vec3 across, Vec3 down, String edges, Vec3 corner, Rectangle frame) {

        /** Patient position (LPS, mm) of the middle of a pixel of the frame. */
        Vec3 at(int x, int y, double scale) {
            return corner.plus(across.times((x + 0.5) / scale)).plus(down.times((y + 0.5) / scale));
        }

        /** The pixels of the frame as a grid of one layer. */
        VoxelGrid grid(double scale) {
            Vec3 pixel = new Vec3(1 / scale, 1 / scale, 1 / scale);
            return new VoxelGrid(
                    frame.width, frame.height, 1, pixel, at(0, 0, scale), across, down, across.cross(down));
        }
    }

    /** A box in the coordinates of some axes, mm. */
    record Box(Vec3 min, Vec3 max) {

        /** The smallest box around this and a point. */
        Box around(Vec3 p) {
            return new Box(
                    new Vec3(Math.min(min.x(), p.x()), Math.min(min.y(), p.y()), Math.min(min.z(), p.z())),
                    new Vec3(Math.max(max.x(), p.x()), Math.max(max.y(), p.y()), Math.max(max.z(), p.z())));
        }

        Box grown(double margin) {
            Vec3 m = new Vec3(margin, margin, margin);
            return new Box(min.minus(m), max.plus(m));
        }

        /** The part of this box that another one covers. */
        Box within(Box o) {
            return new Box(
                    new Vec3(Math.max(min.x(), o.min.x()), Math.max(min.y(), o.min.y()), Math.max(min.z(), o.min.z())),
                    new Vec3(Math.min(max.x(), o.max.x()), Math.min(max.y(), o.max.y()), Math.min(max.z(), o.max.z())));
        }

        Vec3 size() {
            return max.minus(min);
        }

        /** The box around a range of voxels, to their outer faces, along the axes of the patient. */
        static Box of(VoxelGrid grid, double[] low, double[] high) {
            return of(Axes.PATIENT, grid, low, high);
        }

        private static Box of(Axes axes, VoxelGrid grid, double[] low, double[] high) {
            Box box = null;
            for (int corner = 0; corner < 8; corner++) {
                Vec3 p = axes.coordinates(grid.toPatient(
                        (corner & 1) == 0 ? low[0] - 0.5 : high[0] + 0.5,
                        (corner & 2) == 0 ? low[1] - 0.5 : high[1] + 0.5,
                        (corner & 4) == 0 ? low[2] - 0.5 : high[2] + 0.5));
                box = box == null ? new Box(p, p) : box.around(p);
            }
            return box;
        }

        /** The box around a whole image. */
        static Box of(Axes axes, VoxelGrid grid) {
            return of(axes, grid, new double[3], new double[] {grid.nx() - 1.0, grid.ny() - 1.0, grid.nz() - 1.0});
        }
    }

    /** Largest height of a plane, as a fraction of the width of the figure. */
    private static final double TALLEST = 0.9;

    /** Lays out planes of the patient through a point. */
    static MontageLayout of(Box box, Vec3 point, int width) {
        return of(Axes.PATIENT, box, point, width);
    }

    /**
     * Lays out the planes through a point; radiological convention: the patient's right is on the left.
     *
     * @param axes along which the planes lie
     * @param box what is shown, in the coordinates of the axes
     * @param point where the planes meet, in the coordinates of the axes
     */
    static MontageLayout of(Axes axes, Box box, Vec3 point, int width) {
        Vec3 inferior = axes.superior().times(-1);
        double unit = width / 100.0;
        double gap = 1.2 * unit;
        double barSpace = 11 * unit;
        Vec3 size = box.size();
        double across = (width - 4 * gap - barSpace) / (2 * size.x() + size.y());
        // A long stretch of the spine would make a figure taller than a page: it leaves paper free at the right
        // instead.
        double scale = Math.min(across, TALLEST * width / Math.max(size.y(), size.z()));
        int top = (int) Math.round(7.2 * unit);
        int wx = Math.max(1, (int) Math.floor(size.x() * scale));
        int wy = Math.max(1, (int) Math.floor(size.y() * scale));
        int hz = Math.max(1, (int) Math.floor(size.z() * scale));
        int tallest = Math.max(wy, hz);
        int x1 = (int) Math.round(gap);
        int x2 = (int) Math.round(x1 + wx + gap);
        int x3 = (int) Math.round(x2 + wx + gap);
        List<Plane> planes = List.of(
                new Plane(
                        "Axial",
                        axes.left(),
                        axes.posterior(),
                        "RLAP",
                        axes.point(new Vec3(box.min().x(), box.min().y(), point.z())),
                        new Rectangle(x1, top, wx, wy)),
                new Plane(
                        "Coronal",
                        axes.left(),
                        inferior,
                        "RLSI",
                        axes.point(new Vec3(box.min().x(), point.y(), box.max().z())),
                        new Rectangle(x2, top, wx, hz)),
                new Plane(
                        "Sagittal",
                        axes.posterior(),
                        inferior,
                        "APSI",
                        axes.point(new Vec3(point.x(), box.min().y(), box.max().z())),
                        new Rectangle(x3, top, wy, hz)));
        int barX = (int) Math.round(x3 + wy + 1.6 * gap);
        Rectangle bar = new Rectangle(barX, top, (int) Math.round(2.2 * unit), tallest);
        return new MontageLayout(planes, scale, bar, width, (int) Math.round(top + tallest + 1.2 * unit), unit);
    }
}
