package org.bonej.wrapperPlugins;

import ij.ImagePlus;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Stand-in that breaks. */
@Plugin(type = Command.class)
public class AnisotropyWrapper extends ContextCommand {

    @Parameter
    private ImagePlus inputImage;

    @Override
    public void run() {
        throw new IllegalStateException("no ellipsoid for " + inputImage.getTitle());
    }
}
