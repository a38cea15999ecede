package org.vertebrafe.imagej.plain;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import java.awt.Window;
import java.util.stream.Stream;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;

/** Shows the images and tables that a command returns; in batch mode images join the macro's, without windows. */
final class OutputDisplay extends AbstractPostprocessorPlugin {

    @Override
    public void process(Module module) {
        for (ModuleItem<?> item : module.getInfo().outputs()) {
            Object value = module.getOutput(item.getName());
            if (value instanceof ImagePlus image) {
                if (!isOpen(image)) {
                    image.show();
                }
            } else if (value instanceof ResultsTable table && !isShown(table)) {
                table.show(ItemValues.label(item));
            }
            module.resolveOutput(item.getName());
        }
    }

    private static boolean isOpen(ImagePlus image) {
        return image.getWidth() == 0 || WindowManager.getImage(image.getID()) == image;
    }

    private static boolean isShown(ResultsTable table) {
        if (table == ResultsTable.getResultsTable()) {
            return true;
        }
        Window[] windows = WindowManager.getAllNonImageWindows();
        return windows != null
                && Stream.of(windows)
                        .anyMatch(w -> w instanceof TextWindow text
                                && text.getTextPanel().getResultsTable() == table);
    }
}
