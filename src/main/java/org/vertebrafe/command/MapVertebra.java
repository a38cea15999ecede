package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.EnumSet;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.maps.MappedResult;

/** Opens another map of a result that is still with its images, or all of them as channels. */
@Plugin(
        type = Command.class,
        description = "Opens a map of an analysed vertebra as a 32-bit image, or all maps as one hyperstack.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Open Vertebra Map...", weight = 19)
        })
public class MapVertebra extends QuantityCommand {

    static final String HYPERSTACK = "all in one hyperstack";

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Quantity",
            description = "What is mapped; all: a channel for each, around the vertebra.",
            persist = false)
    private String quantity = "von-mises";

    @Parameter(label = "Map", type = ItemIO.OUTPUT)
    private ImagePlus map;

    @Override
    List<String> moreChoices() {
        return List.of(HYPERSTACK);
    }

    @Override
    public void run() {
        Failures.guard(this, () -> {
            MappedResult mapped = MappedResult.require(image);
            map = quantity.equals(HYPERSTACK)
                    ? mapped.channels(EnumSet.allOf(MapQuantity.class))
                    : mapped.map(MapQuantity.ofId(quantity));
        });
    }
}
