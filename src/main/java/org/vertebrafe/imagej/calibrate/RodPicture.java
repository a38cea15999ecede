package org.vertebrafe.imagej.calibrate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.rods.RodRegion;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** A picture of the rods of a phantom that were found: the slice through their middle, and the line through them. */
public final class RodPicture {

    /** Shown around the rods, mm: beside, in front (the vertebra) and behind them. */
    private static final double BESIDE = 35;

    private static final double IN_FRONT = 120;
    private static final double BEHIND = 30;

    private static final int HEIGHT = 520;
    private static final double LOW_HU = -250;
    private static final double HIGH_HU = 650;
    private static final float STROKE = 2;

    private final Volume ct;
    private final List<RodRegion> rods;
    /** Grid axes that run to the right and down in the picture, and across it. */
    private final int[] axes;

    private RodPicture(Volume ct, List<RodRegion> rods) {
        this.ct = ct;
        this.rods = rods;
        this.axes = axes(ct.grid(), rods.get(0).axis());
    }

    /** The picture. */
    public static BufferedImage of(Volume ct, CalibrationResult.PhantomEvidence evidence, String title) {
        BufferedImage slice = new RodPicture(ct, evidence.measurement().regions()).slice();
        BufferedImage plot = FitPlot.of(evidence.fit(), title).getProcessor().getBufferedImage();
        int height = Math.max(slice.getHeight(), plot.getHeight());
        BufferedImage picture =
                new BufferedImage(slice.getWidth() + plot.getWidth(), height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), height);
        graphics.drawImage(slice, 0, (height - slice.getHeight()) / 2, null);
        graphics.drawImage(plot, slice.getWidth(), (height - plot.getHeight()) / 2, null);
        graphics.dispose();
        return picture;
    }

    /** The axis across is the one most along the rods; of the others, that most to the left runs to the right. */
    private static int[] axes(VoxelGrid grid, Vec3 along) {
        int across = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(grid.axis(axis).dot(along))
                    > Math.abs(grid.axis(across).dot(along))) {
                across = axis;
            }
        }
        int one = (across + 1) % 3;
        int other = (across + 2) % 3;
        return Math.abs(grid.axis(one).x()) >= Math.abs(grid.axis(other).x())
                ? new int[] {one, other, across}
                : new int[] {other, one, across};
    }

    private BufferedImage slice() {
        VoxelGrid grid = ct.grid();
        int across = axes[2];
        double middle = rods.stream()
                .mapToDouble(rod -> grid.toVoxel(rod.centre()).get(across))
                .average()
                .orElseThrow();
        int slice = (int) Math.max(0, Math.min(grid.size(across) - 1, Math.round(middle)));
        double[] right = window(axes[0], BESIDE, BESIDE, slice);
        double[] down = window(axes[1], IN_FRONT, BEHIND, slice);
        double scale = HEIGHT / (down[1] - down[0]);
        int width = (int) Math.round(scale * (right[1] - right[0]));
        BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                double hu = sample(right[0] + (x + 0.5) / scale, down[0] + (y + 0.5) / scale, slice);
                int grey = (int) Math.max(0, Math.min(255, 255 * (hu - LOW_HU) / (HIGH_HU - LOW_HU)));
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        draw(image, slice, right[0], down[0], scale);
        return image;
    }

    /** Millimetres along an axis from its first voxel, signed so that they grow to the left or to posterior. */
    private double millimetres(double voxel, int axis) {
        return sign(axis) * voxel * ct.grid().spacing().get(axis);
    }

    private double voxel(double millimetres, int axis) {
        return sign(axis) * millimetres / ct.grid().spacing().get(axis);
    }

    private int sign(int axis) {
        Vec3 direction = ct.grid().axis(axis);
        double towards = axis == axes[0] ? direction.x() : direction.y();
        return towards < 0 ? -1 : 1;
    }

    private double[] window(int axis, double before, double after, int slice) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (RodRegion rod : rods) {
            double at = millimetres(at(rod, slice).get(axis), axis);
            min = Math.min(min, at - rod.radius());
            max = Math.max(max, at + rod.radius());
        }
        double one = millimetres(0, axis);
        double other = millimetres(ct.grid().size(axis) - 1.0, axis);
        return new double[] {Math.max(min - before, Math.min(one, other)), Math.min(max + after, Math.max(one, other))};
    }

    /** Where the axis of a rod meets a slice, in voxels. */
    private Vec3 at(RodRegion rod, int slice) {
        Vec3 from = ct.grid().toVoxel(rod.from());
        Vec3 to = ct.grid().toVoxel(rod.to());
        return from.plus(to.minus(from).times((slice - from.get(axes[2])) / (to.get(axes[2]) - from.get(axes[2]))));
    }

    private double sample(double right, double down, int slice) {
        double u = voxel(right, axes[0]);
        double v = voxel(down, axes[1]);
        int u0 = (int) Math.max(0, Math.min(ct.grid().size(axes[0]) - 2.0, Math.floor(u)));
        int v0 = (int) Math.max(0, Math.min(ct.grid().size(axes[1]) - 2.0, Math.floor(v)));
        double fu = Math.max(0, Math.min(1, u - u0));
        double fv = Math.max(0, Math.min(1, v - v0));
        return (1 - fv) * ((1 - fu) * value(u0, v0, slice) + fu * value(u0 + 1, v0, slice))
                + fv * ((1 - fu) * value(u0, v0 + 1, slice) + fu * value(u0 + 1, v0 + 1, slice));
    }

    private double value(int u, int v, int slice) {
        int[] at = new int[3];
        at[axes[0]] = u;
        at[axes[1]] = v;
        at[axes[2]] = slice;
        return ct.get(at[0], at[1], at[2]);
    }

    private void draw(BufferedImage image, int slice, double left, double top, double scale) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(STROKE));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        for (int r = 0; r < rods.size(); r++) {
            Vec3 at = at(rods.get(r), slice);
            double x = scale * (millimetres(at.get(axes[0]), axes[0]) - left);
            double y = scale * (millimetres(at.get(axes[1]), axes[1]) - top);
            double radius = scale * rods.get(r).radius();
            graphics.setColor(RodColours.of(r));
            graphics.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
            String name = rods.get(r).rod();
            int width = graphics.getFontMetrics().stringWidth(name);
            float textX = (float) (x - width / 2.0);
            float textY = (float) (y - radius - 6);
            graphics.setColor(Color.BLACK);
            for (int around = 0; around < 8; around++) {
                double angle = Math.PI / 4 * around;
                graphics.drawString(
                        name, textX + (float) (1.5 * Math.cos(angle)), textY + (float) (1.5 * Math.sin(angle)));
            }
            graphics.setColor(RodColours.of(r));
            graphics.drawString(name, textX, textY);
        }
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.drawString("slice " + (slice + 1) + ", circles as measured", 8, image.getHeight() - 8);
        graphics.dispose();
    }
}
