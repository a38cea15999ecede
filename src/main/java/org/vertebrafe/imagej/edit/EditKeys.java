package org.vertebrafe.imagej.edit;

import java.awt.KeyEventDispatcher;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.SwingUtilities;

/**
 * Keys in the windows of an editor. They are keys that ImageJ has no command on, and Z, which means undo in ImageJ too; all
 * others go to ImageJ.
 */
final class EditKeys implements KeyEventDispatcher {

    private static final double STEP = 1.25;
    private static final double FILL = 0.3;

    /** A key, what it is called, and what it does. */
    record Key(char character, String name, String meaning, Runnable action) {}

    private final LabelEditor editor;
    private final Map<Character, Key> keys = new LinkedHashMap<>();

    EditKeys(LabelEditor editor) {
        this.editor = editor;
        EditSettings settings = editor.settings();
        add('6', "crosshair", () -> editor.choose(EditSettings.Tool.CROSSHAIR));
        add('7', "brush", () -> editor.choose(EditSettings.Tool.BRUSH));
        add('8', "eraser", () -> editor.choose(EditSettings.Tool.ERASER));
        add('9', "lasso", () -> editor.choose(EditSettings.Tool.LASSO));
        add('0', "polygon", () -> editor.choose(EditSettings.Tool.POLYGON));
        add('\'', "hint", () -> editor.choose(EditSettings.Tool.HINT));
        add('"', "active label from under the mouse", editor.actions()::pickLabel);
        add('[', "smaller brush", () -> editor.setRadius(settings.radius / STEP));
        add('{', "larger brush", () -> editor.setRadius(settings.radius * STEP));
        add('`', "flicker: labels off and on", () -> editor.setHidden(!settings.hidden));
        add('~', "fill off and on: outlines alone", () -> editor.setOpacity(settings.opacity > 0 ? 0 : FILL));
    }

    private void add(char character, String meaning, Runnable action) {
        keys.put(character, new Key(character, String.valueOf(character), meaning, action));
    }

    Map<Character, Key> keys() {
        return keys;
    }

    @Override
    public boolean dispatchKeyEvent(KeyEvent event) {
        Window window = SwingUtilities.getWindowAncestor(event.getComponent());
        Window focused = event.getComponent() instanceof Window own ? own : window;
        boolean ours = editor.views().stream()
                .anyMatch(view -> view.image.getWindow() != null && view.image.getWindow() == focused);
        if (!ours || event.getID() != KeyEvent.KEY_PRESSED) {
            return false;
        }
        return pressed(event);
    }

    private boolean pressed(KeyEvent event) {
        int modifiers = event.getModifiersEx()
                & (InputEvent.CTRL_DOWN_MASK
                        | InputEvent.META_DOWN_MASK
                        | InputEvent.ALT_DOWN_MASK
                        | InputEvent.SHIFT_DOWN_MASK);
        if (event.getKeyCode() == KeyEvent.VK_Z && (modifiers & InputEvent.SHIFT_DOWN_MASK) == 0) {
            if ((modifiers & InputEvent.ALT_DOWN_MASK) != 0) {
                editor.actions().redo();
            } else {
                editor.actions().undo();
            }
            return true;
        }
        if (event.getKeyCode() == KeyEvent.VK_ESCAPE) {
            // ImageJ hears of it as well: it stops what is running.
            editor.mouse().cancel();
            return false;
        }
        Key key = keys.get(event.getKeyChar());
        boolean plain = (modifiers & ~InputEvent.SHIFT_DOWN_MASK) == 0;
        if (key == null || !plain) {
            return false;
        }
        key.action().run();
        return true;
    }
}
