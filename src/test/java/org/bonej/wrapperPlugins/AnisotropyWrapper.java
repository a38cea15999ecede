package org.bonej.wrapperPlugins;

import ij.ImagePlus;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Stand-in whose increment has no default before its initializer looks at it, and that breaks. */
@Plugin(type = Command.class)
public class AnisotropyWrapper extends ContextCommand {

    @Parameter
    private ImagePlus inputImage;

    @Parameter(min = "9", required = false)
    private Integer directions = 2000;

    @Parameter(persist = false, required = false, initializer = "forceAboveMinimumIncrement")
    private Double samplingIncrement;

    @Parameter(required = false)
    private boolean displayMILVectors;

    @SuppressWarnings("unused")
    private void forceAboveMinimumIncrement() {
        samplingIncrement = Math.max(1.73, samplingIncrement);
    }

    @Override
    public void run() {
        if (samplingIncrement < 1.73 || displayMILVectors || directions != 2000) {
            throw new AssertionError("inputs that nobody gave");
        }
        throw new IllegalStateException("no ellipsoid for " + inputImage.getTitle());
    }
}
