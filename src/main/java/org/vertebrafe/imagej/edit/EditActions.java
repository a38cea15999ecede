package org.vertebrafe.imagej.edit;

import ij.ImagePlus;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Region;
import org.vertebrafe.segmentation.edit.Slicing;

/** What buttons and keys of an editor do to the labels as a whole. */
final class EditActions {

    private final LabelEditor editor;
    private final EditSession session;
    private final EditSettings settings;

    EditActions(LabelEditor editor) {
        this.editor = editor;
        this.session = editor.session();
        this.settings = editor.settings();
    }

    void undo() {
        step(session.canUndo(), "undo", session::undo);
    }

    void redo() {
        step(session.canRedo(), "redo", session::redo);
    }

    private void step(boolean possible, String what, Supplier<Optional<Region>> action) {
        if (editor.isBusy() || editor.mouse().isDrawing()) {
            return;
        }
        if (!possible) {
            editor.say("Nothing to " + what + ".");
            return;
        }
        action.get().ifPresent(editor::changed);
        editor.finished(what);
    }

    /** Interpolates between the slices that were corrected in the window last used. */
    void interpolate() {
        Slicing lastPlane = editor.lastPlane();
        List<Integer> slices = session.correctedSlices(settings.label, lastPlane);
        if (slices.size() < 2) {
            editor.say(String.format(
                    "Correct label %d in two or more %s slices first, by disc or outline; what lies between them is"
                            + " then interpolated.",
                    settings.label, lastPlane.id()));
            return;
        }
        editor.guard(() -> editor.run(
                "Interpolate between " + lastPlane.id() + " slices " + slices,
                new Operation.Interpolate(settings.label, lastPlane, slices, settings.where())));
    }

    /** Makes the label under the mouse the active one. */
    void pickLabel() {
        for (SliceView view : editor.views()) {
            int under = view.mouse == null ? 0 : view.labelAt(view.mouse[0], view.mouse[1]);
            if (under != 0) {
                editor.setLabel(under);
                return;
            }
        }
        editor.say("No label under the mouse.");
    }

    /** Segments the vertebra at the crosshair, which becomes the seed. */
    void segmentAtCrosshair() {
        int[] position = editor.position();
        settings.seed = new Vec3(position[0], position[1], position[2]);
        segment("Segment at the crosshair");
    }

    /** Segments again from the same seed when that is wanted of a hint that was set or taken away. */
    void hintSet() {
        if (settings.atOnce) {
            if (settings.seed == null) {
                editor.say("Hints segment again at once when there is a seed: press Segment at crosshair first.");
            } else {
                int hints = settings.hints.size();
                segment("Segment again with " + hints + (hints == 1 ? " hint" : " hints"));
            }
        }
    }

    private void segment(String what) {
        boolean divided = session.statistics().stream().allMatch(s -> s.label() <= 4);
        editor.guard(() -> editor.run(
                what,
                new Operation.Resegment(
                        settings.seed,
                        divided ? 0 : settings.label,
                        settings.bodyOnly,
                        settings.hints,
                        settings.reach,
                        settings.where())));
    }

    /** Makes a new image of the labels as they are. */
    ImagePlus apply() {
        ImagePlus image = EditOutput.image(session, editor.stack(), editor.labels());
        image.show();
        EditOutput.report(session, editor.labels());
        session.markSaved();
        editor.say("\"" + image.getTitle()
                + "\" holds the corrected labels, and how they came about in Image > Show Info.");
        return image;
    }

    void applyInPlace() {
        editor.guard(() -> {
            EditOutput.writeInto(session, editor.stack(), editor.labels());
            EditOutput.report(session, editor.labels());
            session.markSaved();
            editor.say("The corrected labels were written into \""
                    + editor.labels().getTitle() + "\".");
        });
    }
}
