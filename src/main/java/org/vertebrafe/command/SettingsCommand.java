package org.vertebrafe.command;

import org.vertebrafe.imagej.OpenImages;

/** A command that has inputs for declared settings beside its own. */
abstract class SettingsCommand extends GuidedDynamicCommand {

    private static final String CALIBRATION = "calibration";

    /** Presets the dialog by what the open images bring; the initializer of commands with a calibration. */
    protected void propose() {
        OpenImages.calibration().ifPresent(calibration -> setInput(CALIBRATION, calibration));
    }
}
