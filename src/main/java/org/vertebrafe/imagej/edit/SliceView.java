package org.vertebrafe.imagej.edit;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Region;

/** One of the linked windows: the labels of the slice it shows, kept up with changes region by region. */
final class SliceView {

    /** Around what is repainted, screen pixels: contours are drawn a little over the edges of voxels. */
    private static final int MARGIN = 4;

    final ImagePlus image;
    final ViewGeometry geometry;
    private final EditSession session;
    private final EditSettings settings;
    private final Overlay before;
    private final int[] labels;
    private final BufferedImage fill;
    private final int[] fillPixels;
    private Map<Integer, Path2D.Double> contours = Map.of();
    private boolean contoursOld = true;
    private int layer = -1;

    /** What is being drawn, pixel positions. */
    final List<double[]> draft = new ArrayList<>();
    /** Where the mouse is, pixel position; null: outside. */
    double[] mouse;

    SliceView(ImagePlus image, ViewGeometry geometry, EditSession session, EditSettings settings) {
        this.image = image;
        this.geometry = geometry;
        this.session = session;
        this.settings = settings;
        before = image.getOverlay();
        labels = new int[geometry.columns() * geometry.rows()];
        fill = new BufferedImage(geometry.columns(), geometry.rows(), BufferedImage.TYPE_INT_ARGB);
        fillPixels = ((DataBufferInt) fill.getRaster().getDataBuffer()).getData();
    }

    /** Lays the labels over the image, above the overlay that it has. */
    void attach(LabelOverlay labelOverlay) {
        Overlay overlay = before == null ? new Overlay() : before.duplicate();
        overlay.add(labelOverlay);
        overlay.drawLabels(false);
        image.setOverlay(overlay);
    }

    /** Leaves the image with the overlay it came with. */
    void detach() {
        image.setOverlay(before);
    }

    ImageCanvas canvas() {
        return image.getCanvas();
    }

    /** The layer along the plane's axis that is shown. */
    int shownLayer() {
        return geometry.layers()[Math.max(1, image.getCurrentSlice()) - 1];
    }

    Vec3 voxel(double px, double py) {
        return geometry.voxel(px, py, shownLayer());
    }

    /** The label under a pixel position, 0 outside of the image. */
    int labelAt(double px, double py) {
        int column = (int) Math.floor(px / geometry.scaleX());
        int row = (int) Math.floor(py / geometry.scaleY());
        boolean inside = column >= 0 && row >= 0 && column < geometry.columns() && row < geometry.rows();
        return inside ? session.label(geometry.index(column, row, shownLayer())) : 0;
    }

    /** Reads the slice that is shown, if it is another one than before. */
    boolean follow() {
        if (layer == shownLayer()) {
            return false;
        }
        layer = shownLayer();
        read(0, 0, geometry.columns() - 1, geometry.rows() - 1);
        return true;
    }

    /** Takes over changed labels and repaints what shows them. */
    void changed(Region region) {
        int axis = geometry.plane().axis();
        if (region.isEmpty() || layer < region.first(axis) || layer > region.last(axis)) {
            return;
        }
        int[] cells = geometry.cells(region);
        read(cells[0], cells[1], cells[2], cells[3]);
        repaint(
                cells[0] * geometry.scaleX(),
                cells[1] * geometry.scaleY(),
                (cells[2] + 1) * geometry.scaleX(),
                (cells[3] + 1) * geometry.scaleY());
    }

    /** Takes over changed settings. */
    void restyle() {
        layer = -1;
        if (canvas() != null) {
            canvas().repaint();
        }
    }

    private void read(int c0, int r0, int c1, int r1) {
        int step = geometry.columnStep();
        int alpha = (int) Math.round(255 * settings.opacity) << 24;
        int last = -1;
        int colour = 0;
        for (int row = r0; row <= r1; row++) {
            int at = geometry.index(c0, row, layer);
            for (int column = c0; column <= c1; column++, at += step) {
                int label = session.label(at);
                if (label != last) {
                    last = label;
                    colour = settings.isVisible(label) ? LabelColours.of(label).getRGB() & 0xFFFFFF | alpha : 0;
                }
                int cell = row * geometry.columns() + column;
                labels[cell] = colour == 0 ? 0 : label;
                fillPixels[cell] = colour;
            }
        }
        contoursOld = true;
    }

    BufferedImage fill() {
        return fill;
    }

    /** Outlines of the visible labels of the slice, in voxels. */
    Map<Integer, Path2D.Double> contours() {
        if (contoursOld) {
            contours = SliceContours.of(labels, geometry.columns(), geometry.rows());
            contoursOld = false;
        }
        return contours;
    }

    /** Repaints a rectangle of pixel positions. */
    void repaint(double x0, double y0, double x1, double y1) {
        ImageCanvas canvas = canvas();
        if (canvas == null) {
            return;
        }
        Rectangle source = canvas.getSrcRect();
        double zoom = canvas.getMagnification();
        int left = (int) Math.floor((x0 - source.x) * zoom) - MARGIN;
        int top = (int) Math.floor((y0 - source.y) * zoom) - MARGIN;
        int right = (int) Math.ceil((x1 - source.x) * zoom) + MARGIN;
        int bottom = (int) Math.ceil((y1 - source.y) * zoom) + MARGIN;
        canvas.repaint(left, top, right - left, bottom - top);
    }

    void repaint() {
        if (canvas() != null) {
            canvas().repaint();
        }
    }

    /** Shows the slice through a voxel. */
    void show(int[] voxel) {
        int slice = geometry.slice(voxel[geometry.plane().axis()]);
        if (slice != image.getCurrentSlice()) {
            image.setSlice(slice);
        }
    }
}
