package org.vertebrafe.command;

import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.vertebrafe.imagej.OpenImages;

/** A command that has inputs for declared settings beside its own. */
abstract class SettingsCommand extends DynamicCommand {

    private static final String CALIBRATION = "calibration";

    private boolean declared;

    @Override
    public final DynamicCommandInfo getInfo() {
        DynamicCommandInfo info = super.getInfo();
        if (!declared) {
            declared = true;
            declare(info);
        }
        return info;
    }

    /** Adds the inputs, once. */
    abstract void declare(DynamicCommandInfo info);

    /** Presets the dialog by what the open images bring; the initializer of commands with a calibration. */
    protected void propose() {
        OpenImages.calibration().ifPresent(calibration -> setInput(CALIBRATION, calibration));
    }
}
