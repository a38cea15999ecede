package org.bonej.wrapperPlugins;

import ij.ImagePlus;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Stand-in that gives up. */
@Plugin(type = Command.class)
public class SurfaceAreaWrapper extends ContextCommand {

    @Parameter
    private ImagePlus inputImage;

    @Override
    public void run() {
        cancel("The mesh of " + inputImage.getWidth() + " pixels is not closed.");
    }
}
