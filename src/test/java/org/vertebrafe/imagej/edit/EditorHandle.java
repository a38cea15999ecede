package org.vertebrafe.imagej.edit;

import ij.ImagePlus;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Window;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Slicing;

/** An open editor in the hands of a test: everything is asked on the event thread. */
public final class EditorHandle {

    private final LabelEditor editor;

    private EditorHandle(LabelEditor editor) {
        this.editor = editor;
    }

    /** Opens an editor as the command does. */
    public static EditorHandle open(ImagePlus ct, ImagePlus labels) {
        CtStack stack = CtStack.hounsfield(ct);
        EditSession session = EditOutput.session(stack, labels);
        return onEvents(() -> new EditorHandle(LabelEditor.open(ct, labels, stack, session)));
    }

    static <T> T onEvents(Callable<T> question) {
        FutureTask<T> task = new FutureTask<>(question);
        try {
            EventQueue.invokeAndWait(task);
            return task.get();
        } catch (InterruptedException | InvocationTargetException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    public int count(int label) {
        return onEvents(() -> editor.session().count(label));
    }

    public int operations() {
        return onEvents(() -> editor.session().operations().size());
    }

    public boolean busy() {
        return onEvents(editor::isBusy);
    }

    public boolean closed() {
        return onEvents(editor::isClosed);
    }

    public EditSession session() {
        return editor.session();
    }

    public String said() {
        return onEvents(() -> editor.panel().said());
    }

    public Window panel() {
        return editor.panel();
    }

    /** Brush radius in mm, as a disc or a ball. */
    public void brush(double radius, boolean ball) {
        set(settings -> {
            settings.radius = radius;
            settings.ball = ball;
        });
    }

    public void label(int label) {
        onEvents(() -> {
            editor.setLabel(label);
            return null;
        });
    }

    void set(java.util.function.Consumer<EditSettings> change) {
        onEvents(() -> {
            change.accept(editor.settings());
            editor.panel().refresh();
            return null;
        });
    }

    /** Chooses a tool by its name. */
    public void choose(String tool) {
        onEvents(() -> {
            editor.choose(EditSettings.Tool.valueOf(tool));
            return null;
        });
    }

    void act(java.util.function.Consumer<LabelEditor> action) {
        onEvents(() -> {
            action.accept(editor);
            return null;
        });
    }

    public int[] position() {
        return onEvents(() -> editor.position().clone());
    }

    SliceView view(Slicing plane) {
        return onEvents(() -> editor.views().stream()
                .filter(view -> view.geometry.plane() == plane)
                .findFirst()
                .orElseThrow());
    }

    public ImagePlus image(Slicing plane) {
        return view(plane).image;
    }

    /** Where on the screen a voxel is drawn. */
    public Point onScreen(Slicing plane, Vec3 voxel) {
        SliceView view = view(plane);
        return onEvents(() -> {
            Point corner = view.canvas().getLocationOnScreen();
            return new Point(
                    corner.x + view.canvas().screenXD(view.geometry.pixelX(voxel)),
                    corner.y + view.canvas().screenYD(view.geometry.pixelY(voxel)));
        });
    }

    public void onDrawn(Runnable listener) {
        onEvents(() -> {
            editor.onDrawn(listener);
            return null;
        });
    }

    /** Closes it, whatever is unsaved. */
    public void discard() {
        act(LabelEditor::close);
    }

    /** Does what a click on the panel's close box does, and does not wait for the answer. */
    public void closeLater() {
        EventQueue.invokeLater(() -> editor.panel().askAndClose());
    }

    public void undo() {
        act(open -> open.actions().undo());
    }

    public void lock(int label) {
        act(open -> open.toggleLock(label));
    }

    public java.util.Set<Character> keys() {
        return onEvents(() -> editor.keys().keys().keySet());
    }

    public boolean hidden() {
        return onEvents(() -> editor.settings().hidden);
    }

    public double radius() {
        return onEvents(() -> editor.settings().radius);
    }

    /** Gives a key event to the editor's keys. */
    public void key(java.awt.event.KeyEvent event) {
        act(open -> open.keys().dispatchKeyEvent(event));
    }
}
