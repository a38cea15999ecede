package org.vertebrafe.imagej.edit;

import ij.gui.HTMLDialog;

/** The page behind the Help button. */
final class EditHelp {

    private EditHelp() {}

    static void show(EditKeys keys) {
        StringBuilder text = new StringBuilder("<html><h3>Edit Vertebra Labels</h3><table>");
        for (EditSettings.Tool tool : EditSettings.Tool.values()) {
            text.append("<tr><td><b>")
                    .append(tool.title)
                    .append("</b></td><td>")
                    .append(tool.help);
        }
        text.append(
                "</table><p>Ctrl+click or the middle button moves the crosshair with every tool. With another tool of"
                        + " ImageJ's toolbar the windows are ordinary ImageJ windows.<h3>Keys in the windows</h3><table>");
        text.append("<tr><td>Z, Ctrl+Z<td>undo<tr><td>Alt+Z<td>redo");
        keys.keys().values().forEach(key -> text.append("<tr><td>")
                .append(key.name())
                .append("<td>")
                .append(key.meaning()));
        text.append("</table><p>Space and the mouse wheel, &lt; &gt; + - and all other keys are ImageJ's.");
        new HTMLDialog("Edit Labels", text.toString(), false);
    }
}
