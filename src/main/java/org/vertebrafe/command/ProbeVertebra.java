package org.vertebrafe.command;

import ij.ImagePlus;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.maps.Probe;

/** Opens the readout under the cursor. */
@Plugin(
        type = Command.class,
        description = "Shows density, modulus, stress and strain under the cursor; a click keeps them in a table.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Probe Vertebra", weight = 23)})
public class ProbeVertebra extends GuidedCommand {

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Override
    public void run() {
        Failures.guard(this, () -> {
            MappedResult mapped = MappedResult.require(image);
            if (GraphicsEnvironment.isHeadless()) {
                throw new InputException(
                        "The probe needs a screen: measure with Measure Vertebra Points... when ImageJ runs headless.");
            }
            EventQueue.invokeLater(() -> Probe.open(mapped));
        });
    }
}
