package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.plugin.frame.Recorder;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;

/**
 * Writes the inputs of a command that has run into ImageJ's recorder, by their names, all of them: a macro then does not
 * depend on defaults that may change.
 */
final class OptionRecorder extends AbstractPostprocessorPlugin {

    private final Harvester harvester;

    OptionRecorder(Harvester harvester) {
        this.harvester = harvester;
    }

    @Override
    public void process(Module module) {
        if (!IJ.recording()) {
            return;
        }
        for (ModuleItem<?> item : harvester.harvested()) {
            Object value = module.getInput(item.getName());
            if (value != null) {
                String text = ItemValues.text(value);
                // The recorder puts the options into a quoted string: backslashes of Windows paths would be eaten.
                Recorder.recordOption(item.getName(), text.isEmpty() ? "[]" : Recorder.fixPath(text));
            }
        }
    }
}
