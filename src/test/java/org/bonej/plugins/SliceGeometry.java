package org.bonej.plugins;

import ij.plugin.PlugIn;

/** Stand-in of a plugin that would open a dialog, and so must not be run. */
public class SliceGeometry implements PlugIn {

    @Override
    public void run(String arg) {
        throw new AssertionError("a dialog would open");
    }
}
