package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.vertebrafe.analysis.ShapeReport;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.SagittalProfile;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.VertebraShape;

/**
 * The mid-sagittal section of a vertebra, upright in its own axes and seen from its left with anterior on the left, with
 * what was measured drawn on it as overlay.
 */
public final class ShapeSection {

    private static final double PIXEL = 0.15;

    /** Shown around the body, mm: in front and above, and behind it, where the arch is. */
    private static final double MARGIN = 12;

    private static final double BEHIND = 38;

    private static final ValueRange BONE_WINDOW = new ValueRange(-150, 650);
    private static final Color ENDPLATES = new Color(LabelImages.colour(2));
    private static final Color HEIGHTS = new Color(LabelImages.colour(3));
    private static final Color OUTLINE = new Color(LabelImages.colour(5));

    private final VertebraShape shape;
    private final double front;
    private final double above;
    private final int width;
    private final int height;

    private ShapeSection(VertebraShape shape) {
        this.shape = shape;
        front = shape.anteriorBorder() + MARGIN;
        above = shape.frame().height() / 2 + MARGIN;
        width = (int) Math.ceil((front - shape.posteriorBorder() + BEHIND) / PIXEL);
        height = (int) Math.ceil(2 * above / PIXEL);
    }

    /**
     * Draws the section.
     *
     * @param image what the labels belong to
     * @param hounsfield whether its values are HU, which have a usual window
     * @param title window title
     */
    public static ImagePlus image(ShapeReport report, Volume image, boolean hounsfield, String title) {
        return new ShapeSection(report.shape()).image(report, image, title, hounsfield);
    }

    private ImagePlus image(ShapeReport report, Volume image, String title, boolean hounsfield) {
        FloatProcessor pixels = new FloatProcessor(width, height);
        FloatProcessor body = new FloatProcessor(width, height);
        VoxelGrid grid = image.grid();
        for (int v = 0; v < height; v++) {
            for (int u = 0; u < width; u++) {
                Vec3 voxel = grid.toVoxel(patient(u, v));
                pixels.setf(u, v, (float) image.interpolated(voxel));
                body.setf(u, v, isBody(report, voxel) ? 1 : 0);
            }
        }
        ImagePlus section = new ImagePlus(title, pixels);
        Calibration calibration = section.getCalibration();
        calibration.setUnit("mm");
        calibration.pixelWidth = PIXEL;
        calibration.pixelHeight = PIXEL;
        double low = VolumeImages.LOW_PERCENTILE;
        ValueRange range = hounsfield
                ? BONE_WINDOW
                : ValueRange.percentiles((float[]) pixels.getPixels(), low, 100 - low)
                        .orElse(BONE_WINDOW);
        section.setDisplayRange(range.min(), range.max());
        section.setProperty("Info", report.json());
        section.setOverlay(overlay(body));
        return section;
    }

    private Vec3 patient(double u, double v) {
        return shape.inSagittalPlane(front - (u + 0.5) * PIXEL, above - (v + 0.5) * PIXEL);
    }

    private static boolean isBody(ShapeReport report, Vec3 voxel) {
        Tissue tissue = report.tissues().nearest(voxel);
        return tissue != null && tissue.isBody();
    }

    private Overlay overlay(FloatProcessor body) {
        Overlay overlay = new Overlay();
        body.setThreshold(0.5, 1.5, ij.process.ImageProcessor.NO_LUT_UPDATE);
        Roi outline = new ij.plugin.filter.ThresholdToSelection().convert(body);
        if (outline != null) {
            add(overlay, outline, OUTLINE, "body");
        }
        add(overlay, endplate(shape.superior()), ENDPLATES, "superior endplate");
        add(overlay, endplate(shape.inferior()), ENDPLATES, "inferior endplate");
        height(
                overlay,
                1,
                "anterior",
                shape.superior().anterior(),
                shape.inferior().anterior());
        height(
                overlay,
                0.5,
                "middle",
                shape.superior().middle(),
                shape.inferior().middle());
        height(
                overlay,
                0,
                "posterior",
                shape.superior().posterior(),
                shape.inferior().posterior());
        String words = String.format(
                Locale.ROOT,
                "wedge %.1f\u00b0   anterior/posterior %.2f   middle/posterior %.2f",
                shape.wedge(),
                shape.wedgeRatio(),
                shape.biconcavityRatio());
        text(overlay, words, 6, 4);
        text(overlay, "A", 6, height / 2.0 - 8);
        text(overlay, "P", width - 18.0, height / 2.0 - 8);
        return overlay;
    }

    private void height(Overlay overlay, double part, String name, double from, double to) {
        double x = u(shape.posteriorBorder() + part * shape.depth());
        add(overlay, new Line(x, v(from), x, v(to)), HEIGHTS, name + " height");
        text(overlay, String.format(Locale.ROOT, "%.1f", from - to), x - 14, v(to) + 6);
    }

    private PolygonRoi endplate(SagittalProfile profile) {
        float[] x = new float[3];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) u(shape.posteriorBorder() + n / 2.0 * shape.depth());
        }
        float[] y = {(float) v(profile.posterior()), (float) v(profile.middle()), (float) v(profile.anterior())};
        return new PolygonRoi(x, y, x.length, Roi.POLYLINE);
    }

    private double u(double anterior) {
        return (front - anterior) / PIXEL;
    }

    private double v(double superior) {
        return (above - superior) / PIXEL;
    }

    private static void add(Overlay overlay, Roi roi, Color colour, String name) {
        roi.setName(name);
        roi.setStrokeColor(colour);
        roi.setStrokeWidth(2);
        overlay.add(roi);
    }

    private static void text(Overlay overlay, String words, double x, double y) {
        TextRoi text = new TextRoi(x, y, words, new Font(Font.SANS_SERIF, Font.BOLD, 13));
        text.setStrokeColor(Color.WHITE);
        overlay.add(text);
    }
}
