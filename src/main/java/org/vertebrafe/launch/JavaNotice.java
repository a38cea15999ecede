package org.vertebrafe.launch;

import ij.IJ;
import org.scijava.command.Command;

/** The only command of VertebraFE where Java is too old: says so. */
public final class JavaNotice implements Command {

    @Override
    public void run() {
        IJ.showMessage("VertebraFE", JavaVersion.message(JavaVersion.running()));
    }
}
