package org.vertebrafe.imagej.plain;

import ij.ImagePlus;
import java.awt.AWTException;
import java.awt.Container;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import javax.swing.AbstractButton;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.edit.EditorHandle;
import org.vertebrafe.segmentation.edit.Slicing;

/** The hands of a person who edits labels: strokes and clicks at voxels, keys, buttons of the panel. */
final class EditorHands {

    private final Screen screen;
    private final EditorHandle editor;
    private final ImagePlus ct;
    private final Robot robot;

    EditorHands(Screen screen, EditorHandle editor, ImagePlus ct) throws AWTException {
        this.screen = screen;
        this.editor = editor;
        this.ct = ct;
        robot = new Robot();
        robot.setAutoDelay(10);
    }

    /** The voxel at the crosshair. */
    Vec3 middle() {
        int[] p = editor.position();
        return new Vec3(p[0], p[1], p[2]);
    }

    void drag(Slicing plane, Vec3... path) {
        Point first = editor.onScreen(plane, path[0]);
        robot.mouseMove(first.x, first.y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        Point from = first;
        for (Vec3 voxel : path) {
            Point to = editor.onScreen(plane, voxel);
            for (int step = 1; step <= 6; step++) {
                robot.mouseMove(from.x + (to.x - from.x) * step / 6, from.y + (to.y - from.y) * step / 6);
            }
            from = to;
        }
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    void click(Slicing plane, Vec3 voxel) {
        Point at = editor.onScreen(plane, voxel);
        robot.mouseMove(at.x, at.y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /** Clicks a button of the panel and waits until what it starts has ended. */
    void press(String button) {
        AbstractButton found = screen.all((Container) editor.panel(), AbstractButton.class).stream()
                .filter(b -> button.equals(b.getText()))
                .findFirst()
                .orElseThrow();
        screen.click(found);
        // A segmentation takes longer than a click, and much longer on a machine that has other work.
        for (int waited = 0; editor.busy() && waited < 100; waited++) {
            robot.delay(1000);
        }
        screen.until(button + " to end", () -> !editor.busy());
    }

    /** Presses a key in the CT's window. Without a window manager the keyboard follows nobody: the event goes there. */
    void key(int code, char character, int modifiers) {
        KeyEvent event = new KeyEvent(
                ct.getCanvas(), KeyEvent.KEY_PRESSED, System.currentTimeMillis(), modifiers, code, character);
        editor.key(event);
        robot.waitForIdle();
    }

    void rest(int millis) {
        robot.delay(millis);
    }
}
