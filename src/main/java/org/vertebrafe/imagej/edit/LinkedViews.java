package org.vertebrafe.imagej.edit;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.ImageWindow;
import ij.process.LUT;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Region;
import org.vertebrafe.segmentation.edit.Slicing;

/** The window of the CT and the two others that are cut from it, side by side. */
final class LinkedViews {

    private static final int SPACE = 8;
    /** What is shown of an image, as a multiple of what is looked at. */
    private static final double AROUND = 1.7;

    /** The largest canvas, pixels of the screen, and which part of the screen's height it may take. */
    private static final int WIDEST = 520;

    private static final int TALLEST = 460;
    private static final double HEIGHT_PART = 0.42;

    /** What a window needs beside its canvas. */
    private static final int BESIDE = 30;

    private final List<SliceView> views = new ArrayList<>();

    /** Opens the two windows beside that of the CT. */
    LinkedViews(ImagePlus ct, CtStack stack, EditSession session, EditSettings settings) {
        ViewGeometry own = ViewGeometry.of(stack, session.grid());
        views.add(new SliceView(ct, own, session, settings));
        Volume volume = session.ct().orElseThrow();
        for (Slicing plane : new Slicing[] {Slicing.SAGITTAL, Slicing.CORONAL, Slicing.AXIAL}) {
            if (plane != own.plane()) {
                ViewGeometry geometry = ViewGeometry.resliced(session.grid(), plane);
                views.add(new SliceView(reslice(ct, volume, geometry), geometry, session, settings));
            }
        }
    }

    private static ImagePlus reslice(ImagePlus ct, Volume volume, ViewGeometry geometry) {
        // The CT's own pixels may be stored with an offset; its range is shown in calibrated values.
        ImagePlus image = new ImagePlus(
                geometry.plane().id() + " of " + ct.getTitle(), new ResliceStack(volume, geometry, () -> range(ct)));
        image.getCalibration().setUnit("mm");
        image.getCalibration().pixelWidth = geometry.pixel();
        image.getCalibration().pixelHeight = geometry.pixel();
        image.getCalibration().pixelDepth =
                geometry.grid().spacing().get(geometry.plane().axis());
        image.getCalibration().setValueUnit(ct.getCalibration().getValueUnit());
        image.setLut((LUT) ct.getProcessor().getLut().clone());
        double[] range = range(ct);
        image.setDisplayRange(range[0], range[1]);
        return image;
    }

    /** The CT's display range in HU. */
    static double[] range(ImagePlus ct) {
        return new double[] {
            ct.getCalibration().getCValue(ct.getDisplayRangeMin()),
            ct.getCalibration().getCValue(ct.getDisplayRangeMax())
        };
    }

    List<SliceView> all() {
        return views;
    }

    /** Opens the windows and shows a region in them. */
    void show(Region region) {
        views.forEach(view -> {
            if (view.image.getWindow() == null) {
                view.image.show();
            }
        });
        zoomTo(region);
        views.get(0).image.getWindow().toFront();
    }

    /** In a row from the CT's window to the right, as far as the screen goes. */
    private void arrange() {
        ImageWindow first = views.get(0).image.getWindow();
        Rectangle screen = ij.gui.GUI.getMaxWindowBounds(first);
        int x = first.getX() + first.getWidth() + SPACE;
        int y = first.getY();
        int tallest = 0;
        for (SliceView view : views.subList(1, views.size())) {
            ImageWindow window = view.image.getWindow();
            if (x + window.getWidth() > screen.x + screen.width && tallest > 0) {
                x = first.getX() + first.getWidth() + SPACE;
                y += tallest + SPACE;
            }
            window.setLocation(x, Math.max(screen.y, Math.min(y, screen.y + screen.height - window.getHeight())));
            x += window.getWidth() + SPACE;
            tallest = Math.max(tallest, window.getHeight());
        }
    }

    /**
     * Sizes and arranges the windows and shows a region with its surroundings in all of them, at one scale.
     *
     * @param region of voxels; empty: the whole image
     */
    void zoomTo(Region region) {
        Rectangle screen = ij.gui.GUI.getMaxWindowBounds(views.get(0).image.getWindow());
        Dimension most = new Dimension(
                Math.min(WIDEST, screen.width / 3 - BESIDE), Math.min(TALLEST, (int) (HEIGHT_PART * screen.height)));
        double scale = Double.MAX_VALUE;
        for (SliceView view : views) {
            double[] size = size(view.geometry, region);
            scale = Math.min(scale, Math.min(most.width / size[0], most.height / size[1]));
        }
        for (SliceView view : views) {
            zoom(view, region, scale * view.geometry.pixel(), most);
        }
        arrange();
    }

    /** Width and height of what is to be seen of a region, mm. */
    private static double[] size(ViewGeometry geometry, Region region) {
        if (region.isEmpty()) {
            return new double[] {geometry.width() * geometry.pixel(), geometry.height() * geometry.pixel()};
        }
        int[] cells = geometry.cells(region);
        return new double[] {
            AROUND * (cells[2] + 1 - cells[0]) * geometry.scaleX() * geometry.pixel(),
            AROUND * (cells[3] + 1 - cells[1]) * geometry.scaleY() * geometry.pixel()
        };
    }

    private static void zoom(SliceView view, Region region, double zoom, Dimension most) {
        ViewGeometry geometry = view.geometry;
        int w = Math.max(1, Math.min(geometry.width(), (int) (most.width / zoom)));
        int h = Math.max(1, Math.min(geometry.height(), (int) (most.height / zoom)));
        int[] cells = region.isEmpty()
                ? new int[] {0, 0, geometry.columns() - 1, geometry.rows() - 1}
                : geometry.cells(region);
        double x = (cells[0] + cells[2] + 1) / 2.0 * geometry.scaleX() - w / 2.0;
        double y = (cells[1] + cells[3] + 1) / 2.0 * geometry.scaleY() - h / 2.0;
        int left = (int) Math.max(0, Math.min(geometry.width() - w, Math.round(x)));
        int top = (int) Math.max(0, Math.min(geometry.height() - h, Math.round(y)));
        ImageCanvas canvas = view.canvas();
        canvas.setSize((int) Math.round(w * zoom), (int) Math.round(h * zoom));
        canvas.setSourceRect(new Rectangle(left, top, w, h));
        view.image.getWindow().pack();
        view.repaint();
    }

    /** The rectangle of the screen that the windows take. */
    Rectangle bounds() {
        Rectangle bounds = views.get(0).image.getWindow().getBounds();
        views.forEach(view -> bounds.add(view.image.getWindow().getBounds()));
        return bounds;
    }

    void changed(Region region) {
        views.forEach(view -> view.changed(region));
    }

    void restyle() {
        views.forEach(SliceView::restyle);
    }

    void repaint() {
        views.forEach(SliceView::repaint);
    }

    /** Follows the CT's brightness and contrast. */
    void followRange(ImagePlus ct) {
        double[] range = range(ct);
        for (SliceView view : views) {
            boolean other = view.image != ct
                    && (view.image.getDisplayRangeMin() != range[0] || view.image.getDisplayRangeMax() != range[1]);
            if (other) {
                view.image.setDisplayRange(range[0], range[1]);
                view.image.updateAndDraw();
            }
        }
    }

    /** Leaves the CT as it was and closes the others. */
    void close(ImagePlus ct) {
        for (SliceView view : List.copyOf(views)) {
            view.detach();
            if (view.image != ct) {
                view.image.changes = false;
                view.image.close();
            }
        }
    }
}
