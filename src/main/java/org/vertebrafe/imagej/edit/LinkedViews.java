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
    /** Small images are enlarged to about this width or height. */
    private static final int COMFORTABLE = 330;

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

    /** Shows the windows in a row from the CT's to the right, as far as the screen goes. */
    void show() {
        views.forEach(view -> {
            if (view.image.getWindow() == null) {
                view.image.show();
            }
            enlarge(view.image);
        });
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
        first.toFront();
    }

    private static void enlarge(ImagePlus image) {
        ImageCanvas canvas = image.getCanvas();
        for (int n = 0; n < 8; n++) {
            Dimension size = canvas.getSize();
            if (Math.max(size.width, size.height) >= COMFORTABLE) {
                return;
            }
            canvas.zoomIn(size.width / 2, size.height / 2);
        }
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
