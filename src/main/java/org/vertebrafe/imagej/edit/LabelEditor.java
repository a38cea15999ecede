package org.vertebrafe.imagej.edit;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import java.awt.KeyboardFocusManager;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.swing.Timer;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.LabelStatistics;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Region;
import org.vertebrafe.segmentation.edit.Slicing;
import org.vertebrafe.segmentation.oneclick.Segmentation;

/**
 * An open editor: holds the session, its windows and what they are set to, and lets everything know of every change.
 * Lives on the event thread.
 */
public final class LabelEditor {

    private final ImagePlus ct;
    private final ImagePlus labels;
    private final CtStack stack;
    private final EditSession session;
    private final EditSettings settings = new EditSettings();
    private final int[] position = new int[3];
    private final LinkedViews views;
    private final EditMouse mouse;
    private final EditActions actions;
    private final EditKeys keys;
    private final EditPanel panel;
    private final ImageListener images = new Images();
    private Runnable drawn = () -> {};
    private Slicing lastPlane;
    private boolean unlabelled;
    private boolean busy;
    private boolean closed;

    private LabelEditor(ImagePlus ct, ImagePlus labels, CtStack stack, EditSession session) {
        this.ct = ct;
        this.labels = labels;
        this.stack = stack;
        this.session = session;
        goToLabels();
        Vec3 voxel = session.grid().spacing();
        // Less than a voxel would change nothing.
        settings.distance = Math.max(1, Math.ceil(10 * Math.max(voxel.x(), Math.max(voxel.y(), voxel.z()))) / 10);
        views = new LinkedViews(ct, stack, session, settings);
        lastPlane = views.all().get(0).geometry.plane();
        mouse = new EditMouse(this, settings);
        actions = new EditActions(this);
        keys = new EditKeys(this);
        panel = new EditPanel(this);
        views.all()
                .forEach(view ->
                        view.attach(new LabelOverlay(view, settings, position, this::scrolled, () -> drawn.run())));
        unlabelled = session.statistics().isEmpty();
        views.show(labelled());
        // Only now: a slider shows no slice that was chosen before it was there.
        views.all().forEach(view -> view.show(position));
        panel.open(views.bounds());
        EditTool.add(mouse);
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(keys);
        ImagePlus.addImageListener(images);
    }

    /**
     * Opens the editor. To be called on the event thread.
     *
     * @param ct CT, never changed
     * @param labels label map on its grid; changed only when asked to
     * @param stack the CT, read
     * @param session on both
     */
    public static LabelEditor open(ImagePlus ct, ImagePlus labels, CtStack stack, EditSession session) {
        return new LabelEditor(ct, labels, stack, session);
    }

    /** To the middle of the most frequent label, which becomes the active one. */
    private void goToLabels() {
        session.statistics().stream()
                .max((a, b) -> Double.compare(a.after(), b.after()))
                .ifPresent(largest -> settings.label = largest.label());
        double[] sum = new double[3];
        long count = 0;
        int nx = session.grid().nx();
        int ny = session.grid().ny();
        for (int index = 0; index < session.grid().voxels(); index++) {
            if (session.label(index) == settings.label) {
                sum[0] += index % nx;
                sum[1] += index / nx % ny;
                sum[2] += index / nx / ny;
                count++;
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            position[axis] = count == 0 ? session.grid().size(axis) / 2 : (int) Math.rint(sum[axis] / count);
        }
    }

    EditSession session() {
        return session;
    }

    EditSettings settings() {
        return settings;
    }

    List<SliceView> views() {
        return views.all();
    }

    EditMouse mouse() {
        return mouse;
    }

    EditActions actions() {
        return actions;
    }

    /** Of the window that was edited last. */
    Slicing lastPlane() {
        return lastPlane;
    }

    EditKeys keys() {
        return keys;
    }

    EditPanel panel() {
        return panel;
    }

    int[] position() {
        return position;
    }

    ImagePlus ct() {
        return ct;
    }

    ImagePlus labels() {
        return labels;
    }

    CtStack stack() {
        return stack;
    }

    boolean isBusy() {
        return busy;
    }

    boolean isClosed() {
        return closed;
    }

    /** Tells somebody whenever a window's labels were drawn. */
    void onDrawn(Runnable listener) {
        drawn = listener;
    }

    void showPanel() {
        panel.toFront();
    }

    void say(String message) {
        panel.say(message);
    }

    /** Does something and says what the user can do about its failure. */
    void guard(Runnable action) {
        try {
            action.run();
        } catch (InputException e) {
            say(e.getMessage());
        }
    }

    /** Shows the labelled vertebra large in all windows. */
    void zoomToLabels() {
        views.zoomTo(labelled());
        panel.place(views.bounds());
    }

    /** The box of the vertebra: of the tissues of one together, of several vertebrae that of the active label. */
    private Region labelled() {
        boolean one = knownLabels().stream().allMatch(label -> label <= Segmentation.CORTICAL_PROCESS);
        Region box = session.box(settings.label);
        for (int label : knownLabels()) {
            box = one ? box.union(session.box(label)) : box;
        }
        return box;
    }

    /** Shows the slices through a point. */
    void moveTo(Vec3 voxel) {
        for (int axis = 0; axis < 3; axis++) {
            double nearest = Math.rint(voxel.get(axis));
            position[axis] = (int) Math.max(0, Math.min(session.grid().size(axis) - 1.0, nearest));
        }
        views.all().forEach(view -> view.show(position));
        views.repaint();
        panel.showPosition(position);
    }

    private void scrolled(SliceView view) {
        int axis = view.geometry.plane().axis();
        if (position[axis] != view.shownLayer()) {
            position[axis] = view.shownLayer();
            views.all().stream().filter(other -> other != view).forEach(SliceView::repaint);
            panel.showPosition(position);
        }
    }

    /** Labels changed within a stroke. */
    void changed(Region region) {
        views.changed(region);
        panel.figuresSoon();
    }

    /** An edit is complete. */
    void finished(String what) {
        views.all().stream()
                .filter(view -> view.mouse != null)
                .findFirst()
                .ifPresent(view -> lastPlane = view.geometry.plane());
        say(what + " done.");
        panel.refresh();
    }

    void hintsChanged() {
        views.repaint();
        panel.refresh();
    }

    /** Runs an operation in the background. */
    void run(String what, Operation operation) {
        if (busy) {
            say("Please wait for the running operation to end, or press Esc to stop it.");
            return;
        }
        busy = true;
        say(what + " ...");
        panel.refresh();
        new EditJob(session, operation, region -> ended(what, region), this::failed).execute();
    }

    private void ended(String what, Region region) {
        busy = false;
        views.changed(region);
        if (unlabelled && !region.isEmpty()) {
            unlabelled = false;
            zoomToLabels();
        }
        finished(what);
        if (region.isEmpty()) {
            say(what + ": nothing to change.");
        }
    }

    private void failed(String why) {
        busy = false;
        say(why);
        views.restyle();
        panel.refresh();
    }

    void choose(EditSettings.Tool tool) {
        mouse.cancel();
        settings.tool = tool;
        EditTool.choose();
        say(tool.help);
        views.repaint();
        panel.refresh();
    }

    void setRadius(double radius) {
        double least = 0.1;
        double most = 50;
        settings.radius = Math.max(least, Math.min(most, Math.rint(radius * 10) / 10));
        views.repaint();
        panel.refresh();
    }

    void setHidden(boolean hidden) {
        settings.hidden = hidden;
        views.restyle();
        panel.refresh();
    }

    void setOpacity(double opacity) {
        settings.opacity = opacity;
        views.restyle();
        panel.refresh();
    }

    void restyle() {
        views.restyle();
    }

    void setLabel(int label) {
        settings.label = label;
        views.repaint();
        panel.refresh();
    }

    void toggleLock(int label) {
        if (!settings.locked.remove(label)) {
            settings.locked.add(label);
        }
        panel.refresh();
    }

    /** The labels that are, were, or were asked for. */
    List<Integer> knownLabels() {
        TreeSet<Integer> all = new TreeSet<>();
        session.statistics().stream().map(LabelStatistics::label).forEach(all::add);
        all.add(settings.label);
        return new ArrayList<>(all);
    }

    /** Ends the editor; what is not saved is lost. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        ImagePlus.removeImageListener(images);
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(keys);
        EditTool.remove(mouse);
        views.close(ct);
        panel.dispose();
    }

    /** Keeps up with what happens to the windows. */
    private final class Images implements ImageListener {

        @Override
        public void imageOpened(ImagePlus image) {
            // Of no concern.
        }

        @Override
        public void imageClosed(ImagePlus image) {
            if (closed) {
                return;
            }
            if (image == ct) {
                java.awt.EventQueue.invokeLater(LabelEditor.this::ctClosed);
            } else {
                views.all().removeIf(view -> view.image == image);
            }
        }

        @Override
        public void imageUpdated(ImagePlus image) {
            if (image == ct && !closed) {
                views.followRange(ct);
            }
        }
    }

    /** Without its CT the editor ends, but never loses work. */
    private void ctClosed() {
        if (closed) {
            return;
        }
        if (busy) {
            Timer later = new Timer(200, event -> ctClosed());
            later.setRepeats(false);
            later.start();
            return;
        }
        mouse.cancel();
        if (session.unsaved()) {
            ImagePlus image = actions.apply();
            IJ.log("VertebraFE: the CT of the label editor was closed; the corrected labels are in \""
                    + image.getTitle() + "\".");
        }
        close();
    }
}
