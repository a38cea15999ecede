package org.vertebrafe.imagej.edit;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.edit.Hint;
import org.vertebrafe.segmentation.edit.LiveStroke;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Where;

/** What mouse buttons and moves mean, by the tool that the panel is set to. */
final class EditMouse {

    /** Points of a freehand outline are at least so far apart, pixels. */
    private static final double OUTLINE_STEP = 0.5;

    /** A click so close to a hint takes it away, screen pixels. */
    private static final double HINT_NEAR = 7;

    private final LabelEditor editor;
    private final EditSettings settings;
    private LiveStroke stroke;

    EditMouse(LabelEditor editor, EditSettings settings) {
        this.editor = editor;
        this.settings = settings;
    }

    Optional<SliceView> view(ImagePlus image) {
        return editor.views().stream().filter(view -> view.image == image).findFirst();
    }

    boolean isDrawing() {
        return stroke != null;
    }

    void showPanel() {
        editor.showPanel();
    }

    void pressed(SliceView view, MouseEvent event) {
        if (event.getButton() == MouseEvent.BUTTON3) {
            return;
        }
        double[] p = track(view, event);
        boolean navigate = event.isControlDown() || event.getButton() == MouseEvent.BUTTON2;
        if (settings.tool == EditSettings.Tool.CROSSHAIR || navigate) {
            editor.moveTo(view.voxel(p[0], p[1]));
            return;
        }
        if (editor.isBusy()) {
            editor.say("Please wait for the running operation to end, or press Esc to stop it.");
            return;
        }
        editor.guard(() -> begin(view, event, p));
    }

    private void begin(SliceView view, MouseEvent event, double[] p) {
        switch (settings.tool) {
            case BRUSH, ERASER -> beginStroke(view, event, p);
            case LASSO -> {
                view.draft.clear();
                view.draft.add(p);
            }
            case POLYGON -> addCorner(view, event, p);
            case HINT -> setHint(view, event, p);
            default -> throw new IllegalStateException("not an editing tool: " + settings.tool);
        }
    }

    private void beginStroke(SliceView view, MouseEvent event, double[] p) {
        boolean erase = settings.tool == EditSettings.Tool.ERASER || event.isAltDown();
        boolean all = settings.tool == EditSettings.Tool.ERASER && event.isShiftDown();
        Where where = !erase ? settings.where() : all ? settings.where().over(Set.of()) : whereActive();
        stroke = editor.session()
                .draw(
                        erase ? 0 : settings.label,
                        settings.ball ? Optional.empty() : Optional.of(view.geometry.plane()),
                        settings.radius,
                        where);
        editor.changed(stroke.to(view.voxel(p[0], p[1])));
    }

    void dragged(SliceView view, MouseEvent event) {
        double[] p = track(view, event);
        if (stroke != null) {
            editor.changed(stroke.to(view.voxel(p[0], p[1])));
        } else if (settings.tool == EditSettings.Tool.LASSO && !view.draft.isEmpty()) {
            double[] last = view.draft.get(view.draft.size() - 1);
            if (Math.hypot(p[0] - last[0], p[1] - last[1]) >= OUTLINE_STEP) {
                view.draft.add(p);
                view.repaint();
            }
        } else if (settings.tool == EditSettings.Tool.CROSSHAIR || event.isControlDown()) {
            editor.moveTo(view.voxel(p[0], p[1]));
        }
    }

    void released(SliceView view, MouseEvent event) {
        track(view, event);
        if (stroke != null) {
            LiveStroke done = stroke;
            stroke = null;
            done.finish();
            editor.finished(settings.tool.title);
        } else if (settings.tool == EditSettings.Tool.LASSO && !view.draft.isEmpty()) {
            closeOutline(view, event.isAltDown());
        }
    }

    void moved(SliceView view, MouseEvent event) {
        track(view, event);
        if (settings.tool == EditSettings.Tool.POLYGON && !view.draft.isEmpty()) {
            view.repaint();
        }
    }

    void left(SliceView view) {
        view.mouse = null;
        view.repaint();
    }

    /** Gives up what is being drawn. */
    void cancel() {
        if (stroke != null) {
            LiveStroke given = stroke;
            stroke = null;
            editor.changed(given.cancel());
        }
        editor.views().forEach(view -> {
            view.draft.clear();
            view.repaint();
        });
    }

    private void addCorner(SliceView view, MouseEvent event, double[] p) {
        if (event.getClickCount() > 1) {
            closeOutline(view, event.isAltDown());
            return;
        }
        // An outline lies in one window and slice.
        editor.views().stream().filter(other -> other != view).forEach(other -> other.draft.clear());
        view.draft.add(p);
        view.repaint();
    }

    /** Fills the outline that is being drawn in a window. */
    void closeOutline(SliceView view, boolean remove) {
        List<Vec3> outline =
                view.draft.stream().map(p -> view.voxel(p[0], p[1])).toList();
        view.draft.clear();
        view.repaint();
        if (outline.size() >= 3) {
            editor.guard(() -> editor.run(
                    remove ? "Remove within outline" : "Fill outline",
                    new Operation.Lasso(
                            remove ? 0 : settings.label,
                            view.geometry.plane(),
                            view.shownLayer(),
                            outline,
                            remove ? whereActive() : settings.where())));
        }
    }

    /** Where the active label may be taken away. */
    private Where whereActive() {
        if (settings.locked.contains(settings.label)) {
            throw InputException.of("Label %d is locked: unlock it, or choose another label.", settings.label);
        }
        return settings.whereActive();
    }

    private void setHint(SliceView view, MouseEvent event, double[] p) {
        Vec3 voxel = view.voxel(p[0], p[1]);
        Vec3 centre = new Vec3(Math.rint(voxel.x()), Math.rint(voxel.y()), Math.rint(voxel.z()));
        double near = HINT_NEAR / view.canvas().getMagnification();
        boolean removed = settings.hints.removeIf(
                hint -> Math.rint(hint.at().get(view.geometry.plane().axis())) == view.shownLayer()
                        && Math.hypot(view.geometry.pixelX(hint.at()) - p[0], view.geometry.pixelY(hint.at()) - p[1])
                                <= near);
        if (!removed) {
            for (int axis = 0; axis < 3; axis++) {
                if (centre.get(axis) < 0
                        || centre.get(axis) >= view.geometry.grid().size(axis)) {
                    throw new InputException("A hint must lie in the image.");
                }
            }
            settings.hints.add(new Hint(centre, event.isAltDown() ? 0 : settings.label));
        }
        editor.hintsChanged();
        editor.actions().hintSet();
    }

    private double[] track(SliceView view, MouseEvent event) {
        ImageCanvas canvas = view.canvas();
        double[] p = {canvas.offScreenXD(event.getX()), canvas.offScreenYD(event.getY())};
        double[] old = view.mouse;
        view.mouse = p;
        boolean circle = settings.tool == EditSettings.Tool.BRUSH || settings.tool == EditSettings.Tool.ERASER;
        if (circle) {
            double r = settings.radius / view.geometry.pixel() + 1;
            double[] from = old == null ? p : old;
            view.repaint(
                    Math.min(p[0], from[0]) - r,
                    Math.min(p[1], from[1]) - r,
                    Math.max(p[0], from[0]) + r,
                    Math.max(p[1], from[1]) + r);
        }
        return p;
    }
}
