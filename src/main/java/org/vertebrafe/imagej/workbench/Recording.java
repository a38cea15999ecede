package org.vertebrafe.imagej.workbench;

import ij.IJ;
import ij.plugin.frame.Recorder;
import org.vertebrafe.workbench.Actions;
import org.vertebrafe.workbench.Scripts;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** What the workbench does goes into ImageJ's macro recorder, as the command that does the same. */
final class Recording {

    private Recording() {}

    /** Records what a stage did. */
    static void of(Work work, Stage stage) {
        if (IJ.recording()) {
            Actions.of(work, stage).ifPresent(action -> Recorder.recordString(Scripts.line(action) + "\n"));
        }
    }
}
