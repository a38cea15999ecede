package org.vertebrafe.imagej.plain;

import ij.plugin.PlugIn;

/**
 * What stands in ImageJ's command table for each of our commands: ImageJ makes one of these by name, and passes the class
 * name of the SciJava command to run.
 */
public final class CommandPlugIn implements PlugIn {

    @Override
    public void run(String className) {
        PlainImageJ plain = PlainImageJ.running();
        MacroErrors.guard(() -> plain.run(className));
    }
}
