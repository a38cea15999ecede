package org.vertebrafe.imagej.edit;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Toolbar;
import ij.plugin.tool.PlugInTool;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The tool in ImageJ's toolbar. While it is chosen, clicks in the windows of an editor are edits; with any other tool the
 * windows are ordinary ImageJ windows. Other images are not touched.
 */
final class EditTool extends PlugInTool {

    static final String NAME = "VertebraFE Label Editor";

    /** ImageJ has one toolbar for all windows, and so there is one tool for all editors. */
    private static final EditTool TOOL = new EditTool();

    private final List<EditMouse> mice = new ArrayList<>();

    private EditTool() {}

    static void add(EditMouse mouse) {
        TOOL.mice.add(mouse);
        choose();
    }

    static void remove(EditMouse mouse) {
        TOOL.mice.remove(mouse);
        if (TOOL.mice.isEmpty() && Toolbar.getPlugInTool() == TOOL) {
            IJ.setTool(Toolbar.RECTANGLE);
        }
    }

    /** Makes it ImageJ's current tool. */
    static void choose() {
        if (Toolbar.getPlugInTool() != TOOL && !Toolbar.getInstance().setTool(NAME)) {
            Toolbar.addPlugInTool(TOOL);
        }
    }

    private void tell(ImagePlus image, MouseEvent event, BiConsumer<EditMouse, SliceView> action) {
        for (EditMouse mouse : List.copyOf(mice)) {
            mouse.view(image).ifPresent(view -> {
                action.accept(mouse, view);
                event.consume();
            });
        }
    }

    @Override
    public void mousePressed(ImagePlus image, MouseEvent event) {
        tell(image, event, (mouse, view) -> mouse.pressed(view, event));
    }

    @Override
    public void mouseDragged(ImagePlus image, MouseEvent event) {
        tell(image, event, (mouse, view) -> mouse.dragged(view, event));
    }

    @Override
    public void mouseReleased(ImagePlus image, MouseEvent event) {
        tell(image, event, (mouse, view) -> mouse.released(view, event));
    }

    @Override
    public void mouseMoved(ImagePlus image, MouseEvent event) {
        // Not consumed: ImageJ shows position and value in its status bar.
        for (EditMouse mouse : mice) {
            mouse.view(image).ifPresent(view -> mouse.moved(view, event));
        }
    }

    @Override
    public void mouseExited(ImagePlus image, MouseEvent event) {
        for (EditMouse mouse : mice) {
            mouse.view(image).ifPresent(mouse::left);
        }
    }

    @Override
    public void showOptionsDialog() {
        mice.forEach(EditMouse::showPanel);
    }

    @Override
    public String getToolName() {
        return NAME;
    }

    @Override
    public String getToolIcon() {
        // A vertebral body with a brush across.
        return "C06aR2499C888V4467Cd60L6dd6L7ee7";
    }
}
