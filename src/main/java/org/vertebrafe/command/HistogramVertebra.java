package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.analysis.BoneRegion;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.maps.RegionHistogram;

/** Shows how a quantity is distributed over parts of a vertebra. */
@Plugin(
        type = Command.class,
        description = "Plots how a quantity of an analysed vertebra is distributed over its regions or a selection.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Histogram of Vertebra Map...", weight = 26)
        })
public class HistogramVertebra extends QuantityCommand {

    static final String EACH = "each region";
    static final String SELECTION = "selection";

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Parameter(label = "Quantity", description = "What is counted, by volume.", persist = false)
    private String quantity = "von-mises";

    @Parameter(
            label = "Region",
            description = "Part of the bone; selection: the voxels inside the area drawn on the image.",
            choices = {EACH, "bone", "body", "trabecular-body", "cortical-body", "posterior", SELECTION},
            persist = false)
    private String region = EACH;

    @Parameter(label = "Histogram", type = ItemIO.OUTPUT)
    private ImagePlus plot;

    @Parameter(label = RegionHistogram.TABLE, type = ItemIO.OUTPUT)
    private ResultsTable table;

    @Override
    public void run() {
        Failures.guard(this, this::count);
    }

    private void count() {
        MapQuantity counted = MapQuantity.ofId(quantity);
        MappedResult mapped = MappedResult.require(image);
        RegionHistogram.Histogram histogram =
                switch (region) {
                    case SELECTION -> RegionHistogram.ofSelection(image, counted);
                    case EACH -> RegionHistogram.of(mapped, counted, BoneRegion.of(mapped.result()));
                    default -> RegionHistogram.of(mapped, counted, List.of(BoneRegion.ofId(region)));
                };
        plot = histogram.plot().getImagePlus();
        table = histogram.table();
    }
}
