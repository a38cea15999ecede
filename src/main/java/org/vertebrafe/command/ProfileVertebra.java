package org.vertebrafe.command;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.maps.Profile;

/** Plots a quantity along a line. */
@Plugin(
        type = Command.class,
        description = "Plots a quantity of an analysed vertebra along the line selection.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Profile Vertebra Map...", weight = 25)
        })
public class ProfileVertebra extends QuantityCommand {

    @Parameter(
            label = "CT or map",
            description = "The CT that was analysed, or a map of it, with a line drawn on it.",
            persist = false)
    private ImagePlus image;

    @Parameter(label = "Quantity", description = "What is plotted.", persist = false)
    private String quantity = "von-mises";

    @Parameter(label = "Profile", type = ItemIO.OUTPUT)
    private ImagePlus plot;

    @Override
    public void run() {
        Failures.guard(
                this, () -> plot = Profile.of(image, MapQuantity.ofId(quantity)).getImagePlus());
    }
}
